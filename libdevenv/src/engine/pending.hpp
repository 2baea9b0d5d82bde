// A coroutine that runs beside another, which asks for its result later.
#pragma once

#include "devenv/error.hpp"
#include "engine/loop.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace devenv::detail::engine {

/// Started at once; cancelled if nobody waits for it any more.
template <class T>
class Pending
{
public:
    Pending(const boost::asio::any_io_executor& executor, boost::asio::awaitable<T> job)
        : state_(std::make_shared<State>(executor))
    {
        Loop::has_begun(executor);
        boost::asio::co_spawn(
            executor,
            std::move(job),
            boost::asio::bind_cancellation_slot(
                state_->stop.slot(),
                [state = state_](const std::exception_ptr& failure, std::optional<T> value) {
                    state->failure = failure;
                    state->value = std::move(value);
                    state->is_done = true;
                    state->done.cancel();
                    Loop::has_ended(state->done.get_executor());
                }
            )
        );
    }

    ~Pending() { cancel(); }

    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;

    bool is_done() const { return state_->is_done; }

    /// Ends it; `result` then throws what it makes of that.
    void cancel()
    {
        if (!state_->is_done)
            state_->stop.emit(boost::asio::cancellation_type::terminal);
    }

    /// Waits for so long at most; tells whether it has ended.
    boost::asio::awaitable<bool> ends_within(std::chrono::milliseconds time)
    {
        if (!state_->is_done) {
            boost::system::error_code ec;
            auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
            state_->done.expires_after(time);
            co_await state_->done.async_wait(token);
            state_->done.expires_at(boost::asio::steady_timer::time_point::max());
        }
        co_return state_->is_done;
    }

    /// Waits for it; throws what it threw. Once.
    boost::asio::awaitable<T> result()
    {
        if (!state_->is_done) {
            boost::system::error_code ec;
            auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
            co_await state_->done.async_wait(token);
            if (!state_->is_done)
                throw boost::system::system_error(boost::asio::error::operation_aborted);
        }
        try {
            if (state_->failure)
                std::rethrow_exception(state_->failure);
        } catch (const boost::system::system_error& e) {
            if (e.code() == boost::asio::error::operation_aborted)
                throw Error(ErrorKind::cancelled, "cancelled");
            throw;
        }
        co_return std::move(*state_->value);
    }

private:
    struct State
    {
        explicit State(const boost::asio::any_io_executor& executor)
            : done(executor, boost::asio::steady_timer::time_point::max())
        {}

        boost::asio::cancellation_signal stop{};
        boost::asio::steady_timer done;  // cancelled to wake who waits
        std::exception_ptr failure{};
        std::optional<T> value{};
        bool is_done = false;
    };

    std::shared_ptr<State> state_;
};

}  // namespace devenv::detail::engine
