// The part of a regular expression language that a translated pattern can use: characters, escapes, classes,
// `x*`, `(.*/)?` and `^`.
#include "base/utf8.hpp"
#include "protocol/ignore_syntax.hpp"

#include <algorithm>
#include <array>

namespace devenv::detail::protocol {

namespace {

using Item = IgnorePattern::Item;
using Range = IgnorePattern::Range;
using Set = std::vector<Range>;

constexpr char32_t last_character = 0x10FFFF;

// The ranges between the ranges.
Set complement(Set set)
{
    std::sort(set.begin(), set.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
    Set gaps;
    char32_t next = 0;
    for (const Range& range : set) {
        if (range.first > next)
            gaps.push_back({next, range.first - 1});
        next = std::max(next, static_cast<char32_t>(range.last + 1));
    }
    if (next <= last_character)
        gaps.push_back({next, last_character});
    return gaps;
}

void append(Set& set, const Set& more)
{
    set.insert(set.end(), more.begin(), more.end());
}

struct NamedSet
{
    std::string_view name;
    Set set;
};

// `\d` and its like; the upper-case letter is the complement.
std::optional<Set> escaped_set(char32_t c)
{
    Set set;
    switch (c | 0x20U) {
        case U'd':
            set = {{U'0', U'9'}};
            break;
        case U's':
            set = {{U'\t', U'\n'}, {U'\f', U'\r'}, {U' ', U' '}};
            break;
        case U'w':
            set = {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
            break;
        default:
            return std::nullopt;
    }
    return c < U'a' ? complement(set) : set;
}

std::optional<Set> posix_set(std::string_view name)
{
    const std::array<NamedSet, 14> sets{{
        {"alnum", {{U'0', U'9'}, {U'A', U'Z'}, {U'a', U'z'}}},
        {"alpha", {{U'A', U'Z'}, {U'a', U'z'}}},
        {"ascii", {{0, 0x7F}}},
        {"blank", {{U'\t', U'\t'}, {U' ', U' '}}},
        {"cntrl", {{0, 0x1F}, {0x7F, 0x7F}}},
        {"digit", {{U'0', U'9'}}},
        {"graph", {{U'!', U'~'}}},
        {"lower", {{U'a', U'z'}}},
        {"print", {{U' ', U'~'}}},
        {"punct", {{U'!', U'/'}, {U':', U'@'}, {U'[', U'`'}, {U'{', U'~'}}},
        {"space", {{U'\t', U'\r'}, {U' ', U' '}}},
        {"upper", {{U'A', U'Z'}}},
        {"word", {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}}},
        {"xdigit", {{U'0', U'9'}, {U'A', U'F'}, {U'a', U'f'}}},
    }};
    const bool is_negated = name.starts_with('^');
    if (is_negated)
        name.remove_prefix(1);
    for (const NamedSet& known : sets) {
        if (known.name == name)
            return is_negated ? complement(known.set) : known.set;
    }
    return std::nullopt;
}

std::optional<char32_t> digit_value(char32_t c, char32_t base)
{
    char32_t value = base;
    if (c >= U'0' && c <= U'9')
        value = c - U'0';
    else if ((c | 0x20U) >= U'a' && (c | 0x20U) <= U'f')
        value = (c | 0x20U) - U'a' + 10;
    return value < base ? std::optional(value) : std::nullopt;
}

bool is_letter_or_digit(char32_t c)
{
    return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
}

class ExpressionParser
{
public:
    explicit ExpressionParser(std::string_view text) : rest_(text) {}

    std::optional<std::vector<Item>> run() &&
    {
        while (!rest_.empty()) {
            if (take("(.*/)?")) {
                items_.push_back({.kind = Item::Kind::directories});
                items_.push_back({.kind = Item::Kind::in_directories});
            } else if (take("^")) {
                items_.push_back({.kind = Item::Kind::start});
            } else if (!atom()) {
                return std::nullopt;
            }
        }
        return std::move(items_);
    }

private:
    bool take(std::string_view text)
    {
        if (!rest_.starts_with(text))
            return false;
        rest_.remove_prefix(text.size());
        return true;
    }

    bool atom()
    {
        Item item;
        if (take("[")) {
            if (!character_class(item))
                return false;
        } else if (take("\\")) {
            if (const auto kind = place_of_escape()) {
                items_.push_back({.kind = *kind});
                return true;
            }
            const auto set = escape();
            if (!set)
                return false;
            item.set = *set;
        } else if (take(".")) {
            item.set = complement({{U'\n', U'\n'}});
        } else {
            const char32_t c = base::take_character(rest_);
            item.set = {{c, c}};
        }
        if (take("*"))
            item.kind = Item::Kind::any_number;
        items_.push_back(std::move(item));
        return true;
    }

    // An escape that stands for a place and not for a character.
    std::optional<Item::Kind> place_of_escape()
    {
        if (take("A"))
            return Item::Kind::start;
        if (take("z"))
            return Item::Kind::end;
        if (take("b"))
            return Item::Kind::word_border;
        if (take("B"))
            return Item::Kind::no_word_border;
        return std::nullopt;
    }

    bool character_class(Item& item)
    {
        item.negated = take("^");
        for (bool is_first = true; is_first || !rest_.starts_with(']'); is_first = false) {
            if (rest_.empty() || !class_member(item.set))
                return false;
        }
        return take("]");
    }

    bool class_member(Set& set)
    {
        const std::size_t end = rest_.starts_with("[:") ? rest_.find(":]", 2) : std::string_view::npos;
        if (end != std::string_view::npos) {
            const auto named = posix_set(rest_.substr(2, end - 2));
            if (named)
                append(set, *named);
            rest_.remove_prefix(end + 2);
            return named.has_value();
        }
        if (rest_.size() > 1 && rest_.front() == '\\') {
            if (const auto named = escaped_set(static_cast<unsigned char>(rest_[1]))) {
                append(set, *named);
                rest_.remove_prefix(2);
                return true;
            }
        }
        const auto first = class_character();
        auto last = first;
        if (rest_.size() > 1 && rest_.front() == '-' && rest_[1] != ']') {
            rest_.remove_prefix(1);
            last = class_character();
        }
        if (!first || !last || *last < *first)
            return false;
        set.push_back({*first, *last});
        return true;
    }

    std::optional<char32_t> class_character()
    {
        if (rest_.empty())
            return std::nullopt;
        if (!take("\\"))
            return base::take_character(rest_);
        const auto set = escape();
        if (!set || set->size() != 1 || set->front().first != set->front().last)
            return std::nullopt;
        return set->front().first;
    }

    // After the backslash.
    std::optional<Set> escape()
    {
        if (rest_.empty())
            return std::nullopt;
        const char32_t c = base::take_character(rest_);
        if (auto named = escaped_set(c))
            return named;
        const auto single = escaped_character(c);
        return single ? std::optional(Set{{*single, *single}}) : std::nullopt;
    }

    std::optional<char32_t> escaped_character(char32_t c)
    {
        switch (c) {
            case U'a':
                return U'\a';
            case U'f':
                return U'\f';
            case U'n':
                return U'\n';
            case U'r':
                return U'\r';
            case U't':
                return U'\t';
            case U'v':
                return U'\v';
            case U'x':
                return hexadecimal();
            default:
                break;
        }
        if (c >= U'0' && c <= U'7')
            return octal(c);
        if (is_letter_or_digit(c) || c >= 0x80)
            return std::nullopt;
        return c;
    }

    // Two digits. (The form with braces can't occur: the translation escapes braces.)
    std::optional<char32_t> hexadecimal()
    {
        char32_t value = 0;
        for (int i = 0; i < 2; ++i) {
            const auto digit =
                rest_.empty() ? std::nullopt : digit_value(static_cast<unsigned char>(rest_.front()), 16);
            if (!digit)
                return std::nullopt;
            rest_.remove_prefix(1);
            value = value * 16 + *digit;
        }
        return value;
    }

    // A single digit but 0 would be a back reference, which doesn't exist.
    std::optional<char32_t> octal(char32_t first)
    {
        char32_t value = first - U'0';
        int more = 0;
        for (; more < 2 && !rest_.empty(); ++more) {
            const auto digit = digit_value(static_cast<unsigned char>(rest_.front()), 8);
            if (!digit)
                break;
            rest_.remove_prefix(1);
            value = value * 8 + *digit;
        }
        return first != U'0' && more == 0 ? std::nullopt : std::optional(value);
    }

    std::string_view rest_;
    std::vector<Item> items_{};
};

}  // namespace

std::optional<std::vector<IgnorePattern::Item>> parse_expression(std::string_view expression)
{
    return ExpressionParser(expression).run();
}

}  // namespace devenv::detail::protocol
