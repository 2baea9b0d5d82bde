#include "support/tls_proxy.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace devenv::test {

namespace {

class Certificates
{
public:
    Certificates()
    {
        std::string folder = "/tmp/devenv-certificates-XXXXXX";
        if (::mkdtemp(folder.data()) == nullptr)
            throw std::runtime_error("no folder below /tmp");
        path = folder;
        const std::string command = std::string("'") + DEVENV_CERTIFICATES_SCRIPT + "' " + folder;
        if (std::system(command.c_str()) != 0)
            throw std::runtime_error("tests/support/certificates.sh failed: is openssl installed?");
    }
    ~Certificates()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Certificates(const Certificates&) = delete;
    Certificates& operator=(const Certificates&) = delete;

    std::filesystem::path path{};
};

int connect_to(std::string path)
{
    constexpr std::string_view scheme = "unix://";
    if (path.starts_with(scheme))
        path.erase(0, scheme.size());
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    path.copy(static_cast<char*>(address.sun_path), sizeof(address.sun_path) - 1);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

// One client with its daemon; both ends may end apart.
class Pair
{
public:
    Pair(SSL* ssl, int client, int daemon) : ssl_(ssl), client_(client), daemon_(daemon) {}

    void run()
    {
        while (!client_is_done_ || !daemon_is_done_) {
            std::array<pollfd, 2> questions{{
                {.fd = client_is_done_ ? -1 : client_, .events = POLLIN, .revents = 0},
                {.fd = daemon_is_done_ ? -1 : daemon_, .events = POLLIN, .revents = 0},
            }};
            ::poll(questions.data(), questions.size(), -1);
            if (questions[0].revents != 0 && !from_client())
                return;
            if (questions[1].revents != 0 && !from_daemon())
                return;
        }
    }

private:
    bool from_client()
    {
        while (true) {
            ERR_clear_error();
            const int got = SSL_read(ssl_, buffer_.data(), static_cast<int>(buffer_.size()));
            if (got > 0) {
                if (::send(daemon_, buffer_.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) != got)
                    return false;
                continue;
            }
            const int why = SSL_get_error(ssl_, got);
            if (why == SSL_ERROR_WANT_READ)
                return true;
            client_is_done_ = true;
            ::shutdown(daemon_, SHUT_WR);
            return why == SSL_ERROR_ZERO_RETURN;
        }
    }

    bool from_daemon()
    {
        const ssize_t got = ::recv(daemon_, buffer_.data(), buffer_.size(), 0);
        if (got <= 0) {
            daemon_is_done_ = true;
            SSL_shutdown(ssl_);
            ::shutdown(client_, SHUT_WR);
            return false;
        }
        std::size_t sent = 0;
        while (sent < static_cast<std::size_t>(got)) {
            ERR_clear_error();
            const int done =
                SSL_write(ssl_, buffer_.data() + sent, static_cast<int>(got) - static_cast<int>(sent));
            if (done > 0) {
                sent += static_cast<std::size_t>(done);
                continue;
            }
            if (SSL_get_error(ssl_, done) != SSL_ERROR_WANT_WRITE)
                return false;
            pollfd room{.fd = client_, .events = POLLOUT, .revents = 0};
            ::poll(&room, 1, -1);
        }
        return true;
    }

    SSL* ssl_;
    int client_;
    int daemon_;
    bool client_is_done_ = false;
    bool daemon_is_done_ = false;
    std::array<char, 65536> buffer_{};
};

}  // namespace

const std::filesystem::path& certificates()
{
    static const Certificates made;
    return made.path;
}

TlsProxy::TlsProxy(TlsProxySpec spec) : spec_(std::move(spec)), context_(SSL_CTX_new(TLS_server_method()))
{
    const std::string certificate = spec_.server / "cert.pem";
    const std::string key = spec_.server / "key.pem";
    SSL_CTX_use_certificate_chain_file(context_, certificate.c_str());
    SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (spec_.is_old)
        SSL_CTX_set_max_proto_version(context_, TLS1_2_VERSION);
    if (spec_.wants_client) {
        SSL_CTX_load_verify_file(context_, (certificates() / "ca.pem").c_str());
        SSL_CTX_set_verify(context_, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    if (SSL_CTX_use_PrivateKey_file(context_, key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), length) != 0 ||
        ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0)
        throw std::runtime_error("no TLS server");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

TlsProxy::~TlsProxy()
{
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    cut();
    for (std::thread& thread : threads_)
        thread.join();
    ::close(listener_);
    SSL_CTX_free(context_);
}

std::string TlsProxy::host(const std::string& name) const
{
    return "tcp://" + name + ":" + std::to_string(port_);
}

int TlsProxy::connections() const
{
    const std::lock_guard lock(mutex_);
    return connections_;
}

void TlsProxy::cut()
{
    const std::lock_guard lock(mutex_);
    for (const int socket : sockets_)
        ::shutdown(socket, SHUT_RDWR);
}

void TlsProxy::accept_all()
{
    // OpenSSL's own sockets raise it. In these threads only: that the library doesn't is a test.
    sigset_t broken_pipe;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    while (true) {
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return;
        const std::lock_guard lock(mutex_);
        ++connections_;
        sockets_.push_back(client);
        threads_.emplace_back([this, client] { serve(client); });
    }
}

void TlsProxy::serve(int client)
{
    SSL* ssl = SSL_new(context_);
    SSL_set_fd(ssl, client);
    if (SSL_accept(ssl) == 1) {
        ::fcntl(client, F_SETFL, O_NONBLOCK);
        if (const int daemon = connect_to(spec_.daemon); daemon >= 0) {
            Pair(ssl, client, daemon).run();
            ::close(daemon);
        }
    }
    SSL_free(ssl);
    const std::lock_guard lock(mutex_);
    std::erase(sockets_, client);
    ::close(client);
}

}  // namespace devenv::test
