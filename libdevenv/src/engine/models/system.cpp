#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<SystemVersion>()
{
    static const Fields list = fields<SystemVersion>(
        &SystemVersion::extra,
        {
            {"Version", &SystemVersion::version},
            {"ApiVersion", &SystemVersion::api_version},
            {"MinAPIVersion", &SystemVersion::min_api_version},
            {"GitCommit", &SystemVersion::git_commit},
            {"GoVersion", &SystemVersion::go_version},
            {"Os", &SystemVersion::os},
            {"Arch", &SystemVersion::arch},
            {"KernelVersion", &SystemVersion::kernel_version},
            {"Experimental", &SystemVersion::experimental},
            {"BuildTime", &SystemVersion::build_time},
            {"Platform", &SystemVersion::platform},
            {"Components", &SystemVersion::components},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SystemInfo>()
{
    static const Fields list = fields<SystemInfo>(
        &SystemInfo::extra,
        {
            {"ID", &SystemInfo::id},
            {"Containers", &SystemInfo::containers},
            {"Images", &SystemInfo::images},
            {"Driver", &SystemInfo::driver},
            {"CgroupDriver", &SystemInfo::cgroup_driver},
            {"CgroupVersion", &SystemInfo::cgroup_version},
            {"KernelVersion", &SystemInfo::kernel_version},
            {"OperatingSystem", &SystemInfo::operating_system},
            {"OSType", &SystemInfo::os_type},
            {"Architecture", &SystemInfo::architecture},
            {"NCPU", &SystemInfo::cpus},
            {"MemTotal", &SystemInfo::memory_bytes},
            {"DockerRootDir", &SystemInfo::docker_root_dir},
            {"HttpProxy", &SystemInfo::http_proxy},
            {"HttpsProxy", &SystemInfo::https_proxy},
            {"NoProxy", &SystemInfo::no_proxy},
            {"Name", &SystemInfo::name},
            {"ServerVersion", &SystemInfo::server_version},
            {"SecurityOptions", &SystemInfo::security_options},
            {"Warnings", &SystemInfo::warnings},
            {"ContainersRunning", &SystemInfo::containers_running},
            {"ContainersPaused", &SystemInfo::containers_paused},
            {"ContainersStopped", &SystemInfo::containers_stopped},
            {"DriverStatus", &SystemInfo::driver_status},
            {"SystemStatus", &SystemInfo::system_status},
            {"Plugins", &SystemInfo::plugins},
            {"MemoryLimit", &SystemInfo::memory_limit},
            {"SwapLimit", &SystemInfo::swap_limit},
            {"KernelMemory", &SystemInfo::kernel_memory},
            {"KernelMemoryTCP", &SystemInfo::kernel_memory_tcp},
            {"CpuCfsPeriod", &SystemInfo::cpu_cfs_period},
            {"CpuCfsQuota", &SystemInfo::cpu_cfs_quota},
            {"CPUShares", &SystemInfo::cpu_shares},
            {"CPUSet", &SystemInfo::cpu_set},
            {"PidsLimit", &SystemInfo::pids_limit},
            {"OomKillDisable", &SystemInfo::oom_kill_disable},
            {"IPv4Forwarding", &SystemInfo::ipv4_forwarding},
            {"BridgeNfIptables", &SystemInfo::bridge_nf_iptables},
            {"BridgeNfIp6tables", &SystemInfo::bridge_nf_ip6tables},
            {"Debug", &SystemInfo::debug},
            {"NFd", &SystemInfo::open_files},
            {"NGoroutines", &SystemInfo::n_goroutines},
            {"SystemTime", &SystemInfo::system_time},
            {"LoggingDriver", &SystemInfo::logging_driver},
            {"NEventsListener", &SystemInfo::n_events_listener},
            {"OSVersion", &SystemInfo::os_version},
            {"IndexServerAddress", &SystemInfo::index_server_address},
            {"RegistryConfig", &SystemInfo::registry_config},
            {"GenericResources", &SystemInfo::generic_resources},
            {"Labels", &SystemInfo::labels},
            {"ExperimentalBuild", &SystemInfo::experimental_build},
            {"ClusterStore", &SystemInfo::cluster_store},
            {"ClusterAdvertise", &SystemInfo::cluster_advertise},
            {"Runtimes", &SystemInfo::runtimes},
            {"DefaultRuntime", &SystemInfo::default_runtime},
            {"Swarm", &SystemInfo::swarm},
            {"LiveRestoreEnabled", &SystemInfo::live_restore_enabled},
            {"Isolation", &SystemInfo::isolation},
            {"InitBinary", &SystemInfo::init_binary},
            {"ContainerdCommit", &SystemInfo::containerd_commit},
            {"RuncCommit", &SystemInfo::runc_commit},
            {"InitCommit", &SystemInfo::init_commit},
            {"ProductLicense", &SystemInfo::product_license},
            {"DefaultAddressPools", &SystemInfo::default_address_pools},
            {"FirewallBackend", &SystemInfo::firewall_backend},
            {"DiscoveredDevices", &SystemInfo::discovered_devices},
            {"NRI", &SystemInfo::nri},
            {"CDISpecDirs", &SystemInfo::cdi_spec_folders},
            {"Containerd", &SystemInfo::containerd},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
