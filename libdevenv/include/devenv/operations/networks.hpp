#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/network.hpp>
#include <devenv/models/system.hpp>

#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: GET /networks, API 1.24.
struct ListNetworks
{
    using Response = std::vector<NetworkInspect>;
    Filters filters{};
};

/// Errors: not_found.
/// Source: GET /networks/{id}, API 1.24; verbose 1.28, scope 1.31.
struct InspectNetwork
{
    using Response = NetworkInspect;
    std::string network{};
    bool verbose = false;  ///< services of the swarm in it, as well
    std::string scope{};
};

/// Errors: conflict (the name), not_found (the driver), denied (a name of the daemon's own).
/// Source: POST /networks/create, API 1.24.
struct CreateNetwork
{
    using Response = NetworkCreated;
    NetworkCreate config{};
};

/// Errors: not_found, denied.
/// Source: POST /networks/{id}/connect, API 1.24.
struct ConnectNetwork
{
    using Response = Nothing;
    std::string network{};
    NetworkConnect config{};
};

/// Errors: not_found, denied.
/// Source: POST /networks/{id}/disconnect, API 1.24.
struct DisconnectNetwork
{
    using Response = Nothing;
    std::string network{};
    NetworkDisconnect config{};
};

/// Errors: not_found, denied (a network of the daemon's own, or in use).
/// Source: DELETE /networks/{id}, API 1.24.
struct RemoveNetwork
{
    using Response = Nothing;
    std::string network{};
};

/// Removes networks that nobody uses.
/// Source: POST /networks/prune, API 1.25.
struct PruneNetworks
{
    using Response = NetworksPruned;
    Filters filters{};
};

}  // namespace devenv::inline v1
