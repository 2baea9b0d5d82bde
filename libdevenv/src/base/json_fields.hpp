// One list of fields per model serves reading and writing:
//
//     template <> const Fields& fields_of<Port>()
//     {
//         static const Fields list = fields<Port>(&Port::extra, {{"IP", &Port::ip}, {"PrivatePort",
//         &Port::private_port}}); return list;
//     }
//
// A member is reached by its offset through the three functions of its type's Codec, so a further model costs
// data, not code. The rules: `null` reads as absent; an absent field leaves the member as it is; a member
// that holds nothing (empty, zero, false, nullopt) isn't written, an engaged optional always is.
#pragma once

#include "devenv/json.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace devenv::detail::json {

using Value = rapidjson::Value;
using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

/// Where and why a document doesn't fit a model. The pointer is put together while the failure travels up, so
/// that reading costs nothing for it.
struct ReadFailure
{
    std::string pointer{};  ///< JSON pointer, "/HostConfig/Binds/0"
    std::string_view expected{};
    std::string_view found{};

    bool set(std::string_view what_expected, const Value& value);
    bool inside(std::string_view token);  ///< prepends one step of the pointer; always false
    std::string to_string() const;
};

/// The API versions, as minors of 1, in which the daemon knows something.
struct Since
{
    int minor = 0;
    int until = 0;    ///< the last one in which it travels in this form; 0 = to this day
    int several = 0;  ///< from which on it may be given more than once; 0 = always
};

constexpr Since since(int minor)
{
    return {.minor = minor};
}

/// A field that is set though the API version doesn't have it.
struct NewerField
{
    std::string pointer{};  ///< JSON pointer, "/HostConfig/CgroupnsMode"
    int since = 0;

    void inside(std::string_view token);  ///< prepends one step of the pointer
};

struct Codec
{
    bool (*read)(const Value& from, void* into, ReadFailure& failure);
    void (*write)(const void* from, Writer& into);
    bool (*is_absent)(const void* from);
    bool (*finds_newer)(const void* from, int api_minor, NewerField& found);
};

template <class T>
const Codec& codec_of();

struct Field
{
    std::string_view name;
    std::size_t offset;
    const Codec* codec;
    int since = 0;  ///< minor of the API version; 0 = always
};

struct Fields
{
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    std::vector<Field> list{};
    std::size_t extra = none;  ///< offset of the model's Extra, if it has one
};

bool read_object(const Value& from, void* into, const Fields& fields, ReadFailure& failure);
void write_object(const void* from, const Fields& fields, Writer& into);
bool is_empty_object(const void* from, const Fields& fields);
bool finds_newer_field(const void* from, const Fields& fields, int api_minor, NewerField& found);

/// The list of a model; specialised beside the operations that use it.
template <class T>
const Fields& fields_of();

template <class T, class M>
std::size_t offset_of(M T::*member)
{
    static const T sample{};
    return static_cast<std::size_t>(
        reinterpret_cast<const char*>(std::addressof(sample.*member)) - reinterpret_cast<const char*>(&sample)
    );
}

template <class T>
struct FieldOf : Field
{
    template <class M>
    FieldOf(std::string_view field_name, M T::*member, Since version = {})
        : Field{field_name, offset_of(member), &codec_of<M>(), version.minor}
    {}
};

template <class T>
Fields fields(std::initializer_list<FieldOf<T>> list)
{
    return Fields{.list = {list.begin(), list.end()}};
}

template <class T>
Fields fields(Extra T::*extra, std::initializer_list<FieldOf<T>> list)
{
    return Fields{.list = {list.begin(), list.end()}, .extra = offset_of(extra)};
}

/// Adds to a list the fields of a base class whose list is given.
Fields extend(const Fields& base, Fields derived);

// --- what a member may be ---

template <class T>
struct Type;  // read, write, is_absent; finds_newer where there are fields inside

template <class T>
bool finds_newer_in(const T& value, int api_minor, NewerField& found)
{
    if constexpr (requires { Type<T>::finds_newer(value, api_minor, found); })
        return Type<T>::finds_newer(value, api_minor, found);
    return false;
}

template <>
struct Type<bool>
{
    static bool read(const Value& from, bool& into, ReadFailure& failure);
    static void write(bool from, Writer& into) { into.Bool(from); }
    static bool is_absent(bool value) { return !value; }
};

template <>
struct Type<std::string>
{
    static bool read(const Value& from, std::string& into, ReadFailure& failure);
    static void write(const std::string& from, Writer& into);
    static bool is_absent(const std::string& value) { return value.empty(); }
};

template <>
struct Type<double>
{
    static bool read(const Value& from, double& into, ReadFailure& failure);
    /// JSON has no infinity and no NaN: they are written as null.
    static void write(double from, Writer& into)
    {
        if (!into.Double(from))
            into.Null();
    }
    static bool is_absent(double value) { return value == 0.0; }
};

bool read_integer(
    const Value& from, std::int64_t low, std::int64_t high, std::int64_t& into, ReadFailure& failure
);

template <class T>
requires(
    std::signed_integral<T> || (std::unsigned_integral<T> && sizeof(T) < 8 && !std::same_as<T, bool>)
) struct Type<T>
{
    static bool read(const Value& from, T& into, ReadFailure& failure)
    {
        std::int64_t wide = 0;
        if (!read_integer(from, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), wide, failure))
            return false;
        into = static_cast<T>(wide);
        return true;
    }
    static void write(T from, Writer& into) { into.Int64(from); }
    static bool is_absent(T value) { return value == 0; }
};

template <>
struct Type<std::uint64_t>
{
    static bool read(const Value& from, std::uint64_t& into, ReadFailure& failure);
    static void write(std::uint64_t from, Writer& into) { into.Uint64(from); }
    static bool is_absent(std::uint64_t value) { return value == 0; }
};

/// Durations travel as whole numbers of their own unit.
template <class Period>
struct Type<std::chrono::duration<std::int64_t, Period>>
{
    using Duration = std::chrono::duration<std::int64_t, Period>;

    static bool read(const Value& from, Duration& into, ReadFailure& failure)
    {
        std::int64_t count = 0;
        if (!Type<std::int64_t>::read(from, count, failure))
            return false;
        into = Duration(count);
        return true;
    }
    static void write(Duration from, Writer& into) { into.Int64(from.count()); }
    static bool is_absent(Duration value) { return value == Duration::zero(); }
};

template <>
struct Type<Json>
{
    static bool read(const Value& from, Json& into, ReadFailure& failure);
    static void write(const Json& from, Writer& into);
    static bool is_absent(const Json& value) { return value.text.empty(); }
};

template <class T>
struct Type<std::optional<T>>
{
    static bool read(const Value& from, std::optional<T>& into, ReadFailure& failure)
    {
        return Type<T>::read(from, into.emplace(), failure);
    }
    static void write(const std::optional<T>& from, Writer& into) { Type<T>::write(*from, into); }
    static bool is_absent(const std::optional<T>& value) { return !value.has_value(); }
    static bool finds_newer(const std::optional<T>& value, int api_minor, NewerField& found)
    {
        return value && finds_newer_in(*value, api_minor, found);
    }
};

template <class T>
struct Type<std::vector<T>>
{
    static bool read(const Value& from, std::vector<T>& into, ReadFailure& failure)
    {
        if (!from.IsArray())
            return failure.set("a list", from);
        into.clear();
        into.reserve(from.Size());
        for (const Value& item : from.GetArray()) {
            T& place = into.emplace_back();
            if (!item.IsNull() && !Type<T>::read(item, place, failure))
                return failure.inside(std::to_string(into.size() - 1));
        }
        return true;
    }
    static void write(const std::vector<T>& from, Writer& into)
    {
        into.StartArray();
        for (const T& item : from)
            Type<T>::write(item, into);
        into.EndArray();
    }
    static bool is_absent(const std::vector<T>& value) { return value.empty(); }
    static bool finds_newer(const std::vector<T>& value, int api_minor, NewerField& found)
    {
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (finds_newer_in(value[i], api_minor, found)) {
                found.inside(std::to_string(i));
                return true;
            }
        }
        return false;
    }
};

template <class T>
struct Type<std::map<std::string, T>>
{
    static bool read(const Value& from, std::map<std::string, T>& into, ReadFailure& failure)
    {
        if (!from.IsObject())
            return failure.set("an object", from);
        into.clear();
        for (const auto& member : from.GetObject()) {
            T& place = into[{member.name.GetString(), member.name.GetStringLength()}];
            if (!member.value.IsNull() && !Type<T>::read(member.value, place, failure))
                return failure.inside({member.name.GetString(), member.name.GetStringLength()});
        }
        return true;
    }
    static void write(const std::map<std::string, T>& from, Writer& into)
    {
        into.StartObject();
        for (const auto& entry : from) {
            const std::string& key = entry.first;
            const T& value = entry.second;
            into.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
            if (Type<T>::is_absent(value) && !std::is_class_v<T>)
                Type<T>::write(value, into);
            else if constexpr (requires { value.has_value(); })
                value.has_value() ? Type<T>::write(value, into) : static_cast<void>(into.Null());
            else
                Type<T>::write(value, into);
        }
        into.EndObject();
    }
    static bool is_absent(const std::map<std::string, T>& value) { return value.empty(); }
    static bool finds_newer(const std::map<std::string, T>& value, int api_minor, NewerField& found)
    {
        for (const auto& [key, item] : value) {
            if (finds_newer_in(item, api_minor, found)) {
                found.inside(key);
                return true;
            }
        }
        return false;
    }
};

/// Any other type is a model with a list of fields.
template <class T>
struct Type
{
    static bool read(const Value& from, T& into, ReadFailure& failure)
    {
        return read_object(from, &into, fields_of<T>(), failure);
    }
    static void write(const T& from, Writer& into) { write_object(&from, fields_of<T>(), into); }
    static bool is_absent(const T& value) { return is_empty_object(&value, fields_of<T>()); }
    static bool finds_newer(const T& value, int api_minor, NewerField& found)
    {
        return finds_newer_field(&value, fields_of<T>(), api_minor, found);
    }
};

template <class T>
const Codec& codec_of()
{
    static constexpr Codec codec{
        [](const Value& from, void* into, ReadFailure& failure) {
            return Type<T>::read(from, *static_cast<T*>(into), failure);
        },
        [](const void* from, Writer& into) { Type<T>::write(*static_cast<const T*>(from), into); },
        [](const void* from) { return Type<T>::is_absent(*static_cast<const T*>(from)); },
        [](const void* from, int api_minor, NewerField& found) {
            return finds_newer_in(*static_cast<const T*>(from), api_minor, found);
        },
    };
    return codec;
}

// --- whole documents ---

/// Reads one JSON document; `text` is its working space and holds nothing afterwards.
/// Returns an empty text, or what is wrong with it: "/State/ExitCode: a number expected, a text found".
std::string read_text(std::string& text, void* into, const Codec& codec);

template <class T>
std::string read_text(std::string& text, T& into)
{
    return read_text(text, &into, codec_of<T>());
}

std::string write_text(const void* from, const Codec& codec);

template <class T>
std::string write_text(const T& from)
{
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    Type<T>::write(from, writer);
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace devenv::detail::json
