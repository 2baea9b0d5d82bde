// The Exchange that has the sockets.
#pragma once

#include "engine/exchange.hpp"
#include "transport/pool.hpp"

#include <memory>

namespace devenv::detail::engine {

/// Sends each request over a connection of the pool. A connection that was idle and turns out to be dead
/// before a byte of the answer came is replaced once, if the request may be repeated.
class Pooled final : public Exchange
{
public:
    explicit Pooled(std::shared_ptr<transport::Pool> pool) : pool_(std::move(pool)) {}

    asio::awaitable<Reply> send(const Request& request) override;

private:
    std::shared_ptr<transport::Pool> pool_;
};

}  // namespace devenv::detail::engine
