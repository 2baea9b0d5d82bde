#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/secret.hpp>
#include <devenv/models/system.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: GET /configs, API 1.30.
struct ListSwarmConfigs
{
    using Response = std::vector<SwarmConfig>;
    Filters filters{};
};

/// Errors: conflict (the name).
/// Source: POST /configs/create, API 1.30.
struct CreateSwarmConfig
{
    using Response = SwarmObjectCreated;
    SwarmConfigSpec spec{};
};

/// Errors: not_found.
/// Source: GET /configs/{id}, API 1.30.
struct InspectSwarmConfig
{
    using Response = SwarmConfig;
    std::string config{};
};

/// Errors: not_found, bad_request (in use).
/// Source: DELETE /configs/{id}, API 1.30.
struct RemoveSwarmConfig
{
    using Response = Nothing;
    std::string config{};
};

/// Changes the labels of a config: the daemon takes no other change. Read it before for `version` and
/// `spec`.
/// Source: POST /configs/{id}/update, API 1.30.
struct UpdateSwarmConfig
{
    using Response = Nothing;
    std::string config{};
    std::uint64_t version = 0;  ///< Version.Index
    SwarmConfigSpec spec{};
};

}  // namespace devenv::inline v1
