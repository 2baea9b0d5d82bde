// One line of the log per request.
#pragma once

#include "devenv/log.hpp"
#include "engine/exchange.hpp"

#include <memory>

namespace devenv::detail::engine {

/// "StopContainer web: POST /v1.45/containers/web/stop -> 204 in 1532 us". The query stays out: build
/// arguments and environment travel there.
class Logged final : public Exchange
{
public:
    Logged(std::unique_ptr<Exchange> next, std::shared_ptr<const Logger> logger)
        : next_(std::move(next)), logger_(std::move(logger))
    {}

    asio::awaitable<Reply> send(const Request& request) override;

private:
    std::unique_ptr<Exchange> next_;
    std::shared_ptr<const Logger> logger_;
};

}  // namespace devenv::detail::engine
