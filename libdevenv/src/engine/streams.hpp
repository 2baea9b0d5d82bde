// Streams over replies.
#pragma once

#include "devenv/operations/build.hpp"
#include "devenv/operations/containers.hpp"
#include "devenv/operations/services.hpp"
#include "devenv/operations/tasks.hpp"
#include "devenv/stream.hpp"
#include "engine/core.hpp"

#include <memory>

namespace devenv::detail::engine {

/// What the bytes of a container's output look like.
enum class Framing
{
    multiplexed,
    raw,
    web_socket,  ///< both ways
};

/// Logs of a container. Whether they are framed is known from the spec, told by the answer (API 1.42 and
/// later), or asked of the daemon before.
asio::awaitable<LogStream> open_logs(std::shared_ptr<Core> core, Logs op);
asio::awaitable<LogStream> open_logs(std::shared_ptr<Core> core, ServiceLogs op);
asio::awaitable<LogStream> open_logs(std::shared_ptr<Core> core, TaskLogs op);
asio::awaitable<AttachStream> open_attach(std::shared_ptr<Core> core, AttachContainer op);

/// The same, as it comes over the wire.
struct RawLogs
{
    Reply reply{};
    Framing framing{};
};
asio::awaitable<RawLogs> open_raw_logs(std::shared_ptr<Core> core, Logs op);

AttachStream make_attach_stream(Reply reply, Framing framing, std::string label);
ByteReader make_byte_reader(Reply reply);

/// What becomes of a failure that the daemon tells inside of a good answer.
enum class InBandError
{
    is_thrown,
    is_handed_on,  ///< as `ProgressLine::error`, to who knows more about it
};

LineStream make_line_stream(Reply reply, std::string label, InBandError in_band);

}  // namespace devenv::detail::engine
