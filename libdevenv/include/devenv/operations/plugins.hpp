#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/plugin.hpp>
#include <devenv/models/system.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace devenv::inline v1 {

class LineStream;

/// Source: GET /plugins, API 1.24; filters 1.25.
struct ListPlugins
{
    using Response = std::vector<Plugin>;
    Filters filters{};
};

/// Asks what rights a plugin wants before it is installed.
/// Source: GET /plugins/privileges, API 1.25.
struct ReadPluginPrivileges
{
    using Response = std::vector<PluginPrivilege>;
    std::string remote{};
    std::string registry_auth{};  ///< encoded
};

/// Installs a plugin, with the rights it is given.
/// Source: POST /plugins/pull, API 1.24; name 1.25.
struct PullPlugin
{
    using Response = LineStream;
    std::string remote{};
    std::string name{};
    std::string registry_auth{};  ///< encoded
    std::vector<PluginPrivilege> privileges{};
};

/// Errors: not_found.
/// Source: GET /plugins/{id}/json, API 1.25.
struct InspectPlugin
{
    using Response = Plugin;
    std::string plugin{};
};

/// Errors: not_found, conflict (enabled).
/// Source: DELETE /plugins/{id}, API 1.24.
struct RemovePlugin
{
    using Response = Nothing;
    std::string plugin{};
    bool force = false;
};

/// Errors: not_found, conflict.
/// Source: POST /plugins/{id}/enable, API 1.24.
struct EnablePlugin
{
    using Response = Nothing;
    std::string plugin{};
    std::chrono::seconds timeout{};  ///< how long the daemon tries to reach it; 0 = it doesn't try again
};

/// Errors: not_found, conflict (in use).
/// Source: POST /plugins/{id}/disable, API 1.24.
struct DisablePlugin
{
    using Response = Nothing;
    std::string plugin{};
    bool force = false;
};

/// Replaces a disabled plugin by another version.
/// Source: POST /plugins/{id}/upgrade, API 1.26.
struct UpgradePlugin
{
    using Response = LineStream;
    std::string plugin{};
    std::string remote{};
    std::string registry_auth{};  ///< encoded
    std::vector<PluginPrivilege> privileges{};
};

/// Makes a plugin of a tar with `config.json` and `rootfs/`, given beside the operation.
/// Source: POST /plugins/create, API 1.25.
struct CreatePlugin
{
    using Response = Nothing;
    std::string name{};
};

/// Source: POST /plugins/{id}/push, API 1.25.
struct PushPlugin
{
    using Response = LineStream;
    std::string plugin{};
    std::string registry_auth = "e30=";  ///< encoded
};

/// Sets variables of a disabled plugin: "NAME=value".
/// Source: POST /plugins/{id}/set, API 1.25.
struct ConfigurePlugin
{
    using Response = Nothing;
    std::string plugin{};
    std::vector<std::string> settings{};
};

}  // namespace devenv::inline v1
