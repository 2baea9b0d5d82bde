#include "transport/watchdog.hpp"

#include <boost/asio/steady_timer.hpp>

#include <utility>

namespace devenv::detail::transport {

struct Watchdog::State
{
    State(const boost::asio::any_io_executor& executor, std::function<void()> on_bite)
        : timer(executor), bite(std::move(on_bite))
    {}

    boost::asio::steady_timer timer;
    std::function<void()> bite;
    Clock::time_point due = never;
    Clock::time_point wakes = never;  // never = the timer doesn't run
    bool has_bitten = false;
};

Watchdog::Watchdog(const boost::asio::any_io_executor& executor, std::function<void()> bite)
    : state_(std::make_shared<State>(executor, std::move(bite)))
{}

// A steady timer is of no system call that could fail. NOLINTNEXTLINE(bugprone-exception-escape)
Watchdog::~Watchdog()
{
    state_->bite = nullptr;
    state_->timer.cancel();
}

void Watchdog::set_due(Clock::time_point due)
{
    state_->due = due;
    if (due < state_->wakes) {
        sleep(state_);
    } else if (due == never && state_->wakes != never) {
        // An idle connection must not keep its caller's loop running.
        state_->wakes = never;
        state_->timer.cancel();
    }
}

bool Watchdog::has_bitten() const
{
    return state_->has_bitten;
}

void Watchdog::sleep(const std::shared_ptr<State>& state)
{
    state->wakes = state->due;
    state->timer.expires_at(state->due);  // a wait under way ends with operation_aborted
    state->timer.async_wait([state](const boost::system::error_code& ec) {
        if (ec || !state->bite)
            return;
        state->wakes = never;
        if (state->due == never)
            return;
        if (Clock::now() < state->due) {
            sleep(state);
            return;
        }
        state->has_bitten = true;
        std::exchange(state->bite, nullptr)();
    });
}

}  // namespace devenv::detail::transport
