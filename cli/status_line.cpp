#include "status_line.hpp"

#include <algorithm>
#include <cwchar>

namespace devenv::cli {

namespace {

constexpr std::string_view erase_line = "\r\x1b[2K";
constexpr std::string_view reset_colour = "\x1b[0m";
constexpr char escape = '\x1b';

// One character off the front; what isn't UTF-8 counts as one column.
char32_t take(std::string_view& text)
{
    const auto first = static_cast<unsigned char>(text.front());
    std::size_t length = 1;
    char32_t code = first;
    if (first >= 0xF0U) {
        length = 4;
        code = first & 0x07U;
    } else if (first >= 0xE0U) {
        length = 3;
        code = first & 0x0FU;
    } else if (first >= 0xC0U) {
        length = 2;
        code = first & 0x1FU;
    }
    if (length > text.size()) {
        text.remove_prefix(1);
        return U'\uFFFD';
    }
    for (std::size_t i = 1; i < length; ++i)
        code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(length);
    return code;
}

std::size_t width_of(char32_t code)
{
    const int width = ::wcwidth(static_cast<wchar_t>(code));
    return width < 0 ? (code < 0x20U ? 0 : 1) : static_cast<std::size_t>(width);
}

// "ESC [ … letter" as a whole.
bool skip_escape(std::string_view& text)
{
    if (text.front() != escape)
        return false;
    std::size_t end = 1;
    if (end < text.size() && text[end] == '[')
        ++end;
    while (end < text.size() && (text[end] < '@' || text[end] > '~'))
        ++end;
    text.remove_prefix(std::min(end + 1, text.size()));
    return true;
}

// A line break or a sequence that moves the cursor would leave parts of the line behind.
std::string on_one_line(std::string_view text)
{
    std::string line;
    while (!text.empty()) {
        std::string_view rest = text;
        const bool is_escape = skip_escape(rest);
        const std::string_view piece = text.substr(0, is_escape ? text.size() - rest.size() : 1);
        text.remove_prefix(piece.size());
        const auto first = static_cast<unsigned char>(piece.front());
        const bool is_control = first < 0x20U || first == 0x7FU;
        if (!is_control || (is_escape && piece.back() == 'm'))
            line += piece;
        else if (!is_escape && !line.ends_with(' '))
            line += ' ';
    }
    return line;
}

}  // namespace

std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    while (!text.empty()) {
        if (!skip_escape(text))
            columns += width_of(take(text));
    }
    return columns;
}

std::string fit(std::string_view text, std::size_t columns)
{
    if (columns_of(text) <= columns)
        return std::string(text);
    if (columns == 0)
        return {};
    const std::string_view whole = text;
    std::size_t used = 0;
    bool has_colour = false;
    while (!text.empty()) {
        std::string_view rest = text;
        if (skip_escape(rest)) {
            has_colour = true;
        } else {
            used += width_of(take(rest));
            if (used > columns - 1)
                break;
        }
        text = rest;
    }
    std::string cut(whole.substr(0, whole.size() - text.size()));
    cut += "…";
    if (has_colour)
        cut += reset_colour;
    return cut;
}

std::string StatusLine::erase()
{
    if (!is_drawn_)
        return {};
    is_drawn_ = false;
    return std::string(erase_line);
}

std::string StatusLine::above(std::string_view text)
{
    if (text.empty())
        return {};
    std::string bytes = erase();
    bytes += text;
    at_line_start_ = text.back() == '\n';
    if (at_line_start_ && !line_.empty()) {
        bytes += line_;
        is_drawn_ = true;
    }
    return bytes;
}

void StatusLine::passed(std::string_view text)
{
    if (!text.empty())
        at_line_start_ = text.back() == '\n';
}

std::string StatusLine::line_break()
{
    if (at_line_start_)
        return {};
    at_line_start_ = true;
    return "\n";
}

std::string StatusLine::show(std::string_view line, std::size_t width)
{
    // The last column stays free: a terminal that wraps there would leave the line behind.
    line_ = fit(on_one_line(line), width > 1 ? width - 1 : 0);
    std::string bytes = erase();
    if (at_line_start_ && !line_.empty()) {
        bytes += line_;
        is_drawn_ = true;
    }
    return bytes;
}

std::string StatusLine::clear()
{
    line_.clear();
    return erase();
}

}  // namespace devenv::cli
