#include "devenv/operations/session.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<OpenSession>()
{
    static const Operation operation =
        declare<OpenSession>("OpenSession", Method::post, "/session")
            .since(31)
            .header("X-Docker-Expose-Session-Uuid", &OpenSession::id)
            .header("X-Docker-Expose-Session-Name", &OpenSession::name)
            .header("X-Docker-Expose-Session-Sharedkey", &OpenSession::shared_key)
            .header("X-Docker-Expose-Session-Grpc-Method", &OpenSession::methods)
            .hijacks("h2c");
    return operation;
}

template <>
const Operation& operation_of<OpenGrpc>()
{
    static const Operation operation =
        declare<OpenGrpc>("OpenGrpc", Method::post, "/grpc").since(31).hijacks("h2c");
    return operation;
}

template <>
asio::awaitable<AttachStream> send_by(std::shared_ptr<Core> core, OpenSession op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<OpenSession>(), &op, std::move(options));
    co_return make_attach_stream(std::move(reply), Framing::raw, "OpenSession");
}

template <>
asio::awaitable<AttachStream> send_by(std::shared_ptr<Core> core, OpenGrpc op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<OpenGrpc>(), &op, std::move(options));
    co_return make_attach_stream(std::move(reply), Framing::raw, "OpenGrpc");
}

}  // namespace devenv::detail::engine

#define DEVENV_SESSION(VALUE, STREAM, UPLOAD) \
    STREAM(OpenSession)                       \
    STREAM(OpenGrpc)
DEVENV_OPERATIONS(session, DEVENV_SESSION)
