#pragma once

#include "devenv/operations/system.hpp"
#include "engine/core.hpp"

namespace devenv::detail::engine {

/// HEAD /_ping, and GET where that fails.
asio::awaitable<Pong> ping(Core& core);

}  // namespace devenv::detail::engine
