#include "engine/pooled.hpp"

#include "engine/call.hpp"

#include <boost/asio/error.hpp>

#include <algorithm>

namespace devenv::detail::engine {

namespace {

using Clock = transport::Connection::Clock;

Clock::time_point connect_due(const Request& request)
{
    const std::chrono::milliseconds connect = request.deadlines.connect;
    const Clock::time_point due = connect.count() == 0 ? Clock::time_point::max() : Clock::now() + connect;
    return std::min(due, request.total_due);
}

// What goes wrong before there is a connection, said of the operation.
[[noreturn]] void rethrow_dial(const Request& request)
{
    try {
        throw;
    } catch (const Error& e) {
        if (e.kind() == ErrorKind::timed_out)
            throw timed_out(request, Phase::connecting);
        throw during(request.label(), e);
    } catch (const boost::system::system_error& e) {
        if (e.code() == asio::error::operation_aborted)
            throw cancelled(request);
        throw broken(request, Phase::connecting, e.code());
    }
}

}  // namespace

asio::awaitable<Reply> Pooled::send(const Request& request)
{
    bool want_fresh = false;
    while (true) {
        transport::Pool::Taken taken;
        try {
            const auto due = connect_due(request);
            if (want_fresh)
                taken = co_await pool_->take_fresh(due);
            else
                taken = co_await pool_->take(due);
        } catch (...) {
            rethrow_dial(request);
        }
        auto call = std::make_unique<Call>(request, pool_);
        try {
            co_await call->open(std::move(taken));
        } catch (const Error& e) {
            const bool may_repeat = request.operation->repeat == Repeat::safe && !request.source;
            if (!call->was_stale() || want_fresh || !may_repeat)
                throw during(request.label(), e);
            want_fresh = true;
            pool_->clear();
            continue;
        }
        co_await call->check_status();
        Reply reply;
        reply.head = call->head();
        reply.body = std::move(call);
        co_return reply;
    }
}

}  // namespace devenv::detail::engine
