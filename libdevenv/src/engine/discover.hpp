// Which daemon is meant.
#pragma once

#include "transport/dial.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace devenv::detail::engine {

/// What finding a daemon depends on; a test gives its own.
struct Surroundings
{
    std::function<std::string(const char* name)> variable{};  ///< of the environment; empty = not set
    std::function<bool(const std::string& path)> is_socket{};

    static Surroundings real();
};

/// `host` if it is given, else DOCKER_HOST, else /var/run/docker.sock, else the rootless socket. If no socket
/// is there the default's name comes back, so that connecting says what is missing. Throws Error{config} for
/// an address that can't be read, Error{unsupported} for a scheme that isn't spoken.
transport::Endpoint find_daemon(std::string_view host, const Surroundings& surroundings);

}  // namespace devenv::detail::engine
