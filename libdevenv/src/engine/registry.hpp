// All operations, as their groups declare them.
#pragma once

#include "engine/operation.hpp"

#include <vector>

/// The groups: one for each file in operations/.
#define DEVENV_GROUPS(GROUP) \
    GROUP(builder)           \
    GROUP(checkpoints)       \
    GROUP(container_control) \
    GROUP(containers)        \
    GROUP(distribution)      \
    GROUP(events)            \
    GROUP(exec)              \
    GROUP(images)            \
    GROUP(networks)          \
    GROUP(nodes)             \
    GROUP(plugins)           \
    GROUP(secrets)           \
    GROUP(services)          \
    GROUP(session)           \
    GROUP(swarm)             \
    GROUP(swarm_configs)     \
    GROUP(system)            \
    GROUP(tasks)             \
    GROUP(volumes)

namespace devenv::detail::engine {

using OperationList = std::vector<const Operation*>;

#define DEVENV_DECLARE_GROUP(group) void add_##group(OperationList& into);
DEVENV_GROUPS(DEVENV_DECLARE_GROUP)
#undef DEVENV_DECLARE_GROUP

/// Every operation of the library, by path and method.
const OperationList& all_operations();

}  // namespace devenv::detail::engine
