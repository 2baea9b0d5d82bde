#include "base/base64.hpp"
#include "devenv/operations/containers.hpp"
#include "engine/models.hpp"
#include "engine/send.hpp"

#include <random>

namespace devenv::detail::json {

template <>
const Fields& fields_of<StartExec::Body>()
{
    static const Fields list = fields<StartExec::Body>({
        {"Detach", &StartExec::Body::detach},
        {"Tty", &StartExec::Body::tty},
        {"ConsoleSize", &StartExec::Body::console_size},
    });
    return list;
}

}  // namespace devenv::detail::json

namespace devenv::detail::engine {

template <>
const Operation& operation_of<CreateExec>()
{
    static const Operation operation =
        declare<CreateExec>("CreateExec", Method::post, "/containers/{container}/exec")
            .path("container", &CreateExec::container)
            .json_body(&CreateExec::config)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<StartExec>()
{
    static const Operation operation = declare<StartExec>("StartExec", Method::post, "/exec/{exec}/start")
                                           .path("exec", &StartExec::exec)
                                           .json_body(&StartExec::config)
                                           .hijacks("tcp");
    return operation;
}

template <>
const Operation& operation_of<InspectExec>()
{
    static const Operation operation = declare<InspectExec>("InspectExec", Method::get, "/exec/{exec}/json")
                                           .repeat(Repeat::safe)
                                           .path("exec", &InspectExec::exec)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ResizeExec>()
{
    static const Operation operation = declare<ResizeExec>("ResizeExec", Method::post, "/exec/{exec}/resize")
                                           .repeat(Repeat::safe)
                                           .path("exec", &ResizeExec::exec)
                                           .query("h", &ResizeExec::height)
                                           .query("w", &ResizeExec::width)
                                           .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<AttachWebSocket>()
{
    static const Operation operation =
        declare<AttachWebSocket>("AttachWebSocket", Method::get, "/containers/{container}/attach/ws")
            .path("container", &AttachWebSocket::container)
            .query("stream", &AttachWebSocket::stream)
            .query("stdin", &AttachWebSocket::in)
            .query("stdout", &AttachWebSocket::out)
            .query("stderr", &AttachWebSocket::err)
            .query("logs", &AttachWebSocket::logs)
            .query("detachKeys", &AttachWebSocket::detach_keys)
            .hijacks("websocket");
    return operation;
}

template <>
asio::awaitable<AttachStream> send_by(std::shared_ptr<Core> core, AttachWebSocket op)
{
    std::random_device random;
    std::string nonce(16, '\0');
    for (char& byte : nonce)
        byte = static_cast<char>(random());
    CallOptions options;
    options.headers.emplace_back("Sec-WebSocket-Version", "13");
    options.headers.emplace_back(
        "Sec-WebSocket-Key", base::encode_base64(nonce, base::Base64Alphabet::standard)
    );
    Reply reply = co_await core->call(operation_of<AttachWebSocket>(), &op, std::move(options));
    co_return make_attach_stream(std::move(reply), Framing::web_socket, "AttachWebSocket " + op.container);
}

// The TTY of the start decides the framing.
template <>
asio::awaitable<AttachStream> send_by(std::shared_ptr<Core> core, StartExec op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<StartExec>(), &op, std::move(options));
    const Framing framing = op.config.tty ? Framing::raw : Framing::multiplexed;
    co_return make_attach_stream(std::move(reply), framing, "StartExec " + op.exec);
}

}  // namespace devenv::detail::engine

#define DEVENV_EXEC(VALUE, STREAM, UPLOAD) \
    VALUE(CreateExec)                      \
    STREAM(AttachWebSocket)                \
    STREAM(StartExec)                      \
    VALUE(InspectExec)                     \
    VALUE(ResizeExec)
DEVENV_OPERATIONS(exec, DEVENV_EXEC)
