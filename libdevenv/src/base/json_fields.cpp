#include "base/json_fields.hpp"

#include "base/json_document.hpp"

#include <utility>

namespace devenv::detail::json {

namespace {

std::string_view name_of_type(const Value& value)
{
    switch (value.GetType()) {
        case rapidjson::kNullType:
            return "null";
        case rapidjson::kFalseType:
        case rapidjson::kTrueType:
            return "a truth value";
        case rapidjson::kObjectType:
            return "an object";
        case rapidjson::kArrayType:
            return "a list";
        case rapidjson::kStringType:
            return "a text";
        case rapidjson::kNumberType:
            return value.IsDouble() ? "a number with a fraction, or one too large" : "a number";
    }
    return "nothing";
}

// Daemons send fields in the order of their structs and our lists follow it: the next field is nearly always
// the right one, so the search starts there.
const Field* find(const Fields& fields, std::size_t& next, std::string_view name)
{
    const std::size_t count = fields.list.size();
    for (std::size_t tried = 0; tried < count; ++tried) {
        if (next >= count)
            next = 0;
        const Field& field = fields.list[next++];
        if (field.name == name)
            return &field;
    }
    return nullptr;
}

void* member(void* object, std::size_t offset)
{
    return static_cast<char*>(object) + offset;
}

const void* member(const void* object, std::size_t offset)
{
    return static_cast<const char*>(object) + offset;
}

const Extra& extra_of(const void* object, const Fields& fields)
{
    return *static_cast<const Extra*>(member(object, fields.extra));
}

void write_raw(const std::string& text, Writer& into)
{
    into.RawValue(text.data(), text.size(), rapidjson::kObjectType);
}

std::string step_of(std::string_view token)
{
    std::string step = "/";
    for (const char c : token) {
        if (c == '~')
            step += "~0";
        else if (c == '/')
            step += "~1";
        else
            step += c;
    }
    return step;
}

}  // namespace

bool ReadFailure::set(std::string_view what_expected, const Value& value)
{
    expected = what_expected;
    found = name_of_type(value);
    return false;
}

bool ReadFailure::inside(std::string_view token)
{
    pointer.insert(0, step_of(token));
    return false;
}

void NewerField::inside(std::string_view token)
{
    pointer.insert(0, step_of(token));
}

std::string ReadFailure::to_string() const
{
    std::string text = pointer.empty() ? "/" : pointer;
    text.append(": ").append(expected).append(" expected, ").append(found).append(" found");
    return text;
}

bool read_object(const Value& from, void* into, const Fields& fields, ReadFailure& failure)
{
    if (!from.IsObject())
        return failure.set("an object", from);
    std::size_t next = 0;
    for (const auto& entry : from.GetObject()) {
        const std::string_view name(entry.name.GetString(), entry.name.GetStringLength());
        const std::size_t before = next;
        if (const Field* field = find(fields, next, name)) {
            if (!entry.value.IsNull() &&
                !field->codec->read(entry.value, member(into, field->offset), failure))
                return failure.inside(name);
            continue;
        }
        next = before;
        if (fields.extra != Fields::none) {
            auto& extra = *static_cast<Extra*>(member(into, fields.extra));
            Json kept;
            Type<Json>::read(entry.value, kept, failure);
            extra.fields.emplace_back(name, std::move(kept));
        }
    }
    return true;
}

void write_object(const void* from, const Fields& fields, Writer& into)
{
    into.StartObject();
    for (const Field& field : fields.list) {
        const void* place = member(from, field.offset);
        if (field.codec->is_absent(place))
            continue;
        into.Key(field.name.data(), static_cast<rapidjson::SizeType>(field.name.size()));
        field.codec->write(place, into);
    }
    if (fields.extra != Fields::none) {
        for (const auto& [name, value] : extra_of(from, fields).fields) {
            into.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
            write_raw(value.text, into);
        }
    }
    into.EndObject();
}

bool is_empty_object(const void* from, const Fields& fields)
{
    for (const Field& field : fields.list) {
        if (!field.codec->is_absent(member(from, field.offset)))
            return false;
    }
    return fields.extra == Fields::none || extra_of(from, fields).fields.empty();
}

bool finds_newer_field(const void* from, const Fields& fields, int api_minor, NewerField& found)
{
    for (const Field& field : fields.list) {
        const void* place = member(from, field.offset);
        if (field.since > api_minor && !field.codec->is_absent(place)) {
            found = {.pointer = step_of(field.name), .since = field.since};
            return true;
        }
        if (field.codec->finds_newer(place, api_minor, found)) {
            found.inside(field.name);
            return true;
        }
    }
    return false;
}

std::string write_text(const void* from, const Codec& codec)
{
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    codec.write(from, writer);
    return {buffer.GetString(), buffer.GetSize()};
}

Fields extend(const Fields& base, Fields derived)
{
    derived.list.insert(derived.list.begin(), base.list.begin(), base.list.end());
    if (derived.extra == Fields::none)
        derived.extra = base.extra;
    return derived;
}

bool Type<bool>::read(const Value& from, bool& into, ReadFailure& failure)
{
    if (!from.IsBool())
        return failure.set("a truth value", from);
    into = from.GetBool();
    return true;
}

bool Type<std::string>::read(const Value& from, std::string& into, ReadFailure& failure)
{
    if (!from.IsString())
        return failure.set("a text", from);
    into.assign(from.GetString(), from.GetStringLength());
    return true;
}

void Type<std::string>::write(const std::string& from, Writer& into)
{
    into.String(from.data(), static_cast<rapidjson::SizeType>(from.size()));
}

bool Type<double>::read(const Value& from, double& into, ReadFailure& failure)
{
    if (!from.IsNumber())
        return failure.set("a number", from);
    into = from.GetDouble();
    return true;
}

bool read_integer(
    const Value& from, std::int64_t low, std::int64_t high, std::int64_t& into, ReadFailure& failure
)
{
    if (!from.IsInt64() || from.GetInt64() < low || from.GetInt64() > high)
        return failure.set("a whole number in range", from);
    into = from.GetInt64();
    return true;
}

bool Type<std::uint64_t>::read(const Value& from, std::uint64_t& into, ReadFailure& failure)
{
    if (!from.IsUint64())
        return failure.set("a whole number >= 0", from);
    into = from.GetUint64();
    return true;
}

bool Type<Json>::read(const Value& from, Json& into, ReadFailure&)
{
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    from.Accept(writer);
    into.text.assign(buffer.GetString(), buffer.GetSize());
    return true;
}

void Type<Json>::write(const Json& from, Writer& into)
{
    from.text.empty() ? static_cast<void>(into.Null()) : write_raw(from.text, into);
}

std::string read_text(std::string& text, void* into, const Codec& codec)
{
    Document document;
    if (std::string wrong = document.parse(text); !wrong.empty())
        return wrong;
    if (document.root().IsNull())
        return {};
    ReadFailure failure;
    return codec.read(document.root(), into, failure) ? std::string{} : failure.to_string();
}

}  // namespace devenv::detail::json
