// Percent-encoding, as the daemon's router and query parser want it.
#pragma once

#include <string>
#include <string_view>

namespace devenv::detail::protocol {

/// Appends a value of a path. Slashes stay: image names have them and the router takes them raw.
void append_path(std::string& into, std::string_view value);

/// Appends a key or value of a query. Everything but letters, digits and `-._~` is encoded, `+` too, since
/// the daemon reads a bare `+` as a space.
void append_query(std::string& into, std::string_view value);

/// Appends "key=value" behind "?" or "&".
void append_parameter(std::string& target, std::string_view key, std::string_view value);

}  // namespace devenv::detail::protocol
