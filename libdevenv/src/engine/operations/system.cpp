#include "engine/operations/system.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

namespace {

std::string pong_of(const protocol::ResponseHead& head, std::string&, void* into)
{
    Pong& pong = *static_cast<Pong*>(into);
    pong.api_version = head.field("Api-Version");
    pong.builder_version = head.field("Builder-Version");
    pong.os_type = head.field("Ostype");
    pong.server = head.field("Server");
    pong.is_experimental = head.field("Docker-Experimental") == "true";
    return {};
}

}  // namespace

template <>
const Operation& operation_of<Ping>()
{
    static const Operation operation = declare<Ping>("Ping", Method::head, "/_ping")
                                           .since(40)
                                           .unversioned()
                                           .repeat(Repeat::safe)
                                           .answers(&pong_of);
    return operation;
}

template <>
const Operation& operation_of<PingByGet>()
{
    static const Operation operation = declare<PingByGet>("PingByGet", Method::get, "/_ping")
                                           .unversioned()
                                           .repeat(Repeat::safe)
                                           .answers(&pong_of);
    return operation;
}

template <>
const Operation& operation_of<Version>()
{
    static const Operation operation =
        declare<Version>("Version", Method::get, "/version").repeat(Repeat::safe).answers_json();
    return operation;
}

template <>
const Operation& operation_of<Info>()
{
    static const Operation operation =
        declare<Info>("Info", Method::get, "/info").repeat(Repeat::safe).answers_json();
    return operation;
}

asio::awaitable<Pong> ping(Core& core)
{
    Pong pong;
    const Ping head{};
    const CallOptions defaults{};
    bool is_answered = false;
    try {
        Reply reply = co_await core.call(operation_of<Ping>(), &head, defaults);
        is_answered = reply.head.status == 200;
        co_await read_value(reply, operation_of<Ping>(), "Ping", &pong);
    } catch (const Error& e) {
        // A daemon that answers at all may just not know HEAD.
        if (e.http_status() == 0 && e.kind() != ErrorKind::protocol)
            throw;
    }
    if (is_answered)
        co_return pong;
    const PingByGet get{};
    Reply reply = co_await core.call(operation_of<PingByGet>(), &get, defaults);
    co_await read_value(reply, operation_of<PingByGet>(), "Ping", &pong);
    co_return pong;
}

template <>
asio::awaitable<Pong> send_by(std::shared_ptr<Core> core, Ping)
{
    Pong pong = co_await ping(*core);
    co_return pong;
}

template <>
const Operation& operation_of<Authenticate>()
{
    static const Operation operation = declare<Authenticate>("Authenticate", Method::post, "/auth")
                                           .json_body(&Authenticate::config)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ReadDiskUsage>()
{
    static const Operation operation = declare<ReadDiskUsage>("ReadDiskUsage", Method::get, "/system/df")
                                           .since(25)
                                           .repeat(Repeat::safe)
                                           .query("type", &ReadDiskUsage::types, Since{42})
                                           .query("verbose", &ReadDiskUsage::verbose, Since{52})
                                           .answers_json();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_SYSTEM(VALUE, STREAM, UPLOAD) \
    VALUE(Ping)                              \
    VALUE(Version)                           \
    VALUE(Info)                              \
    UPLOAD(PingByGet)                        \
    VALUE(Authenticate)                      \
    VALUE(ReadDiskUsage)
DEVENV_OPERATIONS(system, DEVENV_SYSTEM)
