// The values are the same whatever the steps are; each may be parsed in place.
#include "protocol/json_lines.hpp"

#include "base/json_document.hpp"
#include "steps.hpp"

#include <vector>

using namespace devenv;
using namespace devenv::detail;
using namespace devenv::detail::protocol;

namespace {

struct Seen
{
    std::vector<std::string> values{};
    LineFault fault = LineFault::none;

    bool operator==(const Seen&) const = default;
};

Seen read(std::string_view text, std::size_t step)
{
    JsonLines lines(4096);
    Seen seen;
    for (std::size_t at = 0; at < text.size(); at += step) {
        lines.put(text.substr(at, step));
        while (const auto value = lines.next()) {
            seen.values.emplace_back(*value);
            json::Document document;
            document.parse(const_cast<char*>(value->data()), value->size());
        }
    }
    seen.fault = lines.put_eof();
    return seen;
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::require_same_in_steps(data, size, read);
    return 0;
}
