// Several coroutines beside each other, of which none outlives the group.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <list>
#include <memory>

namespace devenv::detail::registry {

namespace asio = boost::asio;

/// The first failure cancels the others and is thrown once all have ended. A cancellation of the waiting
/// coroutine cancels them all.
class TaskGroup
{
public:
    explicit TaskGroup(const asio::any_io_executor& executor);

    void start(asio::awaitable<void> task);
    /// Waits for all. To be called, and awaited, before the group goes.
    asio::awaitable<void> wait();

private:
    struct State;

    std::shared_ptr<State> state_;
};

}  // namespace devenv::detail::registry
