// A response is the same whatever the steps are in which it arrives.
#include "protocol/http_response.hpp"

#include "steps.hpp"

using namespace devenv;
using namespace devenv::detail::protocol;

namespace {

struct Seen
{
    std::string body{};
    int status = 0;
    std::size_t fields = 0;
    bool is_done = false;
    bool has_failed = false;

    bool operator==(const Seen&) const = default;
};

Seen read(std::string_view text, std::size_t step)
{
    HttpResponse response;
    std::string waiting;
    Seen seen;
    std::error_code ec;
    for (std::size_t at = 0; at < text.size() && !ec && !response.is_done(); at += step) {
        waiting += text.substr(at, step);
        for (bool moves = true; moves && !waiting.empty() && !response.is_done() && !ec;) {
            std::vector<std::string_view> pieces;
            const bool had_head = response.has_head();
            const std::size_t used = response.put(waiting, pieces, ec);
            for (const std::string_view piece : pieces)
                seen.body += piece;
            fuzz::require(used <= waiting.size());
            waiting.erase(0, used);
            moves = used > 0 || had_head != response.has_head();
        }
    }
    if (!ec && !response.is_done())
        response.put_eof(ec);
    seen.has_failed = static_cast<bool>(ec);
    seen.is_done = response.is_done();
    if (response.has_head()) {
        seen.status = response.head().status;
        seen.fields = response.head().fields.size();
    }
    return seen;
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::require_same_in_steps(data, size, read);
    return 0;
}
