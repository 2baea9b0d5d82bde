// TLS in front of a unix socket: what makes a fake daemon one that is reached by tcp:// with TLS.
#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct ssl_ctx_st;

namespace devenv::test {

/// Authorities, servers and clients of one test program, made once by openssl
/// (tests/support/certificates.sh).
const std::filesystem::path& certificates();

struct TlsProxySpec
{
    std::string daemon{};                                      ///< "unix:///path" that is handed on to
    std::filesystem::path server = certificates() / "server";  ///< its cert.pem and key.pem
    bool wants_client = false;  ///< clients must have a certificate of the same authority
    bool is_old = false;        ///< TLS 1.2 only
};

/// Listens at a free port of 127.0.0.1. Threads: one per connection; the destructor ends them all.
class TlsProxy
{
public:
    explicit TlsProxy(TlsProxySpec spec);
    ~TlsProxy();

    TlsProxy(const TlsProxy&) = delete;
    TlsProxy& operator=(const TlsProxy&) = delete;

    std::uint16_t port() const { return port_; }
    /// "tcp://NAME:PORT"
    std::string host(const std::string& name = "127.0.0.1") const;
    int connections() const;
    /// Ends all connections without a word of TLS, as a cable that is cut.
    void cut();

private:
    void accept_all();
    void serve(int client);

    TlsProxySpec spec_;
    ssl_ctx_st* context_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_{};
    std::vector<int> sockets_{};
    int connections_ = 0;
    std::list<std::thread> threads_{};
    std::thread acceptor_{};
};

}  // namespace devenv::test
