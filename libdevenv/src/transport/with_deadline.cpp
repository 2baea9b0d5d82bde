#include "transport/with_deadline.hpp"

namespace devenv::detail::transport {

namespace asio = boost::asio;

struct DeadlineScope::State
{
    explicit State(const asio::any_io_executor& executor) : timer(executor) {}

    asio::cancellation_signal signal{};
    asio::steady_timer timer;
    bool fired = false;
    bool done = false;
};

DeadlineScope::DeadlineScope(
    const asio::any_io_executor& executor,
    asio::cancellation_slot parent,
    std::chrono::steady_clock::time_point due
)
    : parent_(parent), state_(std::make_shared<State>(executor))
{
    // The handlers share the state: a signal may be emitted while this scope is being left.
    if (parent_.is_connected())
        parent_.assign([state = state_](asio::cancellation_type how) { state->signal.emit(how); });
    state_->timer.expires_at(due);
    state_->timer.async_wait([state = state_](const boost::system::error_code& ec) {
        if (ec || state->done)
            return;
        state->fired = true;
        state->signal.emit(asio::cancellation_type::terminal);
    });
}

// A steady timer is of no system call that could fail. NOLINTNEXTLINE(bugprone-exception-escape)
DeadlineScope::~DeadlineScope()
{
    state_->done = true;
    state_->timer.cancel();
    if (parent_.is_connected())
        parent_.clear();
}

asio::cancellation_slot DeadlineScope::slot()
{
    return state_->signal.slot();
}

bool DeadlineScope::has_fired() const
{
    return state_->fired;
}

}  // namespace devenv::detail::transport
