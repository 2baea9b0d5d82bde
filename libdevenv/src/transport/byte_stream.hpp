// What a connection runs over: a unix or TCP socket today; TLS and ssh are further implementations.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <span>

namespace devenv::detail::transport {

namespace asio = boost::asio;
using boost::system::error_code;

/// A connected, ordered, two-way stream of bytes. One read and one write may be under way at a time.
/// Cancellation is Asio's own; `close` makes whatever is under way end with operation_aborted.
class ByteStream
{
public:
    ByteStream() = default;
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;
    virtual ~ByteStream() = default;

    virtual asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, error_code& ec) = 0;
    virtual asio::awaitable<std::size_t> write_some(
        std::span<const asio::const_buffer> from, error_code& ec
    ) = 0;

    /// Ends the sending direction; the peer reads an end of file, the other direction goes on.
    virtual void shutdown_send() noexcept = 0;
    virtual void close() noexcept = 0;

    /// Whether the peer has hung up, or sent something unasked, since the last answer. Doesn't block.
    virtual bool is_stale() noexcept = 0;
};

}  // namespace devenv::detail::transport
