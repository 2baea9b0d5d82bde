#include "registry/task_group.hpp"

#include "devenv/error.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace devenv::detail::registry {

struct TaskGroup::State
{
    explicit State(const asio::any_io_executor& on) : executor(on), change(on) {}

    asio::any_io_executor executor;
    asio::steady_timer change;
    std::list<asio::cancellation_signal> signals{};
    std::exception_ptr failure{};
    int running = 0;
    bool is_stopped = false;

    void stop()
    {
        if (std::exchange(is_stopped, true))
            return;
        for (asio::cancellation_signal& signal : signals)
            signal.emit(asio::cancellation_type::terminal);
    }

    void end(std::exception_ptr thrown)
    {
        --running;
        if (thrown && !failure && !is_stopped)
            failure = std::move(thrown);
        if (failure)
            stop();
        change.cancel();
    }
};

TaskGroup::TaskGroup(const asio::any_io_executor& executor) : state_(std::make_shared<State>(executor)) {}

void TaskGroup::start(asio::awaitable<void> task)
{
    ++state_->running;
    asio::cancellation_signal& signal = state_->signals.emplace_back();
    auto at_end = [state = state_](std::exception_ptr thrown) { state->end(std::move(thrown)); };
    asio::co_spawn(
        state_->executor, std::move(task), asio::bind_cancellation_slot(signal.slot(), std::move(at_end))
    );
}

asio::awaitable<void> TaskGroup::wait()
{
    co_await asio::this_coro::throw_if_cancelled(false);
    bool is_cancelled = false;
    while (state_->running > 0) {
        state_->change.expires_at(asio::steady_timer::time_point::max());
        boost::system::error_code ignored;
        auto token = asio::redirect_error(asio::use_awaitable, ignored);
        co_await state_->change.async_wait(token);
        const auto cancellation = co_await asio::this_coro::cancellation_state;
        if (cancellation.cancelled() != asio::cancellation_type::none) {
            is_cancelled = true;
            state_->stop();
        }
    }
    co_await asio::this_coro::throw_if_cancelled(true);
    if (state_->failure)
        std::rethrow_exception(state_->failure);
    if (is_cancelled)
        throw Error(ErrorKind::cancelled, "cancelled");
}

}  // namespace devenv::detail::registry
