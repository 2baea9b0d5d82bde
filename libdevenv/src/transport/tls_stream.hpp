// TLS over a connected TCP socket, as its client.
#pragma once

#include "transport/byte_stream.hpp"
#include "transport/socket_stream.hpp"
#include "transport/tls.hpp"

#include <memory>
#include <string>

namespace devenv::detail::transport {

/// Who is at the other end of the socket.
struct TlsPeer
{
    std::string host{};   ///< a name or an address: what its certificate must be for
    std::string where{};  ///< for messages, "tcp://host:2376"
};

/// Greets the peer and checks its certificate. Errors: unreachable (not trusted: expired, unknown authority,
/// another name; or it hung up), protocol (it doesn't speak TLS, or none that we do), unauthorized (it wants
/// another client certificate). Under TLS 1.3 the last comes with the first read, as an error_code that
/// `refuses_certificate` knows.
asio::awaitable<std::unique_ptr<ByteStream>> start_tls(
    SocketStream::Socket socket, std::shared_ptr<const TlsContext> context, TlsPeer peer
);

/// Whether a connection broke because the peer wants a client certificate, or another one.
bool refuses_certificate(const error_code& ec);

}  // namespace devenv::detail::transport
