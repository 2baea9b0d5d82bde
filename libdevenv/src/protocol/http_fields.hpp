// Values of HTTP header fields that downloads need.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace devenv::detail::protocol {

/// "bytes 5-9/10": what a 206 holds.
struct ContentRange
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::optional<std::uint64_t> total{};  ///< absent for "*"

    bool operator==(const ContentRange&) const = default;
};

std::optional<ContentRange> parse_content_range(std::string_view text);

/// Seconds to wait, of a Retry-After header: a number, or a date that is compared with `now` (Unix time).
/// nullopt if it is neither; never negative.
std::optional<std::int64_t> parse_retry_after(std::string_view text, std::int64_t now);

/// The Unix time of a date as HTTP writes it, "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<std::int64_t> parse_http_date(std::string_view text);

/// A Content-Length; nullopt if it isn't a number.
std::optional<std::uint64_t> parse_length(std::string_view text);

}  // namespace devenv::detail::protocol
