// Unix and TCP sockets, connected.
#pragma once

#include "transport/byte_stream.hpp"

#include <boost/asio/generic/stream_protocol.hpp>

namespace devenv::detail::transport {

class SocketStream final : public ByteStream
{
public:
    using Socket = asio::generic::stream_protocol::socket;

    explicit SocketStream(Socket socket) : socket_(std::move(socket)) {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, error_code& ec) override;
    asio::awaitable<std::size_t> write_some(std::span<const asio::const_buffer> from, error_code& ec)
        override;
    void shutdown_send() noexcept override;
    void close() noexcept override;
    bool is_stale() noexcept override;

private:
    Socket socket_;
};

}  // namespace devenv::detail::transport
