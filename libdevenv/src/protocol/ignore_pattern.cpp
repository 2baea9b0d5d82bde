// From the text of a pattern to something that matches. moby hands its patterns to a regular expression
// engine after a translation that knows nothing of character classes; what looks odd below (`[*]`, `\d`,
// `a**b`) is the outcome of that translation, kept so that both sides see the same context.
#include "base/utf8.hpp"
#include "protocol/dockerignore.hpp"
#include "protocol/ignore_syntax.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace devenv::detail::protocol {

namespace {

// The states that are alive between two characters; short patterns need no heap.
class StateSet
{
public:
    explicit StateSet(std::size_t states) : words_((states + 63) / 64)
    {
        if (words_ > inline_.size())
            heap_.resize(words_);
    }

    void insert(std::size_t state) noexcept { data()[state / 64] |= std::uint64_t{1} << (state % 64); }
    bool contains(std::size_t state) const noexcept
    {
        return ((data()[state / 64] >> (state % 64)) & 1U) != 0;
    }
    void clear() noexcept { std::fill_n(data(), words_, std::uint64_t{0}); }

    template <class Function>
    bool for_each(Function function) const
    {
        bool any = false;
        for (std::size_t word = 0; word < words_; ++word) {
            for (std::uint64_t bits = data()[word]; bits != 0; bits &= bits - 1) {
                any = true;
                function(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
            }
        }
        return any;
    }

private:
    std::uint64_t* data() noexcept { return heap_.empty() ? inline_.data() : heap_.data(); }
    const std::uint64_t* data() const noexcept { return heap_.empty() ? inline_.data() : heap_.data(); }

    std::size_t words_;
    std::array<std::uint64_t, 2> inline_{};
    std::vector<std::uint64_t> heap_{};
};

using Item = IgnorePattern::Item;

// A place between two characters; 0 = there's none on that side.
struct Place
{
    char32_t before = 0;
    char32_t after = 0;

    static bool is_word(char32_t c)
    {
        return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'_';
    }
    bool is_word_border() const { return is_word(before) != is_word(after); }
};

// Adds `state` and all that can be reached from it at this place without a character.
void enter(const std::vector<Item>& program, std::size_t state, const Place& place, StateSet& states)
{
    for (; !states.contains(state); ++state) {
        states.insert(state);
        if (state == program.size())
            return;
        switch (program[state].kind) {
            case Item::Kind::one:
            case Item::Kind::in_directories:
                return;
            case Item::Kind::any_number:
                break;
            case Item::Kind::directories:
                states.insert(state + 1);
                ++state;
                break;
            case Item::Kind::start:
                if (place.before != 0)
                    return;
                break;
            case Item::Kind::end:
                if (place.after != 0)
                    return;
                break;
            case Item::Kind::word_border:
                if (!place.is_word_border())
                    return;
                break;
            case Item::Kind::no_word_border:
                if (place.is_word_border())
                    return;
                break;
        }
    }
}

// Adds the states that `c` leads to from `state`, without what can be reached from there.
void consume(const std::vector<Item>& program, std::size_t state, char32_t c, StateSet& next)
{
    if (state == program.size())
        return;
    const Item& item = program[state];
    if (item.kind == Item::Kind::in_directories) {
        if (c != U'\n')
            next.insert(state);
        if (c == U'/')
            next.insert(state + 1);
    } else if (item.kind == Item::Kind::any_number && item.accepts(c)) {
        next.insert(state);
    } else if (item.kind == Item::Kind::one && item.accepts(c)) {
        next.insert(state + 1);
    }
}

// A literal character of a program, or 0.
char32_t literal_of(const Item& item)
{
    const bool is_literal = item.kind == Item::Kind::one && !item.negated && item.set.size() == 1 &&
                            item.set.front().first == item.set.front().last &&
                            item.set.front().first != base::replacement_character;
    return is_literal ? item.set.front().first : U'\0';
}

}  // namespace

bool IgnorePattern::Item::accepts(char32_t c) const noexcept
{
    for (const Range& range : set) {
        if (c >= range.first && c <= range.last)
            return !negated;
    }
    return negated;
}

std::optional<IgnorePattern> IgnorePattern::compile(std::string_view text, Effect effect)
{
    if (!is_valid_glob(text))
        return std::nullopt;
    IgnorePattern pattern;
    pattern.effect_ = effect;
    pattern.text_ = text;
    const GlobTranslation translation = translate_glob(text);
    switch (translation.shape) {
        case GlobShape::exact:
            pattern.kind_ = Kind::exact;
            break;
        case GlobShape::prefix:
            pattern.kind_ = Kind::prefix;
            text.remove_suffix(2);
            break;
        case GlobShape::suffix:
            pattern.kind_ = Kind::suffix;
            text.remove_prefix(2);
            break;
        case GlobShape::expression: {
            auto program = parse_expression(translation.expression);
            if (!program)
                return std::nullopt;
            pattern.kind_ = Kind::program;
            pattern.program_ = std::move(*program);
            pattern.find_literal_ends();
            return pattern;
        }
    }
    pattern.literal_ = text;
    return pattern;
}

IgnorePattern IgnorePattern::literal(std::string_view path, Effect effect)
{
    IgnorePattern pattern;
    pattern.effect_ = effect;
    pattern.text_ = path;
    pattern.literal_ = path;
    return pattern;
}

void IgnorePattern::find_literal_ends()
{
    for (const Item& item : program_) {
        const char32_t c = literal_of(item);
        if (c == U'\0')
            break;
        base::append_utf8(head_, c);
    }
    std::size_t first = program_.size();
    while (first > 0 && literal_of(program_[first - 1]) != U'\0')
        --first;
    for (; first < program_.size(); ++first)
        base::append_utf8(tail_, literal_of(program_[first]));
}

bool IgnorePattern::matches(std::string_view path) const
{
    switch (kind_) {
        case Kind::exact:
            return path == literal_;
        case Kind::prefix:
            return path.starts_with(literal_);
        case Kind::suffix:
            // "**/foo" also matches "foo".
            return path.ends_with(literal_) ||
                   (literal_.starts_with('/') && path == std::string_view(literal_).substr(1));
        case Kind::program:
            return path.ends_with(tail_) && path.starts_with(head_) && run(path);
    }
    return false;
}

bool IgnorePattern::run(std::string_view path) const
{
    StateSet reached(program_.size() + 1);
    StateSet now(program_.size() + 1);
    reached.insert(0);
    Place place;
    place.after = path.empty() ? U'\0' : base::take_character(path);
    for (;;) {
        now.clear();
        const bool is_alive =
            reached.for_each([&](std::size_t state) { enter(program_, state, place, now); });
        if (!is_alive || place.after == 0)
            break;
        reached.clear();
        now.for_each([&](std::size_t state) { consume(program_, state, place.after, reached); });
        place.before = place.after;
        place.after = path.empty() ? U'\0' : base::take_character(path);
    }
    return now.contains(program_.size());
}

}  // namespace devenv::detail::protocol
