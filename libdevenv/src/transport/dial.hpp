// Address → connected stream.
#pragma once

#include "transport/byte_stream.hpp"
#include "transport/tls.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace devenv::detail::transport {

/// Where a daemon listens.
struct Endpoint
{
    enum class Kind
    {
        unix_socket,
        tcp,
    };

    Kind kind = Kind::unix_socket;
    std::string path{};  ///< of the unix socket; a leading '@' means abstract
    std::string host{};
    std::uint16_t port = 0;
    std::string base_path{};  ///< in front of every target, for a daemon behind a proxy
    std::shared_ptr<const TlsContext> tls{};  ///< of tcp; null = in the clear

    std::string to_string() const;  ///< "unix:///var/run/docker.sock"
};

/// Connects. Errors: `denied` for a socket without permission, `unreachable` for all other causes, each with
/// what to do next. The deadline is the caller's (a Watchdog can't close what doesn't exist yet, so it is
/// given here).
asio::awaitable<std::unique_ptr<ByteStream>> dial(
    const Endpoint& endpoint, std::chrono::steady_clock::time_point due
);

}  // namespace devenv::detail::transport
