#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

/// Who reads the context: the two builders prune excluded directories by different rules.
enum class Builder
{
    classic,
    buildkit,
};

/// One pattern, compiled. Internal to IgnoreRules; it stands here for the sake of the member.
class IgnorePattern
{
public:
    enum class Effect
    {
        exclude,
        keep,
    };

    /// Compiles a cleaned pattern without its `!`; nullopt when its syntax is wrong.
    static std::optional<IgnorePattern> compile(std::string_view text, Effect effect);
    /// A pattern that matches exactly `path`, whatever characters it has.
    static IgnorePattern literal(std::string_view path, Effect effect);

    bool matches(std::string_view path) const;
    Effect effect() const noexcept { return effect_; }
    const std::string& text() const noexcept { return text_; }

    struct Range
    {
        char32_t first = 0;
        char32_t last = 0;
    };
    struct Item
    {
        enum class Kind
        {
            one,             ///< one character of the set
            any_number,      ///< any number of characters of the set
            directories,     ///< nothing, or the next item:
            in_directories,  ///< any characters up to and with a slash
            start,           ///< nothing, at the start of the path
            end,             ///< nothing, at its end
            word_border,     ///< nothing, between a letter, digit or `_` and something else
            no_word_border,  ///< nothing, anywhere else
        };
        Kind kind = Kind::one;
        bool negated = false;
        std::vector<Range> set{};

        bool accepts(char32_t c) const noexcept;
    };

private:
    enum class Kind
    {
        exact,
        prefix,
        suffix,
        program,
    };

    bool run(std::string_view path) const;
    void find_literal_ends();

    Kind kind_ = Kind::exact;
    Effect effect_ = Effect::exclude;
    std::string text_{};     ///< as moby keeps it: the pruning rule compares it as text
    std::string literal_{};  ///< what exact, prefix and suffix compare
    std::string head_{};     ///< every path that `program` matches begins with this …
    std::string tail_{};     ///< … and ends with this: rejects nearly all paths at once
    std::vector<Item> program_{};
};

/// The rules of a .dockerignore file, as moby evaluates them.
class IgnoreRules
{
public:
    struct SyntaxError
    {
        std::size_t line = 0;  ///< counted from 1
        std::string pattern{};
        std::string_view reason{};
    };
    struct Parsed;

    /// Which patterns matched a directory or one above it. Handed down in a walk, so that matching
    /// an entry never looks at its parents again. Empty = the root.
    using Matches = std::vector<std::uint8_t>;

    /// No rules: nothing is excluded.
    IgnoreRules() = default;

    /// Reads the text of a .dockerignore file.
    static Parsed parse(std::string_view file_text);

    /// True when `path` (relative to the root, slashes) is excluded. For single questions; a walk uses the
    /// overload below.
    bool excludes(std::string_view path) const;

    /// The same for an entry of a directory whose matches are `parent`; `own` becomes the entry's matches.
    bool excludes(std::string_view path, const Matches& parent, Matches& own) const;

    /// True when nothing below the excluded directory `path` can be kept by `builder`'s rule.
    bool may_skip_directory(std::string_view path, Builder builder) const;

    /// Keeps exactly `path` whatever the rules say, as with a last line `!path`: for the Dockerfile and
    /// .dockerignore, which have to travel.
    void keep(std::string_view path);

    /// Excludes exactly `path` and what is below it, as with a last line of that name.
    void exclude(std::string_view path);

    bool empty() const noexcept { return patterns_.empty(); }
    bool has_exceptions() const noexcept { return has_exceptions_; }

    /// The patterns as the daemon writes them, with their `!`, in file order.
    std::vector<std::string> patterns() const;

private:
    void add(IgnorePattern pattern);

    std::vector<IgnorePattern> patterns_{};
    bool has_exceptions_ = false;
    bool exceptions_are_prefixes_ = true;
};

struct IgnoreRules::Parsed
{
    std::optional<IgnoreRules> rules{};
    SyntaxError error{};  ///< set when there are no rules
};

}  // namespace devenv::detail::protocol
