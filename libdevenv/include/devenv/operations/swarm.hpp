#pragma once

#include <devenv/models/swarm.hpp>
#include <devenv/models/system.hpp>

#include <cstdint>
#include <string>

namespace devenv::inline v1 {

/// Errors: server (503: not a manager).
/// Source: GET /swarm, API 1.24.
struct InspectSwarm
{
    using Response = Swarm;
};

/// Begins a swarm; the answer is the id of this node.
/// Source: POST /swarm/init, API 1.24.
struct InitSwarm
{
    using Response = std::string;
    SwarmInit config{};
};

/// Source: POST /swarm/join, API 1.24.
struct JoinSwarm
{
    using Response = Nothing;
    SwarmJoin config{};
};

/// Source: POST /swarm/leave, API 1.24.
struct LeaveSwarm
{
    using Response = Nothing;
    bool force = false;  ///< the last manager: the swarm ends
};

/// Changes a swarm. Read it before: `version` and `spec` are those of InspectSwarm.
/// Source: POST /swarm/update, API 1.24; rotateManagerUnlockKey 1.25.
struct UpdateSwarm
{
    using Response = Nothing;
    std::uint64_t version = 0;  ///< Version.Index
    bool rotate_worker_token = false;
    bool rotate_manager_token = false;
    bool rotate_manager_unlock_key = false;
    SwarmSpec spec{};
};

/// Source: GET /swarm/unlockkey, API 1.25.
struct ReadUnlockKey
{
    using Response = SwarmUnlockKey;
};

/// Source: POST /swarm/unlock, API 1.25.
struct UnlockSwarm
{
    using Response = Nothing;
    SwarmUnlockKey config{};
};

}  // namespace devenv::inline v1
