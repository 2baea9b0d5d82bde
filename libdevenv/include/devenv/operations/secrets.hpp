#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/secret.hpp>
#include <devenv/models/system.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: GET /secrets, API 1.25.
struct ListSecrets
{
    using Response = std::vector<Secret>;
    Filters filters{};
};

/// Errors: conflict (the name).
/// Source: POST /secrets/create, API 1.25.
struct CreateSecret
{
    using Response = SwarmObjectCreated;
    SecretSpec spec{};
};

/// Errors: not_found.
/// Source: GET /secrets/{id}, API 1.25.
struct InspectSecret
{
    using Response = Secret;
    std::string secret{};
};

/// Errors: not_found, bad_request (in use).
/// Source: DELETE /secrets/{id}, API 1.25.
struct RemoveSecret
{
    using Response = Nothing;
    std::string secret{};
};

/// Changes the labels of a secret: the daemon takes no other change. Read it before for `version` and
/// `spec`.
/// Source: POST /secrets/{id}/update, API 1.26.
struct UpdateSecret
{
    using Response = Nothing;
    std::string secret{};
    std::uint64_t version = 0;  ///< Version.Index
    SecretSpec spec{};
};

}  // namespace devenv::inline v1
