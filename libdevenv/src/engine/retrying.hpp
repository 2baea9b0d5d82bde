// Once more, when the cause may pass and the operation may be repeated.
#pragma once

#include "devenv/log.hpp"
#include "devenv/retry.hpp"
#include "engine/backoff.hpp"
#include "engine/exchange.hpp"

#include <functional>
#include <memory>

namespace devenv::detail::engine {

/// Waits for so long; a test's returns at once.
using Sleep = std::function<asio::awaitable<void>(std::chrono::milliseconds)>;

Sleep real_sleep();

class Retrying final : public Exchange
{
public:
    Retrying(
        std::unique_ptr<Exchange> next, RetryPolicy policy, std::shared_ptr<const Logger> logger, Sleep sleep
    )
        : next_(std::move(next)), policy_(policy), logger_(std::move(logger)), sleep_(std::move(sleep))
    {}

    asio::awaitable<Reply> send(const Request& request) override;

private:
    std::unique_ptr<Exchange> next_;
    RetryPolicy policy_;
    std::shared_ptr<const Logger> logger_;
    Sleep sleep_;
    Backoff backoff_{policy_};
};

}  // namespace devenv::detail::engine
