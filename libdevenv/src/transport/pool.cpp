#include "transport/pool.hpp"

#include <boost/asio/this_coro.hpp>

namespace devenv::detail::transport {

// The oldest are in front: the last one given back is the first one taken. Nothing runs between two calls, so
// what is too old goes with the next one.
void Pool::drop_old()
{
    const Connection::Clock::time_point oldest = Connection::Clock::now() - max_idle_time;
    std::erase_if(idle_, [oldest](const auto& connection) { return connection->idle_since < oldest; });
}

asio::awaitable<Pool::Taken> Pool::take(Connection::Clock::time_point due)
{
    drop_old();
    while (!idle_.empty()) {
        std::shared_ptr<Connection> connection = std::move(idle_.back());
        idle_.pop_back();
        if (connection->is_stale())
            continue;
        Taken taken{.connection = std::move(connection), .is_fresh = false};
        co_return taken;
    }
    Taken taken = co_await take_fresh(due);
    co_return taken;
}

asio::awaitable<Pool::Taken> Pool::take_fresh(Connection::Clock::time_point due)
{
    auto executor = co_await asio::this_coro::executor;
    auto stream = co_await dial(endpoint_, due);
    Taken taken{.connection = std::make_shared<Connection>(executor, std::move(stream)), .is_fresh = true};
    co_return taken;
}

void Pool::give_back(std::shared_ptr<Connection> connection)
{
    drop_old();
    if (!connection->is_open())
        return;
    if (idle_.size() >= max_idle)
        idle_.erase(idle_.begin());
    connection->rest();
    connection->idle_since = Connection::Clock::now();
    idle_.push_back(std::move(connection));
}

}  // namespace devenv::detail::transport
