// Which daemon is meant.
#pragma once

#include "devenv/client_options.hpp"
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
    std::function<bool(const std::string& path)> exists{};

    static Surroundings real();
};

/// Docker's configuration folder: DOCKER_CONFIG, else ~/.docker; empty if there's no HOME either.
std::string docker_folder(const Surroundings& surroundings);

/// `options.host` if it is given, else DOCKER_HOST, else /var/run/docker.sock, else the rootless socket. If
/// no socket is there the default's name comes back, so that connecting says what is missing. Throws
/// Error{config} for an address or certificate that can't be read, Error{unsupported} for a scheme that isn't
/// spoken.
transport::Endpoint find_daemon(const ClientOptions& options, const Surroundings& surroundings);

}  // namespace devenv::detail::engine
