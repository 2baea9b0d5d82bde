// Streams over replies.
#pragma once

#include "devenv/operations/build.hpp"
#include "devenv/operations/containers.hpp"
#include "devenv/stream.hpp"
#include "engine/core.hpp"

#include <memory>

namespace devenv::detail::engine {

/// What the bytes of a container's output look like.
enum class Framing
{
    multiplexed,
    raw,
};

/// Logs of a container. Whether they are framed is known from the spec, told by the answer (API 1.42 and
/// later), or asked of the daemon before.
asio::awaitable<LogStream> open_logs(std::shared_ptr<Core> core, Logs op);
asio::awaitable<AttachStream> open_attach(std::shared_ptr<Core> core, AttachContainer op);

AttachStream make_attach_stream(Reply reply, Framing framing, std::string label);
ByteReader make_byte_reader(Reply reply);

/// Lines of progress; what a line's `error` makes of the stream is up to `failed`.
LineStream make_line_stream(Reply reply, std::string label);

}  // namespace devenv::detail::engine
