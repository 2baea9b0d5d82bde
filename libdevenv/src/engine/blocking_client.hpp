// The blocking face is the coroutine face, run to its end by the calling thread.
#pragma once

#include "devenv/blocking.hpp"
#include "devenv/client.hpp"

#include <utility>

namespace devenv::inline v1 {

struct blocking::Client::Impl
{
    devenv::Client client;
};

}  // namespace devenv::inline v1

namespace devenv::detail::engine {

template <class T>
T wait_for(blocking::Client::Impl& impl, boost::asio::awaitable<T> job)
{
    return devenv::run(impl.client, std::move(job));
}

}  // namespace devenv::detail::engine
