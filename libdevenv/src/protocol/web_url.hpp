// http and https addresses, as registries, token servers and their redirects name them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

struct WebUrl
{
    enum class Scheme
    {
        http,
        https,
    };

    Scheme scheme = Scheme::https;
    std::string host{};  ///< lower case; an IPv6 address without its brackets
    std::uint16_t port = 443;
    std::string target = "/";  ///< path and query, as a request line has them

    bool operator==(const WebUrl&) const = default;

    /// "example.org:5000", the port only where it isn't the scheme's own: the Host header.
    std::string authority() const;
    /// "https://example.org:5000".
    std::string origin() const;
    /// Without the query, where signed addresses keep their secret.
    std::string to_string() const;
};

/// Reads an absolute address. nullopt for other schemes, a user or password in it, blanks and control
/// characters, a port that is none. A fragment is dropped.
std::optional<WebUrl> parse_web_url(std::string_view text);

/// Where a Location header leads, seen from `base`: absolute, "//host/path", "/path" or "path".
std::optional<WebUrl> resolve(const WebUrl& base, std::string_view location);

}  // namespace devenv::detail::protocol
