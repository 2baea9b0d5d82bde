// Not by asio::ssl::stream: that can't end its sending direction alone. Its shutdown waits for the peer's end
// and throws away what still comes until then, which is all of the output after the end of an input.
#include "transport/tls_stream.hpp"

#include "transport/tls_failure.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace devenv::detail::transport {

namespace {

constexpr std::size_t record_size = 16384;  // the most that TLS sends at once

// What OpenSSL reads and writes: the socket itself. OpenSSL's own way of doing so raises SIGPIPE.
struct Wire
{
    int socket = -1;
    int last_error = 0;  // errno; 0 = the end of the stream
};

Wire& wire_of(BIO* bio)
{
    return *static_cast<Wire*>(BIO_get_data(bio));
}

int note(Wire& wire, BIO* bio, ssize_t moved, int retry)
{
    wire.last_error = moved < 0 ? errno : 0;
    BIO_clear_retry_flags(bio);
    if (moved < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        BIO_set_flags(bio, retry | BIO_FLAGS_SHOULD_RETRY);
    return static_cast<int>(moved);
}

int wire_write(BIO* bio, const char* data, int size)
{
    Wire& wire = wire_of(bio);
    const ssize_t sent =
        ::send(wire.socket, data, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT);
    return note(wire, bio, sent, BIO_FLAGS_WRITE);
}

int wire_read(BIO* bio, char* into, int size)
{
    Wire& wire = wire_of(bio);
    const ssize_t got = ::recv(wire.socket, into, static_cast<std::size_t>(size), MSG_DONTWAIT);
    return note(wire, bio, got, BIO_FLAGS_READ);
}

long wire_control(BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/)
{
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD* wire_method()
{
    static const BIO_METHOD* const only = [] {
        BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "devenv socket");
        BIO_meth_set_write(method, wire_write);
        BIO_meth_set_read(method, wire_read);
        BIO_meth_set_ctrl(method, wire_control);
        return method;
    }();
    return only;
}

// Shared, since the end of sending may have to wait for room in the socket after its caller has gone on.
struct Session
{
    Session(SocketStream::Socket connected, std::shared_ptr<const TlsContext> of)
        : socket(std::move(connected)), context(std::move(of)), ssl(SSL_new(context->native()))
    {
        wire.socket = socket.native_handle();
        BIO* bio = BIO_new(wire_method());
        BIO_set_data(bio, &wire);
        BIO_set_init(bio, 1);
        SSL_set_bio(ssl, bio, bio);
        SSL_set_connect_state(ssl);
    }
    ~Session() { SSL_free(ssl); }

    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Waits for what OpenSSL wants; false = it wants something else.
    asio::awaitable<bool> wait_for(int why, error_code& ec);

    SocketStream::Socket socket;
    std::shared_ptr<const TlsContext> context;
    Wire wire{};
    SSL* ssl;
};

asio::awaitable<bool> Session::wait_for(int why, error_code& ec)
{
    if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE)
        co_return false;
    auto direction = SocketStream::Socket::wait_read;
    if (why == SSL_ERROR_WANT_WRITE)
        direction = SocketStream::Socket::wait_write;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await socket.async_wait(direction, token);
    co_return true;
}

void send_end(const std::shared_ptr<Session>& session)
{
    ERR_clear_error();
    const int done = SSL_shutdown(session->ssl);
    if (done >= 0 || SSL_get_error(session->ssl, done) != SSL_ERROR_WANT_WRITE)
        return;
    session->socket.async_wait(SocketStream::Socket::wait_write, [session](const error_code& ec) {
        if (!ec)
            send_end(session);
    });
}

class TlsStream final : public ByteStream
{
public:
    explicit TlsStream(std::shared_ptr<Session> session) : session_(std::move(session)) {}
    ~TlsStream() override { close(); }

    TlsStream(const TlsStream&) = delete;
    TlsStream& operator=(const TlsStream&) = delete;

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, error_code& ec) override;
    asio::awaitable<std::size_t> write_some(std::span<const asio::const_buffer> from, error_code& ec)
        override;
    void shutdown_send() noexcept override;
    void close() noexcept override;
    bool is_stale() noexcept override;

private:
    std::size_t take(asio::mutable_buffer into, int& why);
    asio::const_buffer gather(std::span<const asio::const_buffer> from);

    std::shared_ptr<Session> session_;
    std::vector<char> gathered_{};
};

// As many records as there are and fit; 0 with `why` if there is none.
std::size_t TlsStream::take(asio::mutable_buffer into, int& why)
{
    std::size_t taken = 0;
    while (taken < into.size()) {
        std::size_t got = 0;
        ERR_clear_error();
        const int result =
            SSL_read_ex(session_->ssl, static_cast<char*>(into.data()) + taken, into.size() - taken, &got);
        if (result != 1) {
            why = SSL_get_error(session_->ssl, result);
            break;
        }
        taken += got;
    }
    return taken;
}

asio::awaitable<std::size_t> TlsStream::read_some(asio::mutable_buffer into, error_code& ec)
{
    const std::shared_ptr<Session> session = session_;
    bool has_waited = false;
    while (true) {
        int why = SSL_ERROR_NONE;
        const std::size_t got = take(into, why);
        ec = {};
        if (got > 0) {
            // Others get their turn, also while the peer is faster than we are.
            if (!has_waited)
                co_await asio::post(session->socket.get_executor(), asio::use_awaitable);
            co_return got;
        }
        has_waited = co_await session->wait_for(why, ec);
        if (!has_waited)
            ec = stream_failure(why, session->wire.last_error);
        if (ec)
            co_return 0;
    }
}

// One record for many small pieces: heads, chunk sizes.
asio::const_buffer TlsStream::gather(std::span<const asio::const_buffer> from)
{
    while (!from.empty() && from.front().size() == 0)
        from = from.subspan(1);
    if (from.empty() || from.size() == 1 || from.front().size() >= record_size)
        return from.empty() ? asio::const_buffer{} : from.front();
    gathered_.clear();
    for (const asio::const_buffer& piece : from) {
        const auto* begin = static_cast<const char*>(piece.data());
        const std::size_t fits = std::min(piece.size(), record_size - gathered_.size());
        gathered_.insert(gathered_.end(), begin, begin + fits);
    }
    return {gathered_.data(), gathered_.size()};
}

asio::awaitable<std::size_t> TlsStream::write_some(std::span<const asio::const_buffer> from, error_code& ec)
{
    const std::shared_ptr<Session> session = session_;
    const asio::const_buffer next = gather(from);
    ec = {};
    bool has_waited = false;
    while (next.size() > 0) {
        std::size_t sent = 0;
        ERR_clear_error();
        const int result = SSL_write_ex(session->ssl, next.data(), next.size(), &sent);
        if (result == 1) {
            if (!has_waited)
                co_await asio::post(session->socket.get_executor(), asio::use_awaitable);
            co_return sent;
        }
        const int why = SSL_get_error(session->ssl, result);
        has_waited = co_await session->wait_for(why, ec);
        if (!has_waited)
            ec = stream_failure(why, session->wire.last_error);
        if (ec)
            break;
    }
    co_return 0;
}

void TlsStream::shutdown_send() noexcept
{
    try {
        send_end(session_);
    } catch (const std::exception&) {
        // No memory for the wait: the peer sees the end when the connection closes.
    }
}

void TlsStream::close() noexcept
{
    if (!session_->socket.is_open())
        return;
    ERR_clear_error();
    SSL_shutdown(session_->ssl);
    session_->wire.socket = -1;  // the number may soon be another file's
    error_code ignored;
    session_->socket.close(ignored);
}

// Session tickets and key updates come unasked and are none of our caller's business: OpenSSL takes them.
bool TlsStream::is_stale() noexcept
{
    char byte = 0;
    std::size_t got = 0;
    ERR_clear_error();
    const int result = SSL_peek_ex(session_->ssl, &byte, 1, &got);
    return result == 1 || SSL_get_error(session_->ssl, result) != SSL_ERROR_WANT_READ;
}

// Names are told to the peer, which may serve several; addresses can't be (RFC 6066).
void expect_name(SSL* ssl, const std::string& name)
{
    error_code ec;
    asio::ip::make_address(name, ec);
    X509_VERIFY_PARAM* parameters = SSL_get0_param(ssl);
    if (!ec) {
        X509_VERIFY_PARAM_set1_ip_asc(parameters, name.c_str());
        return;
    }
    X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    X509_VERIFY_PARAM_set1_host(parameters, name.data(), name.size());
    // What the macro SSL_set_tlsext_host_name is, with the cast of our time.
    SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(name.c_str()));
}

}  // namespace

asio::awaitable<std::unique_ptr<ByteStream>> start_tls(
    SocketStream::Socket socket, std::shared_ptr<const TlsContext> context, TlsPeer peer
)
{
    const auto session = std::make_shared<Session>(std::move(socket), std::move(context));
    const TlsSettings& settings = session->context->settings();
    expect_name(session->ssl, settings.server_name.empty() ? peer.host : settings.server_name);
    while (true) {
        ERR_clear_error();
        const int result = SSL_do_handshake(session->ssl);
        if (result == 1)
            co_return std::make_unique<TlsStream>(session);
        const int why = SSL_get_error(session->ssl, result);
        error_code ec;
        const bool has_waited = co_await session->wait_for(why, ec);
        if (!has_waited)
            throw handshake_failed(session->ssl, why, session->wire.last_error, peer, settings);
        if (ec)
            throw boost::system::system_error(ec);
    }
}

}  // namespace devenv::detail::transport
