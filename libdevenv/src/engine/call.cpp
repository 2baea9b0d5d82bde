#include "engine/call.hpp"

#include "protocol/http_request.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>

namespace devenv::detail::engine {

namespace {

constexpr std::size_t max_error_body = std::size_t{1} << 20;

}  // namespace

Call::Call(Request request, std::shared_ptr<transport::Pool> pool)
    : request_(std::move(request)), pool_(std::move(pool))
{}

Call::~Call()
{
    if (!is_finished_)
        close();
}

std::chrono::milliseconds Call::stall() const
{
    const bool may_be_silent = request_.operation->silence == Silence::is_normal;
    return request_.deadlines.stall.value_or(may_be_silent ? std::chrono::milliseconds(0) : default_stall);
}

// Zero means no bound, and stays so.
std::chrono::milliseconds Call::head_time() const
{
    const std::chrono::milliseconds head = request_.deadlines.head;
    return head.count() == 0 ? head : head + request_.extra_head_time;
}

asio::awaitable<void> Call::open(transport::Pool::Taken taken)
{
    connection_ = std::move(taken.connection);
    is_fresh_ = taken.is_fresh;
    connection_->set_total(request_.total_due);
    try {
        phase_ = Phase::sending;
        connection_->set_patience(stall());
        co_await send_request();
        phase_ = Phase::waiting_for_head;
        if (upload_ == nullptr || upload_->is_done())
            connection_->set_patience(head_time());
        co_await read_head();
    } catch (const boost::system::system_error& e) {
        was_stale_ = !is_fresh_ && !connection_->response().has_started() && !connection_->has_timed_out();
        rethrow(e.code());
    }
    phase_ = Phase::reading;
    connection_->set_patience(stall());
}

asio::awaitable<void> Call::send_request()
{
    using protocol::BodyFraming;
    const Operation& operation = *request_.operation;
    const bool has_body = operation.method == Method::post || operation.method == Method::put;
    protocol::RequestHead head{
        .method = to_string(operation.method),
        .target = request_.target,
        .host = "docker",
        .headers = &request_.headers,
        .framing =
            request_.source ? BodyFraming::chunked : (has_body ? BodyFraming::length : BodyFraming::none),
        .length = request_.body.size(),
        .content_type =
            request_.body.empty() && !request_.source ? std::string_view{} : operation.content_type,
        .upgrade = operation.upgrade,
    };
    std::string text;
    text.reserve(512 + request_.body.size());
    if (!protocol::append_head(text, head))
        throw Error(ErrorKind::bad_request, "a part of the request has a line break or a NUL in it");
    text += request_.body;
    connection_->response().expect(
        operation.method == Method::head ? protocol::ResponseTo::head : protocol::ResponseTo::other
    );
    boost::system::error_code failed;
    try {
        co_await connection_->write(text);
    } catch (const boost::system::system_error& e) {
        failed = e.code();
    }
    // The daemon may have refused early and hung up, with its answer waiting to be read.
    if (failed && failed != asio::error::broken_pipe && failed != asio::error::connection_reset)
        throw boost::system::system_error(failed);
    if (!failed && request_.source) {
        auto executor = co_await asio::this_coro::executor;
        upload_ = Upload::start(executor, connection_, std::move(request_.source), head_time());
    }
}

// Parses what is in the buffer; true while the parser could use more bytes.
bool Call::parse(std::vector<std::string_view>& pieces)
{
    std::error_code ec;
    connection_->parse(pieces, ec);
    if (ec)
        fail(malformed(request_, ec.message()));
    return !connection_->response().is_done();
}

asio::awaitable<void> Call::read_head()
{
    std::vector<std::string_view> none;
    protocol::HttpResponse& response = connection_->response();
    while (true) {
        if (!connection_->unread().empty())
            parse(none);
        if (response.has_head())
            break;
        const bool more = co_await connection_->fill();
        if (!more && connection_->unread().empty() && !response.has_head())
            throw boost::system::system_error(asio::error::eof);
        if (!more && !response.has_head()) {
            parse(none);
            if (!response.has_head())
                throw boost::system::system_error(asio::error::eof);
        }
    }
    const int status = response.head().status;
    is_hijacked_ = status == 101 || (status == 200 && request_.operation->answer == Answer::hijack);
    if (status == 101 && request_.operation->answer != Answer::hijack)
        fail(malformed(request_, "it switched protocols unasked"));
}

asio::awaitable<void> Call::check_status()
{
    const int status = head().status;
    if (status == 101 || (status >= 200 && status < 300) || status == 304)
        co_return;
    const std::string content_type(head().field("Content-Type"));
    std::string body;
    try {
        std::vector<std::string_view> pieces;
        bool more = true;
        while (more && body.size() < max_error_body) {
            more = co_await read(pieces);
            for (const std::string_view piece : pieces)
                body.append(piece.substr(0, max_error_body - body.size()));
            if (!more)
                break;
            pieces.clear();
        }
    } catch (const Error& e) {
        // Half of the daemon's words are better than ours about the other half, but for our own failures.
        if (e.kind() == ErrorKind::cancelled || e.kind() == ErrorKind::local)
            throw;
    }
    if (upload_ && upload_->failure())
        std::rethrow_exception(upload_->failure());
    close();
    throw refused(request_, status, content_type, std::move(body));
}

asio::awaitable<bool> Call::read(std::vector<std::string_view>& pieces)
{
    pieces.clear();
    if (is_finished_)
        co_return false;
    boost::system::error_code failed;
    try {
        // Two returns instead of `?:`, which g++ 12 breaks around co_await.
        if (is_hijacked_) {
            const bool more = co_await read_raw(pieces);
            co_return more;
        }
        const bool more = co_await read_framed(pieces);
        co_return more;
    } catch (const boost::system::system_error& e) {
        failed = e.code();
    }
    rethrow(failed);
}

asio::awaitable<bool> Call::read_framed(std::vector<std::string_view>& pieces)
{
    std::error_code fault;
    co_await connection_->read_body(pieces, fault);
    if (fault)
        fail(malformed(request_, fault.message()));
    if (pieces.empty())
        finish();
    co_return !pieces.empty();
}

asio::awaitable<bool> Call::read_raw(std::vector<std::string_view>& pieces)
{
    if (connection_->unread().empty()) {
        const bool more = co_await connection_->fill();
        if (!more && connection_->unread().empty()) {
            is_finished_ = true;
            connection_->close();
            co_return false;
        }
    }
    pieces.push_back(connection_->unread());
    connection_->consume(connection_->unread().size());
    co_return true;
}

asio::awaitable<void> Call::write(std::string_view bytes)
{
    boost::system::error_code failed;
    try {
        co_await connection_->write(bytes);
        co_return;
    } catch (const boost::system::system_error& e) {
        failed = e.code();
    }
    rethrow(failed);
}

void Call::shutdown_send() noexcept
{
    connection_->shutdown_send();
}

void Call::close() noexcept
{
    if (upload_)
        upload_->stop();
    if (connection_)
        connection_->close();
}

// A clean end: the connection serves again if both sides are through with it.
void Call::finish()
{
    is_finished_ = true;
    const bool is_sent = upload_ == nullptr || upload_->is_done();
    if (is_sent && connection_->response().keeps_alive())
        pool_->give_back(connection_);
    else
        close();
}

void Call::fail(const Error& error)
{
    close();
    throw error;
}

void Call::rethrow(const boost::system::error_code& ec)
{
    const bool has_timed_out = connection_ && connection_->has_timed_out();
    close();
    if (upload_ && upload_->failure())
        std::rethrow_exception(upload_->failure());
    if (has_timed_out)
        throw timed_out(request_, phase_);
    if (ec == asio::error::no_buffer_space)
        throw malformed(request_, "a head or the size of a chunk is longer than 4 MiB");
    if (ec == asio::error::operation_aborted || ec == asio::error::bad_descriptor)
        throw cancelled(request_);
    throw broken(request_, phase_, ec);
}

}  // namespace devenv::detail::engine
