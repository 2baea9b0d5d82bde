#include "base/utf8.hpp"

#include <cstddef>

namespace devenv::detail::base {

namespace {

struct Lead
{
    std::size_t length = 0;  // 0 = no lead byte
    char32_t bits = 0;
    char32_t least = 0;  // smaller values are overlong
};

Lead lead_of(unsigned char byte) noexcept
{
    if (byte < 0x80)
        return {1, byte, 0};
    if (byte >= 0xC2 && byte < 0xE0)
        return {2, byte & 0x1FU, 0x80};
    if (byte >= 0xE0 && byte < 0xF0)
        return {3, byte & 0x0FU, 0x800};
    if (byte >= 0xF0 && byte < 0xF5)
        return {4, byte & 0x07U, 0x10000};
    return {};
}

bool is_space(char32_t c) noexcept
{
    return (c >= U'\t' && c <= U'\r') || c == U' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

}  // namespace

char32_t take_character(std::string_view& text) noexcept
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const Lead lead = lead_of(byte(0));
    char32_t c = lead.bits;
    bool good = lead.length != 0 && text.size() >= lead.length;
    for (std::size_t i = 1; good && i < lead.length; ++i) {
        good = (byte(i) & 0xC0U) == 0x80;
        c = (c << 6U) | (byte(i) & 0x3FU);
    }
    good = good && c >= lead.least && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    text.remove_prefix(good ? lead.length : 1);
    return good ? c : replacement_character;
}

void append_utf8(std::string& text, char32_t c)
{
    const auto add = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xC0U | (c >> 6U));
        add(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        add(0xE0U | (c >> 12U));
        add(0x80U | ((c >> 6U) & 0x3FU));
        add(0x80U | (c & 0x3FU));
    } else {
        add(0xF0U | (c >> 18U));
        add(0x80U | ((c >> 12U) & 0x3FU));
        add(0x80U | ((c >> 6U) & 0x3FU));
        add(0x80U | (c & 0x3FU));
    }
}

std::string_view trim_space(std::string_view text) noexcept
{
    while (!text.empty()) {
        std::string_view rest = text;
        if (!is_space(take_character(rest)))
            break;
        text = rest;
    }
    while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && text.size() - last < 4 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80)
            --last;
        std::string_view tail = text.substr(last);
        if (!is_space(take_character(tail)) || !tail.empty())
            break;
        text.remove_suffix(text.size() - last);
    }
    return text;
}

}  // namespace devenv::detail::base
