#pragma once

#include "devenv/operations/system.hpp"
#include "engine/core.hpp"

namespace devenv::detail::engine {

/// The same question as Ping, for daemons and proxies that don't answer HEAD.
struct PingByGet
{
    using Response = Pong;
};

/// HEAD /_ping, and GET where that fails.
asio::awaitable<Pong> ping(Core& core);

}  // namespace devenv::detail::engine
