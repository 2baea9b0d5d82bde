// Idle connections to one endpoint, kept for the next operation.
#pragma once

#include "transport/connection.hpp"
#include "transport/dial.hpp"

#include <memory>
#include <vector>

namespace devenv::detail::transport {

/// Gives out connections and takes back those that ended cleanly. An idle connection is probed before it is
/// used again: nothing runs between two calls of a blocking client, so it can't be told by events.
class Pool
{
public:
    struct Taken
    {
        std::shared_ptr<Connection> connection{};
        bool is_fresh = true;
    };

    explicit Pool(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}

    asio::awaitable<Taken> take(Connection::Clock::time_point due);
    asio::awaitable<Taken> take_fresh(Connection::Clock::time_point due);
    void give_back(std::shared_ptr<Connection> connection);

    /// Closes what is idle, after a daemon's restart or before a fork.
    void clear() { idle_.clear(); }

    const Endpoint& endpoint() const { return endpoint_; }

private:
    void drop_old();

    static constexpr std::size_t max_idle = 16;
    static constexpr std::chrono::seconds max_idle_time{50};  // proxies hang up after 60 s

    Endpoint endpoint_;
    std::vector<std::shared_ptr<Connection>> idle_{};
};

}  // namespace devenv::detail::transport
