// Work that would hold the event loop up, on other threads.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>

namespace devenv::detail::registry {

/// Does `work` on a worker and returns when it is done; what it throws is thrown here. Its caller is always
/// resumed after its end, so `work` may refer to what the caller owns.
boost::asio::awaitable<void> on_worker(boost::asio::thread_pool& workers, std::function<void()> work);

}  // namespace devenv::detail::registry
