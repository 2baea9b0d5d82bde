#include "registry/web.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include <fmt/format.h>

#include <utility>

namespace devenv::detail::registry {

namespace {

Error broken(const std::string& where, const boost::system::error_code& ec)
{
    return Error(Error::Details{
        .kind = ErrorKind::interrupted,
        .message = fmt::format("the connection to {} broke ({})", where, ec.message()),
        .retryable = true,
    });
}

Error malformed(const std::string& where, std::string_view what)
{
    return Error(Error::Details{
        .kind = ErrorKind::protocol,
        .message = fmt::format("{} doesn't speak HTTP: {}", where, what),
        .hint = "is this address a registry's?",
    });
}

// What dialling says of daemons, said of a registry. What TLS says stays, and mostly lasts.
Error no_connection(const std::string& where, const Error& error)
{
    Error::Details details = error.details();
    if (error.kind() == ErrorKind::timed_out) {
        details.message = fmt::format("no connection to {} in time", where);
        details.hint = "can this machine reach it?";
        details.retryable = true;
    } else if (error.kind() == ErrorKind::unreachable && error.retryable()) {
        details.hint = "is the registry's name right, and can this machine reach it?";
    }
    return Error(std::move(details));
}

std::string request_text(const WebRequest& request)
{
    protocol::RequestHead head{
        .method = request.form.empty() ? "GET" : "POST",
        .target = request.url.target,
        .headers = &request.headers,
    };
    const std::string authority = request.url.authority();
    head.host = authority;
    if (!request.form.empty()) {
        head.framing = protocol::BodyFraming::length;
        head.length = request.form.size();
        head.content_type = "application/x-www-form-urlencoded";
    }
    std::string text;
    if (!protocol::append_head(text, head))
        throw Error(ErrorKind::protocol, "a part of the request has a line break or a blank in it");
    return text + request.form;
}

}  // namespace

WebReply::WebReply(
    std::shared_ptr<transport::Connection> connection,
    std::shared_ptr<transport::Pool> pool,
    std::string where
)
    : connection_(std::move(connection)), pool_(std::move(pool)), where_(std::move(where))
{}

WebReply::~WebReply()
{
    if (connection_ && !is_finished_)
        connection_->close();
}

bool WebReply::parse(std::vector<std::string_view>& pieces)
{
    std::error_code ec;
    connection_->parse(pieces, ec);
    if (ec)
        throw malformed(where_, ec.message());
    return !connection_->response().is_done();
}

asio::awaitable<void> WebReply::read_head()
{
    std::vector<std::string_view> none;
    protocol::HttpResponse& response = connection_->response();
    while (!response.has_head()) {
        const std::size_t known = connection_->unread().size();
        const bool more = co_await connection_->fill();
        if (!more && connection_->unread().size() == known)
            throw boost::system::system_error(asio::error::eof);
        parse(none);
    }
    head_ = response.head();
    if (head_.status == 101)
        throw malformed(where_, "it switched protocols unasked");
}

asio::awaitable<bool> WebReply::read(std::vector<std::string_view>& pieces)
{
    pieces.clear();
    if (is_finished_)
        co_return false;
    boost::system::error_code failed;
    try {
        std::error_code fault;
        co_await connection_->read_body(pieces, fault);
        if (fault)
            throw malformed(where_, fault.message());
        if (pieces.empty())
            finish();
        co_return !pieces.empty();
    } catch (const boost::system::system_error& e) {
        failed = e.code();
    }
    rethrow(failed);
}

asio::awaitable<std::string> WebReply::text(std::size_t bound)
{
    std::string whole;
    std::vector<std::string_view> pieces;
    while (true) {
        const bool more = co_await read(pieces);
        if (!more)
            co_return whole;
        for (const std::string_view piece : pieces) {
            if (whole.size() + piece.size() > bound)
                throw Error(
                    ErrorKind::protocol, fmt::format("{} answers with more than {} bytes", where_, bound)
                );
            whole += piece;
        }
    }
}

void WebReply::finish()
{
    is_finished_ = true;
    connection_->rest();
    if (connection_->response().keeps_alive())
        pool_->give_back(std::move(connection_));
    else
        connection_->close();
}

void WebReply::rethrow(const boost::system::error_code& ec)
{
    const bool has_timed_out = connection_->has_timed_out();
    connection_->close();
    if (has_timed_out)
        throw Error(Error::Details{
            .kind = ErrorKind::timed_out,
            .message = fmt::format("nothing came from {} for too long", where_),
            .retryable = true,
        });
    if (ec == asio::error::no_buffer_space)
        throw malformed(where_, "a head or the size of a chunk is longer than 4 MiB");
    if (ec == asio::error::operation_aborted || ec == asio::error::bad_descriptor)
        throw Error(ErrorKind::cancelled, "cancelled");
    throw broken(where_, ec);
}

std::shared_ptr<transport::Pool> Web::pool_of(const protocol::WebUrl& url)
{
    std::shared_ptr<transport::Pool>& pool = pools_[url.origin()];
    if (!pool)
        pool = std::make_shared<transport::Pool>(endpoint_of(url));
    return pool;
}

// A registry's certificates are where daemons look for them.
transport::Endpoint Web::endpoint_of(const protocol::WebUrl& url) const
{
    transport::Endpoint endpoint{.kind = transport::Endpoint::Kind::tcp, .host = url.host, .port = url.port};
    if (url.scheme == protocol::WebUrl::Scheme::https) {
        const std::string folder = certificates_ + '/' + url.authority();
        transport::TlsSettings settings{.authority_place = "ca.crt in " + folder};
        transport::add_certificate_folder(folder, settings);
        endpoint.tls = transport::TlsContext::make(std::move(settings));
    }
    return endpoint;
}

asio::awaitable<transport::Pool::Taken> Web::connect(
    std::shared_ptr<transport::Pool> pool, std::string where, bool is_first
)
{
    const auto due = transport::Connection::Clock::now() + deadlines_.connect;
    boost::system::error_code failed;
    try {
        transport::Pool::Taken taken;
        if (is_first)
            taken = co_await pool->take(due);
        else
            taken = co_await pool->take_fresh(due);
        co_return taken;
    } catch (const Error& e) {
        throw no_connection(where, e);
    } catch (const boost::system::system_error& e) {
        failed = e.code();
    }
    if (failed == asio::error::operation_aborted)
        throw Error(ErrorKind::cancelled, "cancelled");
    throw broken(where, failed);
}

asio::awaitable<WebReply> Web::send(WebRequest request)
{
    const std::shared_ptr<transport::Pool> pool = pool_of(request.url);
    const std::string where = request.url.origin();
    const std::string text = request_text(request);
    for (bool is_first = true;; is_first = false) {
        transport::Pool::Taken taken = co_await connect(pool, where, is_first);
        WebReply reply(taken.connection, pool, where);
        boost::system::error_code failed;
        try {
            taken.connection->set_total(transport::Watchdog::never);
            taken.connection->set_patience(deadlines_.head);
            taken.connection->response().expect(protocol::ResponseTo::other);
            co_await taken.connection->write(text);
            co_await reply.read_head();
            taken.connection->set_patience(deadlines_.stall);
            co_return reply;
        } catch (const boost::system::system_error& e) {
            failed = e.code();
        }
        // A kept connection that the peer had closed meanwhile: once more with a new one.
        const bool was_stale = !taken.is_fresh && !taken.connection->response().has_started() &&
                               !taken.connection->has_timed_out() && failed != asio::error::operation_aborted;
        if (!was_stale || !is_first)
            reply.rethrow(failed);
    }
}

}  // namespace devenv::detail::registry
