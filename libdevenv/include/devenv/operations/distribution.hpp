#pragma once

#include <devenv/models/registry.hpp>
#include <devenv/models/system.hpp>

#include <string>

namespace devenv::inline v1 {

/// Asks the registry of an image for its digest and platforms, without pulling it.
/// Errors: unauthorized, denied, not_found.
/// Source: GET /distribution/{id}/json, API 1.30.
struct InspectDistribution
{
    using Response = DistributionInspect;
    std::string image{};
    std::string registry_auth{};  ///< encoded
};

}  // namespace devenv::inline v1
