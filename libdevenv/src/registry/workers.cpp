#include "registry/workers.hpp"

namespace devenv::detail::registry {

namespace asio = boost::asio;

namespace {

asio::awaitable<void> call(std::function<void()> work)
{
    work();
    co_return;
}

}  // namespace

asio::awaitable<void> on_worker(asio::thread_pool& workers, std::function<void()> work)
{
    auto job = call(std::move(work));
    auto under_way = asio::co_spawn(workers.get_executor(), std::move(job), asio::use_awaitable);
    co_await std::move(under_way);
}

}  // namespace devenv::detail::registry
