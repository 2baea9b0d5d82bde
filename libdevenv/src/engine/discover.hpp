// Which daemon is meant.
#pragma once

#include "devenv/client_options.hpp"
#include "engine/surroundings.hpp"
#include "transport/dial.hpp"

namespace devenv::detail::engine {

/// The daemon, by docker CLI's order: `options.host` or `options.context`, DOCKER_HOST, DOCKER_CONTEXT,
/// config.json's currentContext, /var/run/docker.sock, and after those the rootless socket. If no socket is
/// there the default's name comes back, so that connecting says what is missing.
///
/// The TLS of the environment (DOCKER_TLS_VERIFY…) is for addresses, a context has its own;
/// `options.tls` is above both.
///
/// Errors: config for an address, context, file or certificate that can't be read; unsupported for a scheme
/// that isn't spoken.
transport::Endpoint find_daemon(const ClientOptions& options, const Surroundings& surroundings);

}  // namespace devenv::detail::engine
