#include "base/base64.hpp"

#include <cstdint>

namespace devenv::detail::base {

namespace {

constexpr std::string_view standard_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::optional<std::uint32_t> digit_value(char c)
{
    for (const std::string_view digits : {standard_digits, url_digits}) {
        if (const std::size_t at = digits.find(c); at != std::string_view::npos)
            return static_cast<std::uint32_t>(at);
    }
    return std::nullopt;
}

std::uint32_t byte_at(std::string_view bytes, std::size_t index)
{
    return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0U;
}

}  // namespace

std::string encode_base64(std::string_view bytes, Base64 alphabet)
{
    const std::string_view digits = alphabet == Base64::url ? url_digits : standard_digits;
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::uint32_t group =
            byte_at(bytes, at) << 16 | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2);
        const std::size_t left = bytes.size() - at;
        text += digits[group >> 18 & 63U];
        text += digits[group >> 12 & 63U];
        text += left > 1 ? digits[group >> 6 & 63U] : '=';
        text += left > 2 ? digits[group & 63U] : '=';
    }
    return text;
}

std::optional<std::string> decode_base64(std::string_view text)
{
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    if (text.empty() || text.size() % 4 == 1)
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t group = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::optional<std::uint32_t> value = digit_value(c);
        if (!value)
            return std::nullopt;
        group = group << 6 | *value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(group >> bits & 255U);
        }
    }
    return bytes;
}

}  // namespace devenv::detail::base
