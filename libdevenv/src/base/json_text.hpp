// JSON files that people write: a tree that knows the line and column of every key and value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::base {

/// A place in a text, counted from 1. Columns count characters, not bytes.
struct TextPosition
{
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const TextPosition&) const = default;

    std::string to_string() const;  ///< "3:14"
};

enum class TextKind
{
    null,
    boolean,
    number,
    string,
    array,
    object,
};

/// "a list" and so on, as an error about a wrong type says it.
std::string_view describe(TextKind kind);

/// A value of the tree. Members of an object are its `items`, each with its `key`, in the order of the file.
struct TextValue
{
    TextKind kind = TextKind::null;
    TextPosition position{};
    bool boolean = false;
    std::string text{};  ///< a string's content, or a number as it is written
    std::vector<TextValue> items{};
    std::string key{};  ///< of a member of an object
    TextPosition key_position{};

    /// The member of that name, the last one if there are several; nullptr if there's none.
    const TextValue* find(std::string_view name) const;

    /// The number as an integer; nullopt if it has a fraction, an exponent or doesn't fit.
    std::optional<std::int64_t> integer() const;
};

enum class JsonDialect
{
    standard,   ///< RFC 8259; of members with one name the last one counts, as programs write and read them
    commented,  ///< with //, /* */ and trailing commas; a name that appears twice is an error
};

struct TextProblem
{
    TextPosition position{};
    std::string message{};  ///< "a ',' or '}' is missing after a member"
};

/// Reads a whole text: one value and nothing behind it. A byte order mark at the start is skipped.
/// Problems: syntax, a name twice, nesting above 100, bytes that aren't UTF-8. Never throws on input.
/// `root` is meaningful only if there's no problem.
std::optional<TextProblem> parse_json_text(std::string_view text, JsonDialect dialect, TextValue& root);

/// Appends `text` as a JSON string with its quotes.
void append_json_string(std::string& into, std::string_view text);

}  // namespace devenv::detail::base
