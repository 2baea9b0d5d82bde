#include "base/base64.hpp"

#include <cstddef>
#include <cstdint>

namespace devenv::detail::base {

namespace {

constexpr std::string_view digits_of(Base64Alphabet alphabet)
{
    return alphabet == Base64Alphabet::standard
               ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
               : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
}

}  // namespace

std::string encode_base64(std::string_view bytes, Base64Alphabet alphabet)
{
    const std::string_view digits = digits_of(alphabet);
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t j = 0; j < 3; ++j)
            bits = bits << 8U | (j < group.size() ? static_cast<unsigned char>(group[j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            text += j <= group.size() ? digits[bits >> (18 - 6 * j) & 63U] : '=';
    }
    return text;
}

std::optional<std::string> decode_base64(std::string_view text, Base64Alphabet alphabet)
{
    const std::string_view digits = digits_of(alphabet);
    if (text.size() % 4 != 0)
        return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    text.remove_suffix(padding);
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t bits = 0;
    unsigned kept = 0;  // how many of the low bits aren't given out yet
    for (const char c : text) {
        const std::size_t digit = digits.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        kept += 6;
        if (kept >= 8) {
            kept -= 8;
            bytes += static_cast<char>(bits >> kept & 0xFFU);
        }
    }
    return bytes;
}

}  // namespace devenv::detail::base
