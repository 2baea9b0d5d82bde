#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/service.hpp>
#include <devenv/models/system.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

class LogStream;

/// Source: GET /services, API 1.24; status 1.41.
struct ListServices
{
    using Response = std::vector<Service>;
    Filters filters{};
    bool status = false;  ///< with the count of tasks
};

/// Errors: conflict (the name), bad_request.
/// Source: POST /services/create, API 1.24.
struct CreateService
{
    using Response = ServiceCreated;
    std::string registry_auth{};  ///< encoded
    ServiceSpec spec{};
};

/// Errors: not_found.
/// Source: GET /services/{id}, API 1.24; insertDefaults 1.29.
struct InspectService
{
    using Response = Service;
    std::string service{};
    bool insert_defaults = false;
};

/// Errors: not_found.
/// Source: DELETE /services/{id}, API 1.24.
struct RemoveService
{
    using Response = Nothing;
    std::string service{};
};

/// Changes a service. Read it before: `version` and `spec` are those of InspectService; what this library
/// doesn't know of it is kept.
/// Source: POST /services/{id}/update, API 1.24; rollback 1.25.
struct UpdateService
{
    using Response = ServiceUpdated;
    std::string service{};
    std::uint64_t version = 0;         ///< Version.Index
    std::string registry_auth_from{};  ///< "spec" (default), "previous-spec"
    std::string rollback{};            ///< "previous"
    std::string registry_auth{};       ///< encoded
    ServiceSpec spec{};
};

/// Reads what the tasks of a service have written.
/// Source: GET /services/{id}/logs, API 1.25.
struct ServiceLogs
{
    using Response = LogStream;
    std::string service{};
    bool out = true;
    bool err = true;
    bool follow = false;
    bool details = false;  ///< node and task before each line
    bool timestamps = false;
    std::string since{};  ///< Unix seconds with optional fraction
    std::string tail{};   ///< number of lines; all if empty
    std::optional<bool>
        tty{};  ///< whether its tasks have a terminal; asked if absent and not told by the answer
};

}  // namespace devenv::inline v1
