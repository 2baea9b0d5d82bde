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

asio::awaitable<Reply> Retrying::send(const Request& request)
{
    // A body that is made while it is sent can't be made twice here; its owner repeats, if it can.
    const int tries = request.source ? 1 : std::max(1, policy_.tries);
    std::optional<Error> last;
    for (int attempt = 1;; ++attempt) {
        if (last) {
            const auto pause = backoff_.pause_after(attempt - 1);
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
