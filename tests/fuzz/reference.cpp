// What is read as a reference, written out, is read as the same.
#include "protocol/reference.hpp"

#include "steps.hpp"

using namespace devenv;
using namespace devenv::detail::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    Reference first;
    const ReferenceProblem problem = parse_reference(text, first);
    fuzz::require(problem.position <= text.size());
    if (problem) {
        fuzz::require(!describe(text, problem).empty());
    } else {
        Reference second;
        fuzz::require(!parse_reference(first.to_string(), second) && first == second);
        fuzz::require(!parse_reference(first.familiar(), second) && first == second);
    }
    Reference tagged;
    const std::string tag = tag_from_branch(text);
    fuzz::require(tag.empty() || !parse_reference("a:" + tag, tagged));
    return 0;
}
