#pragma once

#include <devenv/json.hpp>
#include <devenv/models/container.hpp>
#include <devenv/models/plugin.hpp>
#include <devenv/models/swarm.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// A plugin as a task. Source: TaskSpec.PluginSpec.
struct PluginTaskSpec
{
    std::string name{};
    std::string remote{};
    bool disabled = false;
    std::vector<PluginPrivilege> privileges{};
    Extra extra{};
};

/// Source: Privileges.CredentialSpec.
struct CredentialSpec
{
    std::string config{};
    std::string file{};
    std::string registry{};
    Extra extra{};
};

/// Source: Privileges.SELinuxContext.
struct SelinuxContext
{
    bool disable = false;
    std::string user{};
    std::string role{};
    std::string type{};
    std::string level{};
    Extra extra{};
};

/// Source: Privileges.Seccomp, API 1.44.
struct SeccompOptions
{
    std::string mode{};
    std::string profile{};  ///< base64
    Extra extra{};
};

/// Source: Privileges.AppArmor, API 1.44.
struct AppArmorOptions
{
    std::string mode{};
    Extra extra{};
};

/// Source: Privileges.
struct Privileges
{
    std::optional<CredentialSpec> credential_spec{};
    std::optional<SelinuxContext> selinux_context{};
    std::optional<SeccompOptions> seccomp{};
    std::optional<AppArmorOptions> apparmor{};
    bool no_new_privileges = false;
    Extra extra{};
};

/// Source: TaskSpec.ContainerSpec.DNSConfig.
struct DnsConfig
{
    std::vector<std::string> nameservers{};
    std::vector<std::string> search{};
    std::vector<std::string> options{};
    Extra extra{};
};

/// Where a secret or config appears.
struct FileTarget
{
    std::string name{};
    std::string uid{};
    std::string gid{};
    std::uint32_t mode = 0;
    Extra extra{};
};

/// Source: TaskSpec.ContainerSpec.Secrets.
struct SecretReference
{
    std::optional<FileTarget> file{};
    std::string secret_id{};
    std::string secret_name{};
    Extra extra{};
};

/// Source: TaskSpec.ContainerSpec.Configs.
struct ConfigReference
{
    std::optional<FileTarget> file{};
    std::optional<EmptyObject> runtime{};
    std::string config_id{};
    std::string config_name{};
    Extra extra{};
};

/// The container of a task. Source: TaskSpec.ContainerSpec.
struct TaskContainer
{
    std::string image{};
    std::map<std::string, std::string> labels{};
    std::vector<std::string> command{};
    std::vector<std::string> args{};
    std::string hostname{};
    std::vector<std::string> env{};
    std::string dir{};
    std::string user{};
    std::vector<std::string> groups{};
    std::optional<Privileges> privileges{};
    std::optional<bool> init{};
    std::string stop_signal{};
    bool tty = false;
    bool open_stdin = false;
    bool read_only = false;
    std::vector<Mount> mounts{};
    std::optional<std::chrono::nanoseconds> stop_grace_period{};
    std::optional<HealthConfig> healthcheck{};
    std::optional<HealthConfig> health_check_old{};
    std::vector<std::string> hosts{};
    std::optional<DnsConfig> dns_config{};
    std::vector<SecretReference> secrets{};
    std::vector<ConfigReference> configs{};
    std::string isolation{};
    std::map<std::string, std::string> sysctls{};
    std::vector<std::string> capability_add{};
    std::vector<std::string> capability_drop{};
    std::vector<Ulimit> ulimits{};
    std::int64_t oom_score_adj = 0;
    Extra extra{};
};

/// Source: TaskSpec.NetworkAttachmentSpec.
struct AttachmentSpec
{
    std::string container_id{};
    Extra extra{};
};

/// Source: Limit.
struct TaskLimits
{
    std::int64_t nano_cpus = 0;
    std::int64_t memory_bytes = 0;
    std::int64_t pids = 0;
    Extra extra{};
};

/// Source: TaskSpec.Resources.
struct TaskResources
{
    std::optional<TaskLimits> limits{};
    std::optional<NodeResources> reservations{};
    std::optional<std::int64_t> swap_bytes{};
    std::optional<std::int64_t> memory_swappiness{};
    Extra extra{};
};

/// Source: TaskSpec.RestartPolicy.
struct TaskRestartPolicy
{
    std::string condition{};  ///< "none", "on-failure", "any"
    std::optional<std::chrono::nanoseconds> delay{};
    std::optional<std::uint64_t> max_attempts{};
    std::optional<std::chrono::nanoseconds> window{};
    Extra extra{};
};

/// Source: Placement.Preferences.Spread.
struct SpreadOver
{
    std::string spread_descriptor{};
    Extra extra{};
};

/// Source: Placement.Preferences.
struct PlacementPreference
{
    std::optional<SpreadOver> spread{};
    Extra extra{};
};

/// Source: TaskSpec.Placement.
struct Placement
{
    std::vector<std::string> constraints{};
    std::vector<PlacementPreference> preferences{};
    std::uint64_t max_replicas = 0;
    std::vector<NodePlatform> platforms{};
    Extra extra{};
};

/// Source: NetworkAttachmentConfig.
struct NetworkAttachmentConfig
{
    std::string target{};
    std::vector<std::string> aliases{};
    std::map<std::string, std::string> driver_opts{};
    Extra extra{};
};

/// What a task should do. Source: TaskSpec.
struct TaskSpec
{
    std::optional<PluginTaskSpec> plugin_spec{};
    std::optional<TaskContainer> container{};
    std::optional<AttachmentSpec> network_attachment_spec{};
    std::optional<TaskResources> resources{};
    std::optional<TaskRestartPolicy> restart_policy{};
    std::optional<Placement> placement{};
    std::uint64_t force_update = 0;
    std::string runtime{};
    std::vector<NetworkAttachmentConfig> networks{};
    std::optional<Driver> log_driver{};
    Extra extra{};
};

}  // namespace devenv::inline v1
