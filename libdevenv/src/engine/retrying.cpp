#include "engine/retrying.hpp"

#include "devenv/error.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace devenv::detail::engine {

namespace {

asio::awaitable<void> sleep_on_timer(std::chrono::milliseconds pause)
{
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, pause);
    co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

Sleep real_sleep()
{
    return sleep_on_timer;
}

// Doubled each time and spread over half of it, so that many clients don't come back at once.
std::chrono::milliseconds Retrying::pause_before(int attempt)
{
    const int doublings = std::min(attempt - 2, 20);
    const auto full = std::min(policy_.first_pause * (1 << doublings), policy_.longest_pause);
    std::uniform_int_distribution<std::int64_t> spread(full.count() / 2, full.count());
    return std::chrono::milliseconds(spread(random_));
}

asio::awaitable<Reply> Retrying::send(const Request& request)
{
    // A body that is made while it is sent can't be made twice here; its owner repeats, if it can.
    const int tries = request.source ? 1 : std::max(1, policy_.tries);
    std::optional<Error> last;
    for (int attempt = 1;; ++attempt) {
        if (last) {
            const auto pause = pause_before(attempt);
            // A pause that outlasts the total deadline would only hold the answer back.
            if (std::chrono::steady_clock::now() + pause >= request.total_due)
                throw Error(*last);
            if (logger_->takes(LogLevel::info))
                logger_->write(
                    LogLevel::info,
                    fmt::format(
                        "try {} of {} in {} ms, after: {}", attempt, tries, pause.count(), last->what()
                    )
                );
            co_await sleep_(pause);
        }
        try {
            Reply reply = co_await next_->send(request);
            co_return reply;
        } catch (const Error& e) {
            if (!e.retryable() || attempt >= tries)
                throw;
            last = e;
        }
    }
}

}  // namespace devenv::detail::engine
