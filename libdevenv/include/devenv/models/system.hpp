#pragma once

#include <devenv/json.hpp>
#include <devenv/models/daemon.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// What `/_ping` says in its headers.
struct Pong
{
    std::string api_version{};      ///< newest version served, "1.51"
    std::string builder_version{};  ///< "1" classic, "2" BuildKit preferred; empty before 23.0
    std::string os_type{};          ///< "linux", "windows"
    std::string server{};           ///< "Docker/28.5.2 (linux)", "Libpod/…"
    bool is_experimental = false;
};

/// Source: SystemVersion, API 1.24.
struct SystemVersion
{
    std::string version{};
    std::string api_version{};
    std::string min_api_version{};
    std::string git_commit{};
    std::string go_version{};
    std::string os{};
    std::string arch{};
    std::string kernel_version{};
    std::string build_time{};
    bool experimental = false;
    EnginePlatform platform{};
    std::vector<EngineComponent> components{};
    Extra extra{};
};

/// Source: SystemInfo, API 1.24.
struct SystemInfo
{
    std::string id{};
    std::int64_t containers = 0;
    std::int64_t images = 0;
    std::string driver{};  ///< storage driver
    std::string docker_root_dir{};
    std::string name{};
    std::string server_version{};
    std::string operating_system{};
    std::string os_type{};
    std::string architecture{};
    std::string kernel_version{};
    std::string cgroup_driver{};
    std::string cgroup_version{};  ///< "1", "2"; empty before API 1.41
    std::int64_t cpus = 0;
    std::int64_t memory_bytes = 0;
    std::string http_proxy{};
    std::string https_proxy{};
    std::string no_proxy{};
    std::vector<std::string> security_options{};  ///< "name=rootless", "name=userns"
    std::vector<std::string> warnings{};
    std::int64_t containers_running = 0;
    std::int64_t containers_paused = 0;
    std::int64_t containers_stopped = 0;
    std::vector<std::vector<std::string>> driver_status{};
    std::vector<std::vector<std::string>> system_status{};
    DaemonPlugins plugins{};
    bool memory_limit = false;
    bool swap_limit = false;
    bool kernel_memory = false;
    bool kernel_memory_tcp = false;
    bool cpu_cfs_period = false;
    bool cpu_cfs_quota = false;
    bool cpu_shares = false;
    bool cpu_set = false;
    bool pids_limit = false;
    bool oom_kill_disable = false;
    bool ipv4_forwarding = false;
    bool bridge_nf_iptables = false;
    bool bridge_nf_ip6tables = false;
    bool debug = false;
    std::int64_t open_files = 0;
    std::int64_t n_goroutines = 0;
    std::string system_time{};
    std::string logging_driver{};
    std::int64_t n_events_listener = 0;
    std::string os_version{};
    std::string index_server_address{};
    RegistryConfig registry_config{};
    std::vector<GenericResource> generic_resources{};
    std::vector<std::string> labels{};
    bool experimental_build = false;
    std::string cluster_store{};
    std::string cluster_advertise{};
    std::map<std::string, ContainerRuntime> runtimes{};
    std::string default_runtime{};
    SwarmInfo swarm{};
    bool live_restore_enabled = false;
    std::string isolation{};
    std::string init_binary{};
    Commit containerd_commit{};
    Commit runc_commit{};
    Commit init_commit{};
    std::string product_license{};
    std::vector<AddressPool> default_address_pools{};
    std::optional<FirewallInfo> firewall_backend{};
    std::vector<DiscoveredDevice> discovered_devices{};
    Json nri{};
    std::vector<std::string> cdi_spec_folders{};
    std::optional<ContainerdInfo> containerd{};
    Extra extra{};
};

/// The answer of an operation that has none.
struct Nothing
{};

}  // namespace devenv::inline v1
