#include "transport/pool.hpp"

#include <boost/asio/this_coro.hpp>

namespace devenv::detail::transport {

asio::awaitable<Pool::Taken> Pool::take(Connection::Clock::time_point due)
{
    while (!idle_.empty()) {
        std::shared_ptr<Connection> connection = std::move(idle_.back());
        idle_.pop_back();
        if (Connection::Clock::now() - connection->idle_since > max_idle_time || connection->is_stale())
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
    if (!connection->is_open() || idle_.size() >= max_idle)
        return;
    connection->rest();
    connection->idle_since = Connection::Clock::now();
    idle_.push_back(std::move(connection));
}

}  // namespace devenv::detail::transport
