// An Engine operation is declared once, as data:
//
//     template <>
//     const Operation& operation_of<StopContainer>()
//     {
//         static const Operation operation =
//             declare<StopContainer>("StopContainer", Method::post, "/containers/{container}/stop")
//                 .repeat(Repeat::safe)
//                 .path("container", &StopContainer::container)
//                 .query("signal", &StopContainer::signal, since(42))
//                 .query("t", &StopContainer::timeout)
//                 .answers(&stop_outcome);
//         return operation;
//     }
//
// From it come the request line, query, headers and body, the refusal of what a daemon is too old for, the
// log line and the decoding of the answer.
#pragma once

#include "base/json_fields.hpp"
#include "devenv/retry.hpp"
#include "protocol/http_request.hpp"
#include "protocol/http_response.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::engine {

enum class Method : std::uint8_t
{
    get,
    head,
    post,
    put,
    remove,
};

std::string_view to_string(Method method);

enum class Answer : std::uint8_t
{
    value,   ///< one body, decoded
    stream,  ///< read as it comes
    hijack,  ///< the connection itself, after the head
};

/// Whether the peer may say nothing for hours without being lost.
enum class Silence : std::uint8_t
{
    stalls,
    is_normal,
};

/// Values of one parameter: none leaves it out, several repeat it.
using Values = std::vector<std::string>;

/// How a member becomes text.
struct ParameterCodec
{
    void (*encode)(const void* member, Values& into);
};

enum class Role : std::uint8_t
{
    path,
    query,
    header,
};

using json::Since;
using json::since;

struct Parameter
{
    Role role{};
    std::string_view name{};
    std::size_t offset = 0;
    const ParameterCodec* codec = nullptr;
    Since version{};
    std::string_view constant{};  ///< the value, of a parameter without a member
};

struct Operation
{
    using Decode = std::string (*)(const protocol::ResponseHead&, std::string& body, void* into);

    std::string_view name{};
    Method method{};
    std::string_view path{};
    int since = 24;
    Repeat repeat = Repeat::never;
    Answer answer = Answer::value;
    Silence silence = Silence::stalls;
    bool is_versioned = true;
    std::string_view upgrade{};
    std::string_view content_type{};
    std::vector<Parameter> parameters{};
    const json::Codec* body = nullptr;
    std::size_t body_offset = 0;
    bool is_body_optional = false;          ///< nothing is sent for a body that is absent
    const json::Codec* response = nullptr;  ///< of an answer that is one JSON document
    Decode decode = nullptr;                ///< returns what is wrong with the answer, or nothing
    std::chrono::milliseconds (*extra_head_time)(const void* spec) = nullptr;
};

/// The declaration of an operation's struct; specialised in operations/*.cpp.
template <class Op>
const Operation& operation_of();

// --- how members become text ---

template <class T>
struct ParameterType;

template <>
struct ParameterType<std::string>
{
    static void encode(const std::string& value, Values& into)
    {
        if (!value.empty())
            into.push_back(value);
    }
};

template <>
struct ParameterType<bool>
{
    static void encode(bool value, Values& into)
    {
        if (value)
            into.emplace_back("1");
    }
};

template <class T>
requires(std::integral<T> && !std::same_as<T, bool>) struct ParameterType<T>
{
    static void encode(T value, Values& into) { into.push_back(std::to_string(value)); }
};

template <>
struct ParameterType<std::chrono::seconds>
{
    static void encode(std::chrono::seconds value, Values& into)
    {
        into.push_back(std::to_string(value.count()));
    }
};

template <class T>
struct ParameterType<std::optional<T>>
{
    static void encode(const std::optional<T>& value, Values& into)
    {
        if (!value)
            return;
        if constexpr (std::same_as<T, bool>)
            into.emplace_back(*value ? "1" : "0");
        else
            ParameterType<T>::encode(*value, into);
    }
};

/// Repeated, as `t` of a build.
template <>
struct ParameterType<std::vector<std::string>>
{
    static void encode(const std::vector<std::string>& value, Values& into)
    {
        into.insert(into.end(), value.begin(), value.end());
    }
};

/// Maps travel as JSON: filters, labels, build arguments.
template <class T>
struct ParameterType<std::map<std::string, T>>
{
    static void encode(const std::map<std::string, T>& value, Values& into)
    {
        if (!value.empty())
            into.push_back(json::write_text(value));
    }
};

template <>
struct ParameterType<Json>
{
    static void encode(const Json& value, Values& into)
    {
        if (!value.text.empty())
            into.push_back(value.text);
    }
};

/// A model travels as JSON, a list of them as one parameter each: `platform`.
template <class T>
requires requires
{
    &T::extra;
}
struct ParameterType<T>
{
    static void encode(const T& value, Values& into)
    {
        if (!json::Type<T>::is_absent(value))
            into.push_back(json::write_text(value));
    }
};

template <class T>
requires requires
{
    &T::extra;
}
struct ParameterType<std::vector<T>>
{
    static void encode(const std::vector<T>& value, Values& into)
    {
        for (const T& item : value)
            ParameterType<T>::encode(item, into);
    }
};

/// A number whose zero means that it isn't given.
struct NumberUnlessZero
{
    static void encode(const void* member, Values& into);
};

/// A list that travels as one JSON text, as `cachefrom`.
struct JsonList
{
    static void encode(const void* member, Values& into);
};

template <class T>
const ParameterCodec& parameter_codec_of()
{
    static constexpr ParameterCodec codec{[](const void* member, Values& into) {
        ParameterType<T>::encode(*static_cast<const T*>(member), into);
    }};
    return codec;
}

// --- the declaration ---

/// Decodes an answer that is one JSON document.
template <class Response>
std::string decode_json(const protocol::ResponseHead&, std::string& body, void* into)
{
    return json::read_text(body, *static_cast<Response*>(into));
}

std::string decode_nothing(const protocol::ResponseHead&, std::string& body, void* into);

template <class Op>
class Declaration
{
public:
    Declaration(std::string_view name, Method method, std::string_view path)
    {
        operation_.name = name;
        operation_.method = method;
        operation_.path = path;
    }

    Declaration& since(int minor)
    {
        operation_.since = minor;
        return *this;
    }
    Declaration& repeat(Repeat repeat)
    {
        operation_.repeat = repeat;
        return *this;
    }
    Declaration& unversioned()
    {
        operation_.is_versioned = false;
        return *this;
    }
    Declaration& silent()
    {
        operation_.silence = Silence::is_normal;
        return *this;
    }
    template <class M>
    Declaration& path(std::string_view name, M Op::*member)
    {
        return add(Role::path, name, member, {});
    }
    template <class M>
    Declaration& query(std::string_view name, M Op::*member, Since version = {})
    {
        return add(Role::query, name, member, version);
    }
    template <class M>
    Declaration& header(std::string_view name, M Op::*member, Since version = {})
    {
        return add(Role::header, name, member, version);
    }
    Declaration& json_list(std::string_view name, std::vector<std::string> Op::*member, Since version = {})
    {
        static constexpr ParameterCodec codec{&JsonList::encode};
        operation_.parameters.push_back({Role::query, name, json::offset_of(member), &codec, version});
        return *this;
    }
    Declaration& number_unless_zero(std::string_view name, std::int64_t Op::*member, Since version = {})
    {
        static constexpr ParameterCodec codec{&NumberUnlessZero::encode};
        operation_.parameters.push_back({Role::query, name, json::offset_of(member), &codec, version});
        return *this;
    }
    /// A query parameter that is the same in every request.
    Declaration& constant(std::string_view name, std::string_view value)
    {
        operation_.parameters.push_back({.role = Role::query, .name = name, .constant = value});
        return *this;
    }
    template <class M>
    Declaration& json_body(M Op::*member)
    {
        operation_.body = &json::codec_of<M>();
        operation_.body_offset = json::offset_of(member);
        operation_.content_type = "application/json";
        operation_.is_body_optional = requires(const M& body)
        {
            body.has_value();
        };
        return *this;
    }
    /// The body comes from a source given beside the operation.
    Declaration& body_stream(std::string_view content_type)
    {
        operation_.content_type = content_type;
        return *this;
    }
    Declaration& answers_json()
    {
        operation_.decode = &decode_json<typename Op::Response>;
        operation_.response = &json::codec_of<typename Op::Response>();
        return *this;
    }
    Declaration& answers_nothing()
    {
        operation_.decode = &decode_nothing;
        return *this;
    }
    Declaration& answers(Operation::Decode decode)
    {
        operation_.decode = decode;
        return *this;
    }
    Declaration& streams()
    {
        operation_.answer = Answer::stream;
        return *this;
    }
    Declaration& hijacks(std::string_view upgrade)
    {
        operation_.answer = Answer::hijack;
        operation_.silence = Silence::is_normal;
        operation_.upgrade = upgrade;
        return *this;
    }
    /// The head comes only after the daemon has worked for so long.
    Declaration& head_after(std::chrono::milliseconds (*extra)(const void* spec))
    {
        operation_.extra_head_time = extra;
        return *this;
    }

    operator Operation() const { return operation_; }  // NOLINT: the declaration is the operation

private:
    template <class M>
    Declaration& add(Role role, std::string_view name, M Op::*member, Since version)
    {
        operation_.parameters.push_back(
            {role, name, json::offset_of(member), &parameter_codec_of<M>(), version}
        );
        return *this;
    }

    Operation operation_{};
};

template <class Op>
Declaration<Op> declare(std::string_view name, Method method, std::string_view path)
{
    return {name, method, path};
}

}  // namespace devenv::detail::engine
