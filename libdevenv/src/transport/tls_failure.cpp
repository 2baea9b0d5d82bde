#include "transport/tls_failure.hpp"

#include <boost/asio/error.hpp>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace devenv::detail::transport {

namespace {

// The kernel's own words for them: "Key was rejected by service", "Protocol error".
constexpr int refused_certificate = EKEYREJECTED;
constexpr int violated = EPROTO;

error_code system_code(int value)
{
    return {value, boost::system::system_category()};
}

// Alerts by which a server says that it won't have this client.
bool is_about_our_certificate(unsigned long error)
{
    constexpr std::array alerts{
        SSL_AD_BAD_CERTIFICATE,
        SSL_AD_UNSUPPORTED_CERTIFICATE,
        SSL_AD_CERTIFICATE_REVOKED,
        SSL_AD_CERTIFICATE_EXPIRED,
        SSL_AD_CERTIFICATE_UNKNOWN,
        SSL_AD_UNKNOWN_CA,
        SSL_AD_ACCESS_DENIED,
        SSL_AD_CERTIFICATE_REQUIRED,
    };
    for (const int alert : alerts) {
        if (ERR_GET_LIB(error) == ERR_LIB_SSL && ERR_GET_REASON(error) == SSL_AD_REASON_OFFSET + alert)
            return true;
    }
    return false;
}

bool is_no_tls(unsigned long error)
{
    if (ERR_GET_LIB(error) != ERR_LIB_SSL)
        return false;
    switch (ERR_GET_REASON(error)) {
        case SSL_R_WRONG_VERSION_NUMBER:
        case SSL_R_PACKET_LENGTH_TOO_LONG:
        case SSL_R_HTTP_REQUEST:
        case SSL_R_HTTPS_PROXY_REQUEST:
        case SSL_R_BAD_RECORD_TYPE:
        case SSL_R_UNEXPECTED_MESSAGE:
        case SSL_R_WRONG_SSL_VERSION:
            return true;
        default:
            return false;
    }
}

std::string reason_of(unsigned long error)
{
    const char* reason = ERR_reason_error_string(error);
    return reason == nullptr ? "no reason given" : reason;
}

Error not_trusted(long verdict, const TlsPeer& peer, const TlsSettings& settings)
{
    Error::Details details{.kind = ErrorKind::unreachable};
    const std::string whose = fmt::format("the certificate of {}", peer.where);
    switch (verdict) {
        case X509_V_ERR_CERT_HAS_EXPIRED:
            details.message = whose + " has expired";
            details.hint = "have it renewed; if it isn't old, is this machine's clock right?";
            break;
        case X509_V_ERR_CERT_NOT_YET_VALID:
            details.message = whose + " isn't valid yet";
            details.hint = "is this machine's clock right?";
            break;
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            details.message = fmt::format(
                "{} is for another name than {}",
                whose,
                settings.server_name.empty() ? peer.host : settings.server_name
            );
            details.hint = "use a name that the certificate has, or have one made for this name";
            break;
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
            details.message = whose + " is of an authority that isn't known here";
            details.hint =
                fmt::format("if it's trusted, put its authority into {}", settings.authority_place);
            break;
        default:
            details.message =
                fmt::format("{} isn't valid: {}", whose, X509_verify_cert_error_string(verdict));
            details.hint = "have another one made";
            break;
    }
    return Error(std::move(details));
}

Error no_client_certificate(const TlsPeer& peer, const TlsSettings& settings)
{
    return Error(Error::Details{
        .kind = ErrorKind::unauthorized,
        .message = fmt::format(
            "{} {}",
            peer.where,
            settings.identity ? "refuses the client certificate " + settings.identity->certificate_file
                              : "wants a client certificate, and none is set up"
        ),
        .hint = "put one of the peer's own authority, with its key, where the CA's certificate is",
    });
}

}  // namespace

Error handshake_failed(SSL* ssl, int why, int system_error, const TlsPeer& peer, const TlsSettings& settings)
{
    const unsigned long error = ERR_peek_error();
    ERR_clear_error();
    const long verdict = SSL_get_verify_result(ssl);
    if (settings.verification == TlsVerification::full && verdict != X509_V_OK)
        return not_trusted(verdict, peer, settings);
    if (why == SSL_ERROR_SYSCALL || why == SSL_ERROR_ZERO_RETURN)
        return Error(Error::Details{
            .kind = ErrorKind::unreachable,
            .message = fmt::format(
                "{} hung up during the TLS handshake{}",
                peer.where,
                system_error == 0 ? "" : " (" + std::generic_category().message(system_error) + ")"
            ),
            .hint = "does it speak TLS on that port?",
            .retryable = true,
        });
    if (is_about_our_certificate(error))
        return no_client_certificate(peer, settings);
    if (is_no_tls(error))
        return Error(
            ErrorKind::protocol,
            fmt::format("{} doesn't speak TLS", peer.where),
            "is the port right? else turn TLS off for it (for a daemon: unset DOCKER_TLS_VERIFY and "
            "DOCKER_TLS)"
        );
    return Error(
        ErrorKind::protocol,
        fmt::format("no TLS session with {}: {}", peer.where, reason_of(error)),
        "both sides need TLS 1.2 or later and a cipher in common"
    );
}

error_code stream_failure(int why, int system_error)
{
    const unsigned long error = ERR_peek_error();
    ERR_clear_error();
    if (why == SSL_ERROR_ZERO_RETURN)
        return asio::error::eof;
    if (why == SSL_ERROR_SSL && is_about_our_certificate(error))
        return system_code(refused_certificate);
    if (why == SSL_ERROR_SYSCALL && system_error != 0)
        return system_code(system_error);
    // TCP's end without TLS's: something in between cut it.
    if (why == SSL_ERROR_SYSCALL)
        return asio::error::connection_reset;
    return system_code(violated);
}

bool refuses_certificate(const error_code& ec)
{
    return ec == system_code(refused_certificate);
}

}  // namespace devenv::detail::transport
