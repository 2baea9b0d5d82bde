#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::base {

enum class Base64Alphabet
{
    standard,  ///< with + and /
    url,       ///< with - and _
};

/// Padded base64.
std::string encode_base64(std::string_view bytes, Base64Alphabet alphabet);

/// The bytes of a padded base64 text; nullopt if it isn't one.
std::optional<std::string> decode_base64(std::string_view text, Base64Alphabet alphabet);

}  // namespace devenv::detail::base
