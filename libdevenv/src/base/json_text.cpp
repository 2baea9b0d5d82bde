#include "base/json_text.hpp"

#include <fmt/format.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_map>
#include <utility>

namespace devenv::detail::base {

namespace {

constexpr std::size_t max_depth = 100;
constexpr std::size_t longest_shown_key = 64;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// NOLINTBEGIN(readability-identifier-naming): RapidJSON's reader asks for these names.

// Input of RapidJSON's reader: a view, whose end reads as NUL.
class ViewStream
{
public:
    using Ch = char;

    explicit ViewStream(std::string_view text) : text_(text) {}

    char Peek() const { return offset_ < text_.size() ? text_[offset_] : '\0'; }
    char Take() { return offset_ < text_.size() ? text_[offset_++] : '\0'; }
    std::size_t Tell() const { return offset_; }

    // the reader's template wants them; it calls them for parsing in place only
    char* PutBegin() { return nullptr; }
    void Put(char) {}
    void Flush() {}
    std::size_t PutEnd(char*) { return 0; }

private:
    std::string_view text_;
    std::size_t offset_ = 0;
};

// NOLINTEND(readability-identifier-naming)

// Turns offsets that only grow into lines and columns, in one pass over the text.
class LineCounter
{
public:
    explicit LineCounter(std::string_view text) : text_(text) {}

    TextPosition at(std::size_t offset)
    {
        for (offset = std::min(offset, text_.size()); offset_ < offset; ++offset_) {
            const bool continues_character = (static_cast<unsigned char>(text_[offset_]) & 0xC0U) == 0x80U;
            if (text_[offset_] == '\n')
                position_ = {position_.line + 1, 1};
            else if (!continues_character)
                ++position_.column;
        }
        return position_;
    }

private:
    std::string_view text_;
    std::size_t offset_ = 0;
    TextPosition position_{};
};

// Takes the reader's events and builds the tree. It finds where a token starts by itself: behind the token
// before, and the white space, comments and punctuation that the reader has accepted by then.
class TreeBuilder
{
public:
    TreeBuilder(std::string_view text, const ViewStream& input, JsonDialect dialect, TextValue& root)
        : text_(text), input_(input), lines_(text), dialect_(dialect), root_(root)
    {}

    // NOLINTBEGIN(readability-identifier-naming): RapidJSON's reader asks for these names.
    bool Null() { return add(TextKind::null) != nullptr; }
    bool Bool(bool value)
    {
        TextValue* added = add(TextKind::boolean);
        if (added != nullptr)
            added->boolean = value;
        return added != nullptr;
    }
    bool RawNumber(const char* digits, rapidjson::SizeType length, bool)
    {
        return add_text(TextKind::number, {digits, length});
    }
    bool String(const char* content, rapidjson::SizeType length, bool)
    {
        return add_text(TextKind::string, {content, length});
    }
    bool Key(const char* name, rapidjson::SizeType length, bool)
    {
        key_position_ = lines_.at(take_token());
        key_.assign(name, length);
        return true;
    }
    bool StartObject() { return open(TextKind::object); }
    bool EndObject(rapidjson::SizeType)
    {
        const bool is_good = dialect_ == JsonDialect::standard || has_unique_keys(*open_.back());
        close();
        return is_good;
    }
    bool StartArray() { return open(TextKind::array); }
    bool EndArray(rapidjson::SizeType)
    {
        close();
        return true;
    }

    // numbers arrive as RawNumber only
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }
    // NOLINTEND(readability-identifier-naming)

    std::optional<TextProblem>& problem() { return problem_; }

private:
    std::size_t take_token()
    {
        std::size_t start = last_end_;
        while (start < text_.size()) {
            if (text_.substr(start, 2) == "//")
                start = std::min(text_.find('\n', start), text_.size());
            else if (text_.substr(start, 2) == "/*")
                start = std::min(text_.find("*/", start + 2), text_.size() - 2) + 2;
            else if (std::string_view(" \t\r\n,:]}").find(text_[start]) != std::string_view::npos)
                ++start;
            else
                break;
        }
        last_end_ = input_.Tell();
        return start;
    }

    TextValue* add(TextKind kind)
    {
        const TextPosition position = lines_.at(take_token());
        TextValue* added = &root_;
        if (!open_.empty())
            added = &open_.back()->items.emplace_back();
        added->kind = kind;
        added->position = position;
        if (!open_.empty() && open_.back()->kind == TextKind::object) {
            added->key = std::move(key_);
            added->key_position = key_position_;
        }
        return added;
    }

    bool add_text(TextKind kind, std::string_view content)
    {
        TextValue* added = add(kind);
        added->text = content;
        return true;
    }

    bool open(TextKind kind)
    {
        TextValue* added = add(kind);
        if (open_.size() == max_depth) {
            problem_ =
                TextProblem{added->position, fmt::format("values are nested more than {} deep", max_depth)};
            return false;
        }
        // the parent's list can't grow while this one is open, so the pointer holds
        open_.push_back(added);
        return true;
    }

    void close()
    {
        open_.pop_back();
        last_end_ = input_.Tell();
    }

    bool has_unique_keys(const TextValue& object)
    {
        std::unordered_map<std::string_view, TextPosition> seen;
        for (const auto& member : object.items) {
            const auto [first, is_new] = seen.try_emplace(member.key, member.key_position);
            if (is_new)
                continue;
            const auto shown = std::string_view(member.key).substr(0, longest_shown_key);
            problem_ = TextProblem{
                member.key_position,
                fmt::format("the key \"{}\" was already used in line {}", shown, first->second.line)};
            return false;
        }
        return true;
    }

    std::string_view text_;
    const ViewStream& input_;
    LineCounter lines_;
    JsonDialect dialect_;
    TextValue& root_;
    std::vector<TextValue*> open_{};
    std::size_t last_end_ = 0;
    std::string key_{};
    TextPosition key_position_{};
    std::optional<TextProblem> problem_{};
};

std::string_view explain(rapidjson::ParseErrorCode code)
{
    switch (code) {
        case rapidjson::kParseErrorDocumentEmpty:
            return "the file is empty";
        case rapidjson::kParseErrorDocumentRootNotSingular:
            return "there is more text after the end of the document";
        case rapidjson::kParseErrorValueInvalid:
            return "a value is missing or misspelt (texts need double quotes)";
        case rapidjson::kParseErrorObjectMissName:
            return "a key in double quotes is missing";
        case rapidjson::kParseErrorObjectMissColon:
            return "a ':' is missing after a key";
        case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
            return "a ',' or '}' is missing after a member";
        case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
            return "a ',' or ']' is missing after an item";
        case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
            return "\\u needs four hexadecimal digits";
        case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
            return "half of a \\u surrogate pair is missing";
        case rapidjson::kParseErrorStringEscapeInvalid:
            return "a '\\' or control character in a string must be escaped";
        case rapidjson::kParseErrorStringMissQuotationMark:
            return "the closing '\"' of a string is missing";
        case rapidjson::kParseErrorStringInvalidEncoding:
            return "a string has a character that must be escaped";
        case rapidjson::kParseErrorNumberMissFraction:
            return "a number needs digits after its '.'";
        case rapidjson::kParseErrorNumberMissExponent:
            return "a number needs digits after its exponent";
        case rapidjson::kParseErrorNumberTooBig:
            return "a number is too big";
        default:
            return "it isn't JSON";
    }
}

struct NoOutput
{
    using Ch = char;
    void Put(char) {}  // NOLINT(readability-identifier-naming): RapidJSON's name
};

// The reader looks at strings only, and takes a NUL for the end.
std::optional<TextProblem> check_characters(std::string_view text)
{
    ViewStream input(text);
    NoOutput nowhere;
    while (input.Tell() < text.size()) {
        const std::size_t start = input.Tell();
        const bool is_valid = rapidjson::UTF8<>::Validate(input, nowhere);
        if (!is_valid || text[start] == '\0')
            return TextProblem{
                LineCounter(text).at(start),
                is_valid ? "there is a NUL character" : "there are bytes that aren't UTF-8"};
    }
    return std::nullopt;
}

}  // namespace

std::string TextPosition::to_string() const
{
    return fmt::format("{}:{}", line, column);
}

std::string_view describe(TextKind kind)
{
    switch (kind) {
        case TextKind::null:
            return "null";
        case TextKind::boolean:
            return "true or false";
        case TextKind::number:
            return "a number";
        case TextKind::string:
            return "a string";
        case TextKind::array:
            return "a list";
        case TextKind::object:
            return "an object";
    }
    return "a value";
}

const TextValue* TextValue::find(std::string_view name) const
{
    const auto last =
        std::find_if(items.rbegin(), items.rend(), [&](const TextValue& v) { return v.key == name; });
    return kind == TextKind::object && last != items.rend() ? &*last : nullptr;
}

std::optional<std::int64_t> TextValue::integer() const
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (kind != TextKind::number || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<TextProblem> parse_json_text(std::string_view text, JsonDialect dialect, TextValue& root)
{
    if (text.starts_with(byte_order_mark))
        text.remove_prefix(byte_order_mark.size());
    if (auto problem = check_characters(text))
        return problem;

    constexpr unsigned standard = rapidjson::kParseNumbersAsStringsFlag;
    constexpr unsigned commented =
        standard | rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag;
    root = {};
    ViewStream input(text);
    TreeBuilder builder(text, input, dialect, root);
    rapidjson::Reader reader;
    const auto result = dialect == JsonDialect::commented ? reader.Parse<commented>(input, builder)
                                                          : reader.Parse<standard>(input, builder);
    if (!result.IsError())
        return std::nullopt;
    if (builder.problem())
        return builder.problem();
    return TextProblem{LineCounter(text).at(result.Offset()), std::string(explain(result.Code()))};
}

void append_json_string(std::string& into, std::string_view text)
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    into.append(buffer.GetString(), buffer.GetSize());
}

}  // namespace devenv::detail::base
