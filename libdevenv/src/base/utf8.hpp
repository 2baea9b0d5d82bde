#pragma once

#include <string>
#include <string_view>

namespace devenv::detail::base {

/// What a byte stands for that isn't part of well-formed UTF-8.
constexpr char32_t replacement_character = U'\uFFFD';

/// Takes the first character off `text`, which isn't empty. An ill-formed byte counts as one
/// replacement_character.
char32_t take_character(std::string_view& text) noexcept;

/// Appends a character as UTF-8.
void append_utf8(std::string& text, char32_t c);

/// `text` without white space at both ends, in the sense of Unicode.
std::string_view trim_space(std::string_view text) noexcept;

}  // namespace devenv::detail::base
