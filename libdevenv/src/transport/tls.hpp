// What a TLS client knows of its peers and shows of itself. No OpenSSL in here: that stays in tls*.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

struct ssl_ctx_st;

namespace devenv::detail::transport {

enum class TlsVerification
{
    full,  ///< the peer's certificate is valid, of a known authority, and for its name
    none,
};

enum class TlsRoots
{
    system_and_given,
    given_only,
};

/// A client's certificate with its key, PEM.
struct TlsIdentity
{
    std::string certificate_file{};
    std::string key_file{};
};

struct TlsSettings
{
    TlsVerification verification = TlsVerification::full;
    TlsRoots roots = TlsRoots::system_and_given;
    std::vector<std::string> authority_files{};  ///< PEM, one or more certificates each
    std::optional<TlsIdentity> identity{};
    std::string server_name{};  ///< whose the peer's certificate must be; empty = the host that is dialled
    /// Where the user puts an authority's certificate, for what an error advises.
    std::string authority_place{"ca.pem in DOCKER_CERT_PATH"};
};

/// Settings read and checked once, for all connections.
class TlsContext
{
public:
    /// Errors: config, naming the file that is missing, not PEM, encrypted, or doesn't fit.
    static std::shared_ptr<const TlsContext> make(TlsSettings settings);
    ~TlsContext();

    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    const TlsSettings& settings() const { return settings_; }
    ssl_ctx_st* native() const { return context_; }

private:
    explicit TlsContext(TlsSettings settings);

    TlsSettings settings_;
    ssl_ctx_st* context_ = nullptr;
};

/// Adds what a folder in the manner of /etc/docker/certs.d/HOST holds: *.crt are authorities, NAME.cert with
/// NAME.key is the client's identity. A folder that doesn't exist adds nothing.
/// Errors: config, for a certificate without its key or the other way round.
void add_certificate_folder(const std::string& folder, TlsSettings& settings);

}  // namespace devenv::detail::transport
