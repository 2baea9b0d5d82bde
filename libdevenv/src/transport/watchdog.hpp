// One timer per connection, however many reads and writes it watches: they move a stored due time, which
// costs nothing; the timer looks at it when it wakes.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace devenv::detail::transport {

class Watchdog
{
public:
    using Clock = std::chrono::steady_clock;

    static constexpr Clock::time_point never = Clock::time_point::max();

    /// `bite` is called once, on the executor, when the due time has passed.
    Watchdog(const boost::asio::any_io_executor& executor, std::function<void()> bite);
    ~Watchdog();  // NOLINT(bugprone-exception-escape): a steady timer's cancel has nothing to fail

    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    void set_due(Clock::time_point due);
    bool has_bitten() const;

private:
    struct State;
    static void sleep(const std::shared_ptr<State>& state);

    std::shared_ptr<State> state_;
};

}  // namespace devenv::detail::transport
