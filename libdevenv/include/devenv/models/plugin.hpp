#pragma once

#include <devenv/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// A right that a plugin wants. Source: PluginPrivilege.
struct PluginPrivilege
{
    std::string name{};
    std::string description{};
    std::vector<std::string> value{};
    Extra extra{};
};

/// Source: PluginMount.
struct PluginMount
{
    std::string name{};
    std::string description{};
    std::vector<std::string> settable{};
    std::optional<std::string> source{};
    std::string destination{};
    std::string type{};
    std::vector<std::string> options{};
    Extra extra{};
};

/// Source: PluginDevice.
struct PluginDevice
{
    std::string name{};
    std::string description{};
    std::vector<std::string> settable{};
    std::optional<std::string> path{};
    Extra extra{};
};

/// Source: PluginEnv.
struct PluginEnv
{
    std::string name{};
    std::string description{};
    std::vector<std::string> settable{};
    std::optional<std::string> value{};
    Extra extra{};
};

/// Source: Plugin.Config.Args.
struct PluginArgs
{
    std::string name{};
    std::string description{};
    std::vector<std::string> settable{};
    std::vector<std::string> value{};
    Extra extra{};
};

/// Source: Plugin.Config.Interface.
struct PluginInterface
{
    std::vector<Json> types{};  ///< "docker.volumedriver/1.0"
    std::string socket{};
    std::string protocol_scheme{};
    Extra extra{};
};

/// Source: Plugin.Config.User.
struct PluginUser
{
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    Extra extra{};
};

/// Source: Plugin.Config.Network.
struct PluginNetwork
{
    std::string type{};
    Extra extra{};
};

/// Source: Plugin.Config.Linux.
struct PluginLinux
{
    std::vector<std::string> capabilities{};
    bool allow_all_devices = false;
    std::vector<PluginDevice> devices{};
    Extra extra{};
};

/// Source: Plugin.Config.rootfs.
struct PluginRootfs
{
    std::string type{};
    std::vector<std::string> diff_ids{};
    Extra extra{};
};

/// Source: Plugin.Config.
struct PluginConfig
{
    std::string docker_version{};
    std::string description{};
    std::string documentation{};
    PluginInterface interface {};
    std::vector<std::string> entrypoint{};
    std::string work_dir{};
    PluginUser user{};
    PluginNetwork network{};
    PluginLinux linux_settings{};  ///< `linux` is a macro of g++ -std=gnu++20
    std::string propagated_mount{};
    bool ipc_host = false;
    bool pid_host = false;
    std::vector<PluginMount> mounts{};
    std::vector<PluginEnv> env{};
    PluginArgs args{};
    std::optional<PluginRootfs> rootfs{};
    Extra extra{};
};

/// Source: Plugin.Settings.
struct PluginSettings
{
    std::vector<PluginMount> mounts{};
    std::vector<std::string> env{};
    std::vector<std::string> args{};
    std::vector<PluginDevice> devices{};
    Extra extra{};
};

/// Source: Plugin.
struct Plugin
{
    std::string id{};
    std::string name{};
    bool enabled = false;
    PluginSettings settings{};
    std::string plugin_reference{};
    PluginConfig config{};
    Extra extra{};
};

}  // namespace devenv::inline v1
