#include "registry/workers.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

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
    // Asio's co_spawn hands a cancellation to the other executor even when the job there has just ended, and
    // been freed: so none gets there.
    auto token = asio::bind_cancellation_slot(asio::cancellation_slot(), asio::use_awaitable);
    co_await asio::co_spawn(workers.get_executor(), std::move(job), token);
}

}  // namespace devenv::detail::registry
