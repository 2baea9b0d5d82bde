// Any Dockerfile: instructions stand in order, on lines that there are.
#include "protocol/dockerfile.hpp"

#include "steps.hpp"

#include <algorithm>

using namespace devenv;
using namespace devenv::detail::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
    const std::vector<Instruction> instructions = read_instructions(text);
    int line = 0;
    for (const Instruction& instruction : instructions) {
        fuzz::require(instruction.line > line && instruction.line <= lines);
        line = instruction.line;
    }
    fuzz::require(read_stages(instructions).size() <= instructions.size());
    return 0;
}
