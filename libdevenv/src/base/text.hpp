// Characters and words of ASCII text, whatever the locale.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::base {

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

constexpr bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_letter(char c)
{
    return is_lower(c) || is_upper(c);
}

constexpr bool is_alphanumeric(char c)
{
    return is_letter(c) || is_digit(c);
}

constexpr bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr char to_lower(char c)
{
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr char to_upper(char c)
{
    return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);

/// Whether two texts are the same but for the case of ASCII letters.
bool equals_ignoring_case(std::string_view left, std::string_view right);

/// `text` without blanks, tabs and line ends at both ends.
std::string_view trim(std::string_view text);

/// The words between blanks and tabs.
std::vector<std::string_view> words(std::string_view text);

/// A name as shells and languages have it: [A-Za-z_][A-Za-z0-9_]*.
bool is_identifier(std::string_view text);

/// How many characters must be inserted, removed, replaced or swapped with their neighbour to turn one word
/// into the other. Case counts.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The candidate that `word` was probably meant to be; nullopt if none is near.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string> candidates);

/// ` (did you mean "x"?)` for the nearest candidate, or nothing.
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates);
std::string suggestion(std::string_view word, std::span<const std::string> candidates);

}  // namespace devenv::detail::base
