// What went wrong in TLS, in words. For tls*.cpp only.
#pragma once

#include "devenv/error.hpp"
#include "transport/tls_stream.hpp"

struct ssl_st;

namespace devenv::detail::transport {

/// A handshake that failed with SSL_get_error's `why`; `system_error` is the socket's errno, 0 = its end.
Error handshake_failed(
    ssl_st* ssl, int why, int system_error, const TlsPeer& peer, const TlsSettings& settings
);

/// The code of a read or write that failed.
error_code stream_failure(int why, int system_error);

}  // namespace devenv::detail::transport
