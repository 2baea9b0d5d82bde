#pragma once

#include <devenv/deadline.hpp>
#include <devenv/log.hpp>
#include <devenv/retry.hpp>

#include <string>

namespace devenv::inline v1 {

/// TLS with a daemon at tcp://. Sockets of this machine are never encrypted.
struct TlsOptions
{
    enum class Use
    {
        as_set_up,  ///< as DOCKER_TLS_VERIFY and DOCKER_TLS say
        never,
        unverified,  ///< encrypted, but whoever answers is believed
        verified,
    };

    Use use = Use::as_set_up;
    /// Holds ca.pem, cert.pem and key.pem; empty = DOCKER_CERT_PATH, then docker's configuration folder.
    std::string folder{};
    std::string server_name{};  ///< whose certificate the daemon must have; empty = the host's in the address
};

/// How a client reaches its daemon and how patient it is.
struct ClientOptions
{
    /// "unix:///path", "tcp://host:port"; empty = DOCKER_HOST, then /var/run/docker.sock, then the rootless
    /// socket.
    std::string host{};
    TlsOptions tls{};
    std::string api_version{};  ///< "1.45" pins it; empty = DOCKER_API_VERSION, then what the daemon offers
    Deadlines deadlines{};
    RetryPolicy retry{};
    Logger logger{};
};

}  // namespace devenv::inline v1
