// Texts that people write: each place named lies inside of the text; a string, written, is read as the same.
#include "base/json_text.hpp"

#include "steps.hpp"

#include <algorithm>

using namespace devenv;
using namespace devenv::detail::base;

namespace {

void check_strings(const TextValue& value)
{
    if (value.kind == TextKind::string) {
        std::string written;
        append_json_string(written, value.text);
        TextValue again;
        fuzz::require(!parse_json_text(written, JsonDialect::standard, again) && again.text == value.text);
    }
    for (const TextValue& item : value.items)
        check_strings(item);
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    for (const JsonDialect dialect : {JsonDialect::standard, JsonDialect::commented}) {
        TextValue root;
        const auto problem = parse_json_text(text, dialect, root);
        if (problem)
            fuzz::require(problem->position.line <= lines + 1 && problem->position.column <= size + 1);
        else
            check_strings(root);
    }
    return 0;
}
