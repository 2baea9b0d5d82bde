#pragma once

#include <devenv/models/stats.hpp>
#include <devenv/models/system.hpp>

#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Errors: unsupported (a daemon that isn't experimental).
/// Source: GET /containers/{id}/checkpoints, API 1.25.
struct ListCheckpoints
{
    using Response = std::vector<Checkpoint>;
    std::string container{};
    std::string dir{};
};

/// Freezes the state of a running container. Errors: unsupported (a daemon that isn't experimental).
/// Source: POST /containers/{id}/checkpoints, API 1.25.
struct CreateCheckpoint
{
    using Response = Nothing;
    std::string container{};
    CheckpointCreate config{};
};

/// Errors: unsupported (a daemon that isn't experimental).
/// Source: DELETE /containers/{id}/checkpoints/{checkpoint}, API 1.25.
struct RemoveCheckpoint
{
    using Response = Nothing;
    std::string container{};
    std::string checkpoint{};
    std::string dir{};
};

}  // namespace devenv::inline v1
