#include "base/json_document.hpp"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <charconv>
#include <cstdint>

namespace devenv::detail::json {

namespace {

// The parser recurses, and so do the readers of what it makes: a hostile daemon must not choose how deep.
constexpr int max_depth = 256;

/// Whether a type can hold the whole number.
template <class T>
bool holds(std::string_view number, T& into)
{
    const char* const end = number.data() + number.size();
    const auto result = std::from_chars(number.data(), end, into);
    return result.ec == std::errc{} && result.ptr == end;
}

/// What the parser is asked to read, on its way into a document: not too deep, and numbers read by the
/// standard library. (RapidJSON 1.1 reads 0e83 as 1e64 or whatever when asked for full precision.)
template <class Next>
class Intake
{
public:
    using Ch = char;
    using Size = rapidjson::SizeType;

    explicit Intake(Next& next) : next_(next) {}

    // NOLINTBEGIN(readability-identifier-naming): RapidJSON's reader asks for these names.
    bool Null() { return next_.Null(); }
    bool Bool(bool value) { return next_.Bool(value); }
    bool Int(int value) { return next_.Int(value); }
    bool Uint(unsigned value) { return next_.Uint(value); }
    bool Int64(std::int64_t value) { return next_.Int64(value); }
    bool Uint64(std::uint64_t value) { return next_.Uint64(value); }
    bool Double(double value) { return next_.Double(value); }
    bool RawNumber(const char* text, Size size, bool)
    {
        const std::string_view number(text, size);
        std::int64_t integer = 0;
        if (holds(number, integer))
            return next_.Int64(integer);
        std::uint64_t large = 0;
        if (holds(number, large))
            return next_.Uint64(large);
        double real = 0;
        if (holds(number, real))
            return next_.Double(real);
        // Out of range: next to zero is zero.
        if (number.find("e-") != number.npos || number.find("E-") != number.npos)
            return next_.Double(0);
        is_too_large_ = true;
        return false;
    }
    bool String(const char* text, Size size, bool copy) { return next_.String(text, size, copy); }
    bool Key(const char* text, Size size, bool copy) { return next_.Key(text, size, copy); }
    bool StartObject() { return ++depth_ <= max_depth && next_.StartObject(); }
    bool StartArray() { return ++depth_ <= max_depth && next_.StartArray(); }
    bool EndObject(Size count)
    {
        --depth_;
        return next_.EndObject(count);
    }
    bool EndArray(Size count)
    {
        --depth_;
        return next_.EndArray(count);
    }
    // NOLINTEND(readability-identifier-naming)

    /// Why it has ended the parsing, if it has.
    bool is_too_large() const { return is_too_large_; }

private:
    Next& next_;
    int depth_ = 0;
    bool is_too_large_ = false;
};

std::string describe(const rapidjson::ParseResult& result, bool is_too_large)
{
    std::string text = "invalid JSON at byte " + std::to_string(result.Offset()) + ": ";
    if (is_too_large || result.Code() == rapidjson::kParseErrorNumberTooBig)
        return text + "a number is too large";
    if (result.Code() == rapidjson::kParseErrorTermination)
        return text + "nested deeper than " + std::to_string(max_depth) + " levels";
    return text + rapidjson::GetParseError_En(result.Code());
}

}  // namespace

Document::Document()
    : pool_(first_.data(), first_.size()),
      stack_pool_(stack_.data(), stack_.size()),
      document_(&pool_, 0, &stack_pool_)
{}

std::string Document::parse(std::string& text)
{
    return parse(text.data(), text.size());
}

std::string Document::parse(char* text, std::size_t size)
{
    // The last document's values go first: a failed parse must not leave a root that points into freed
    // memory.
    document_.SetNull();
    pool_.Clear();
    stack_pool_.Clear();
    rapidjson::ParseResult result;
    bool is_too_large = false;
    bool at_end = false;  // a NUL ends the parser's input, wherever it stands
    auto generate = [&](auto& handler) {
        rapidjson::InsituStringStream stream(text);
        Intake intake(handler);
        rapidjson::Reader reader;
        result =
            reader.Parse<rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag>(stream, intake);
        is_too_large = intake.is_too_large();
        at_end = stream.Tell() >= size;
        return !result.IsError();
    };
    document_.Populate(generate);
    if (result.IsError())
        return describe(result, is_too_large);
    if (!at_end)
        return "invalid JSON: a NUL inside the text";
    return {};
}

const rapidjson::Value* find_member(const rapidjson::Value& object, std::string_view name)
{
    if (!object.IsObject())
        return nullptr;
    for (const auto& member : object.GetObject()) {
        if (std::string_view(member.name.GetString(), member.name.GetStringLength()) == name)
            return &member.value;
    }
    return nullptr;
}

std::string_view text_member(const rapidjson::Value& object, std::string_view name)
{
    const rapidjson::Value* value = find_member(object, name);
    if (value == nullptr || !value->IsString())
        return {};
    return {value->GetString(), value->GetStringLength()};
}

}  // namespace devenv::detail::json
