// Any rules on any path: the text before the last line is the rules, the last line is the path.
#include "protocol/dockerignore.hpp"

#include "steps.hpp"

using namespace devenv;
using namespace devenv::detail::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    const std::size_t end = text.rfind('\n');
    if (end == std::string_view::npos)
        return 0;
    const IgnoreRules::Parsed parsed = IgnoreRules::parse(text.substr(0, end));
    if (!parsed.rules)
        return 0;
    const std::string_view path = text.substr(end + 1);
    IgnoreRules::Matches parents;
    IgnoreRules::Matches matches;
    std::size_t slash = 0;
    while (slash != std::string_view::npos) {
        slash = path.find('/', slash + 1);
        parsed.rules->excludes(path.substr(0, slash), parents, matches);
        parents = matches;
    }
    return 0;
}
