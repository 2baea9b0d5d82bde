#include "registry/attempts.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace devenv::detail::registry {

void RetryBudget::tell(const FreezeEvent& event) const
{
    if (observer_)
        observer_->on_event(event);
}

Error Attempts::last(const Error& error) const
{
    if (total_ <= 1)
        return error;
    std::string before;
    for (const std::string& message : messages_) {
        if (message != error.message())
            before += (before.empty() ? "" : "; ") + message;
    }
    Error::Details details = error.details();
    details.message += fmt::format(" (try {}{}{})", total_, before.empty() ? "" : ", before: ", before);
    return Error(std::move(details));
}

asio::awaitable<void> Attempts::after(Error error, Progress progress, std::chrono::milliseconds at_least)
{
    constexpr std::size_t most_messages = 5;
    ++total_;
    in_a_row_ = progress == Progress::some ? 1 : in_a_row_ + 1;
    if (std::ranges::find(messages_, error.message()) == messages_.end() && messages_.size() < most_messages)
        messages_.push_back(error.message());
    if (!error.retryable() || in_a_row_ >= std::max(1, budget_.policy_.tries))
        throw last(error);
    const std::chrono::milliseconds wait = std::max(budget_.backoff_.pause_after(in_a_row_), at_least);
    if (wait > budget_.left_)
        throw last(error);
    budget_.left_ -= wait;
    ++budget_.retries_;
    about_.kind = FreezeEvent::Kind::retrying;
    about_.attempt = total_ + 1;
    about_.pause = wait;
    about_.error = error;
    budget_.tell(about_);
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, wait);
    boost::system::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await timer.async_wait(token);
    if (ec)
        throw Error(ErrorKind::cancelled, "cancelled");
}

}  // namespace devenv::detail::registry
