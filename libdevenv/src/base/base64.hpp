#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::base {

enum class Base64
{
    standard,  ///< `+` and `/`
    url,       ///< `-` and `_`, as registry credentials travel
};

/// With padding: the daemon drops unpadded credentials in silence.
std::string encode_base64(std::string_view bytes, Base64 alphabet = Base64::standard);

/// Takes both alphabets, with padding or without; nullopt if it isn't base64 or is empty.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace devenv::detail::base
