// The docker CLI's settings on disk, as far as they say which daemon is meant.
#pragma once

#include "engine/surroundings.hpp"
#include "protocol/docker_context.hpp"
#include "transport/tls.hpp"

#include <optional>
#include <string>

namespace devenv::detail::engine {

/// The name of the context in use by config.json's `currentContext`; empty if it names none.
/// Errors: config (the file's place), local (it can't be read).
std::string current_context(const Surroundings& surroundings);

/// A context of the store and its way of TLS; nullopt = in the clear.
struct StoredContext
{
    protocol::DockerContext context{};
    std::optional<transport::TlsSettings> tls{};
};

/// Reads a context. `origin` is who named it: "--context", "DOCKER_CONTEXT", or config.json.
/// Errors: config, for a name that the store doesn't have, with those it has; for a file that is broken; for
/// a context without an endpoint of docker's.
StoredContext read_context(
    const std::string& name, const std::string& origin, const Surroundings& surroundings
);

/// ca.pem, cert.pem and key.pem in a folder, as docker lays them out. Certificate and key may both be absent;
/// one alone is a mistake, which reading the other tells.
transport::TlsSettings tls_of_folder(const std::string& folder, transport::TlsVerification verification);

}  // namespace devenv::detail::engine
