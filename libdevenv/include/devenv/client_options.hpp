#pragma once

#include <devenv/deadline.hpp>
#include <devenv/log.hpp>
#include <devenv/retry.hpp>

#include <string>

namespace devenv::inline v1 {

/// How a client reaches its daemon and how patient it is.
struct ClientOptions
{
    /// "unix:///path", "tcp://host:port"; empty = DOCKER_HOST, then /var/run/docker.sock, then the rootless
    /// socket.
    std::string host{};
    std::string api_version{};  ///< "1.45" pins it; empty = DOCKER_API_VERSION, then what the daemon offers
    Deadlines deadlines{};
    RetryPolicy retry{};
    Logger logger{};
};

}  // namespace devenv::inline v1
