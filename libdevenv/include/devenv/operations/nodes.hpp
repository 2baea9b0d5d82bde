#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/swarm.hpp>
#include <devenv/models/system.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: GET /nodes, API 1.24.
struct ListNodes
{
    using Response = std::vector<Node>;
    Filters filters{};
};

/// Errors: not_found.
/// Source: GET /nodes/{id}, API 1.24.
struct InspectNode
{
    using Response = Node;
    std::string node{};
};

/// Errors: not_found, bad_request (it isn't down).
/// Source: DELETE /nodes/{id}, API 1.24.
struct RemoveNode
{
    using Response = Nothing;
    std::string node{};
    bool force = false;
};

/// Changes a node. Read it before: `version` and `spec` are those of InspectNode.
/// Source: POST /nodes/{id}/update, API 1.24.
struct UpdateNode
{
    using Response = Nothing;
    std::string node{};
    std::uint64_t version = 0;  ///< Version.Index
    NodeSpec spec{};
};

}  // namespace devenv::inline v1
