// The text of a request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace devenv::detail::protocol {

using Headers = std::vector<std::pair<std::string, std::string>>;

enum class BodyFraming
{
    none,     ///< no body and no length: GET, HEAD
    length,   ///< Content-Length; also 0, which `start` and others insist on
    chunked,  ///< size not known
};

struct RequestHead
{
    std::string_view method{};
    std::string_view target{};
    std::string_view host{};  ///< a plain name: the daemon refuses a socket path
    const Headers* headers = nullptr;
    BodyFraming framing = BodyFraming::none;
    std::uint64_t length = 0;
    std::string_view content_type{};  ///< empty = none
    std::string_view upgrade{};       ///< "tcp", "h2c"; empty = no hijack
};

/// Appends the head of a request, blank line included. Line breaks or NULs in any of its parts, or blanks in
/// the target, would smuggle in another header or request: then nothing is appended and false is returned.
bool append_head(std::string& into, const RequestHead& head);

}  // namespace devenv::detail::protocol
