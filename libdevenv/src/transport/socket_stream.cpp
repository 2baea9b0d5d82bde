#include "transport/socket_stream.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/socket.h>

#include <cerrno>

namespace devenv::detail::transport {

asio::awaitable<std::size_t> SocketStream::read_some(asio::mutable_buffer into, error_code& ec)
{
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_return co_await socket_.async_read_some(into, token);
}

asio::awaitable<std::size_t> SocketStream::write_some(
    std::span<const asio::const_buffer> from, error_code& ec
)
{
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_return co_await socket_.async_write_some(from, token);
}

void SocketStream::shutdown_send() noexcept
{
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void SocketStream::close() noexcept
{
    error_code ignored;
    socket_.close(ignored);
}

bool SocketStream::is_stale() noexcept
{
    char byte = 0;
    const ssize_t got = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

}  // namespace devenv::detail::transport
