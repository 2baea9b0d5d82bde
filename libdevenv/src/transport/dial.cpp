#include "transport/dial.hpp"

#include "devenv/error.hpp"
#include "transport/socket_stream.hpp"
#include "transport/tls_stream.hpp"
#include "transport/with_deadline.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>
#include <sys/un.h>

namespace devenv::detail::transport {

namespace {

Error cannot_connect(const Endpoint& endpoint, const error_code& ec)
{
    Error::Details details{.kind = ErrorKind::unreachable, .retryable = true};
    const std::string where = endpoint.to_string();
    if (ec == asio::error::access_denied) {
        details.kind = ErrorKind::denied;
        details.retryable = false;
        details.message = fmt::format("no permission to use the Docker daemon's socket {}", endpoint.path);
        details.hint = "join the group that owns it (usually `docker`) or run as root";
    } else if (ec == boost::system::errc::no_such_file_or_directory) {
        details.retryable = false;
        details.message = fmt::format("there is no Docker daemon's socket at {}", endpoint.path);
        details.hint = "install or start Docker, or name another daemon by -H or DOCKER_HOST";
    } else if (ec == asio::error::connection_refused && endpoint.kind == Endpoint::Kind::unix_socket) {
        details.message = fmt::format("no daemon listens at {}", endpoint.path);
        details.hint = "start the Docker daemon (`systemctl start docker`)";
    } else {
        details.message = fmt::format("cannot connect to {}: {}", where, ec.message());
        details.hint = "is the daemon running there, and the address right?";
    }
    return Error(std::move(details));
}

asio::awaitable<std::unique_ptr<ByteStream>> dial_unix(const Endpoint& endpoint)
{
    auto executor = co_await asio::this_coro::executor;
    std::string path = endpoint.path;
    constexpr std::size_t longest = sizeof(sockaddr_un::sun_path) - 1;
    if (path.size() > longest)
        throw Error(
            ErrorKind::unreachable,
            fmt::format("the socket's path is longer than {} bytes: {}", longest, path),
            "name it by a shorter path, a symlink for example"
        );
    if (!path.empty() && path.front() == '@')
        path.front() = '\0';
    asio::generic::stream_protocol::socket socket(executor);
    const asio::local::stream_protocol::endpoint address(path);
    error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await socket.async_connect(address, token);
    if (ec == asio::error::operation_aborted)
        throw boost::system::system_error(ec);
    if (ec)
        throw cannot_connect(endpoint, ec);
    co_return std::make_unique<SocketStream>(std::move(socket));
}

asio::awaitable<std::unique_ptr<ByteStream>> dial_tcp(const Endpoint& endpoint)
{
    auto executor = co_await asio::this_coro::executor;
    error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    asio::ip::tcp::resolver resolver(executor);
    const std::string service = std::to_string(endpoint.port);
    auto addresses = co_await resolver.async_resolve(endpoint.host, service, token);
    asio::ip::tcp::socket socket(executor);
    if (!ec)
        co_await asio::async_connect(socket, addresses, token);
    if (ec == asio::error::operation_aborted)
        throw boost::system::system_error(ec);
    if (ec)
        throw cannot_connect(endpoint, ec);
    socket.set_option(asio::ip::tcp::no_delay(true));
    socket.set_option(asio::socket_base::keep_alive(true));
    SocketStream::Socket connected(std::move(socket));
    if (endpoint.tls == nullptr)
        co_return std::make_unique<SocketStream>(std::move(connected));
    TlsPeer peer{.host = endpoint.host, .where = endpoint.to_string()};
    auto securing = start_tls(std::move(connected), endpoint.tls, std::move(peer));
    auto secured = co_await std::move(securing);
    co_return secured;
}

}  // namespace

std::string Endpoint::to_string() const
{
    if (kind == Kind::unix_socket)
        return "unix://" + path;
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return fmt::format("tcp://{}{}{}:{}{}", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "", port, base_path);
}

asio::awaitable<std::unique_ptr<ByteStream>> dial(
    const Endpoint& endpoint, std::chrono::steady_clock::time_point due
)
{
    auto connecting = endpoint.kind == Endpoint::Kind::tcp ? dial_tcp(endpoint) : dial_unix(endpoint);
    if (due == std::chrono::steady_clock::time_point::max()) {
        auto stream = co_await std::move(connecting);
        co_return stream;
    }
    auto bounded = with_deadline(due, std::move(connecting));
    auto stream = co_await std::move(bounded);
    co_return stream;
}

}  // namespace devenv::detail::transport
