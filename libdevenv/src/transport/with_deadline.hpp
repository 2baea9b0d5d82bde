// A whole operation under one deadline.
#pragma once

#include "devenv/error.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <memory>
#include <utility>

namespace devenv::detail::transport {

/// A parent's cancellation and a timer, both made into the cancellation of one inner coroutine.
class DeadlineScope
{
public:
    DeadlineScope(
        const boost::asio::any_io_executor& executor,
        boost::asio::cancellation_slot parent,
        std::chrono::steady_clock::time_point due
    );
    ~DeadlineScope();  // NOLINT(bugprone-exception-escape): a steady timer's cancel has nothing to fail

    DeadlineScope(const DeadlineScope&) = delete;
    DeadlineScope& operator=(const DeadlineScope&) = delete;

    boost::asio::cancellation_slot slot();
    bool has_fired() const;

private:
    struct State;

    boost::asio::cancellation_slot parent_;
    std::shared_ptr<State> state_;
};

/// Runs `operation`; at `due` it is cancelled and Error{timed_out} is thrown. An error of the operation comes
/// out at once, a cancellation of the caller as operation_aborted. Not `awaitable_operators ||`: that waits
/// for the first success, so it holds an error back until the timer fires.
template <class T>
boost::asio::awaitable<T> with_deadline(
    std::chrono::steady_clock::time_point due, boost::asio::awaitable<T> operation
)
{
    auto executor = co_await boost::asio::this_coro::executor;
    auto cancellation = co_await boost::asio::this_coro::cancellation_state;
    DeadlineScope scope(executor, cancellation.slot(), due);
    auto token = boost::asio::bind_cancellation_slot(scope.slot(), boost::asio::use_awaitable);
    bool was_aborted = false;
    try {
        co_return co_await boost::asio::co_spawn(executor, std::move(operation), token);
    } catch (const boost::system::system_error& e) {
        was_aborted = e.code() == boost::asio::error::operation_aborted;
        if (!was_aborted || !scope.has_fired())
            throw;
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::cancelled || !scope.has_fired())
            throw;
    }
    throw Error(ErrorKind::timed_out, "the deadline passed");
}

}  // namespace devenv::detail::transport
