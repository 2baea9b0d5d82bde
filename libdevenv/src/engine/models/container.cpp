#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<BindOptions>()
{
    static const Fields list = fields<BindOptions>(
        &BindOptions::extra,
        {
            {"Propagation", &BindOptions::propagation},
            {"NonRecursive", &BindOptions::non_recursive},
            {"CreateMountpoint", &BindOptions::create_mountpoint},
            {"ReadOnlyNonRecursive", &BindOptions::read_only_non_recursive, since(44)},
            {"ReadOnlyForceRecursive", &BindOptions::read_only_force_recursive, since(44)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumeOptions>()
{
    static const Fields list = fields<VolumeOptions>(
        &VolumeOptions::extra,
        {
            {"NoCopy", &VolumeOptions::no_copy},
            {"Labels", &VolumeOptions::labels},
            {"DriverConfig", &VolumeOptions::driver_config},
            {"Subpath", &VolumeOptions::subpath, since(45)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TmpfsOptions>()
{
    static const Fields list = fields<TmpfsOptions>(
        &TmpfsOptions::extra,
        {
            {"SizeBytes", &TmpfsOptions::size_bytes},
            {"Mode", &TmpfsOptions::mode},
            {"Options", &TmpfsOptions::options, since(46)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Mount>()
{
    static const Fields list = fields<Mount>(
        &Mount::extra,
        {
            {"Type", &Mount::type},
            {"Source", &Mount::source},
            {"Target", &Mount::target},
            {"ReadOnly", &Mount::read_only},
            {"BindOptions", &Mount::bind_options},
            {"VolumeOptions", &Mount::volume_options},
            {"TmpfsOptions", &Mount::tmpfs_options},
            {"Consistency", &Mount::consistency},
            {"ImageOptions", &Mount::image_options, since(47)},
            {"ClusterOptions", &Mount::cluster_options, since(42)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<HostConfig>()
{
    static const Fields list = fields<HostConfig>(
        &HostConfig::extra,
        {
            {"Binds", &HostConfig::binds},
            {"Mounts", &HostConfig::mounts},
            {"NetworkMode", &HostConfig::network_mode},
            {"PortBindings", &HostConfig::port_bindings},
            {"RestartPolicy", &HostConfig::restart_policy},
            {"AutoRemove", &HostConfig::auto_remove},
            {"CapAdd", &HostConfig::cap_add},
            {"CapDrop", &HostConfig::cap_drop},
            {"CgroupnsMode", &HostConfig::cgroupns_mode},
            {"ExtraHosts", &HostConfig::extra_hosts},
            {"IpcMode", &HostConfig::ipc_mode},
            {"PidMode", &HostConfig::pid_mode},
            {"Privileged", &HostConfig::privileged},
            {"PublishAllPorts", &HostConfig::publish_all_ports},
            {"ReadonlyRootfs", &HostConfig::readonly_rootfs},
            {"SecurityOpt", &HostConfig::security_opt},
            {"Tmpfs", &HostConfig::tmpfs},
            {"UsernsMode", &HostConfig::userns_mode},
            {"ShmSize", &HostConfig::shm_size},
            {"ConsoleSize", &HostConfig::console_size},
            {"Memory", &HostConfig::memory},
            {"MemorySwap", &HostConfig::memory_swap},
            {"NanoCpus", &HostConfig::nano_cpus},
            {"Init", &HostConfig::init},
            {"ContainerIDFile", &HostConfig::container_id_file},
            {"LogConfig", &HostConfig::log_config},
            {"VolumeDriver", &HostConfig::volume_driver},
            {"VolumesFrom", &HostConfig::volumes_from},
            {"Annotations", &HostConfig::annotations, since(43)},
            {"Dns", &HostConfig::dns},
            {"DnsOptions", &HostConfig::dns_options},
            {"DnsSearch", &HostConfig::dns_search},
            {"GroupAdd", &HostConfig::group_add},
            {"Cgroup", &HostConfig::cgroup},
            {"Links", &HostConfig::links},
            {"OomScoreAdj", &HostConfig::oom_score_adj},
            {"StorageOpt", &HostConfig::storage_opt},
            {"UTSMode", &HostConfig::uts_mode},
            {"Sysctls", &HostConfig::sysctls},
            {"Runtime", &HostConfig::runtime},
            {"Isolation", &HostConfig::isolation},
            {"MaskedPaths", &HostConfig::masked_paths},
            {"ReadonlyPaths", &HostConfig::readonly_paths},
            {"CpuShares", &HostConfig::cpu_shares},
            {"CgroupParent", &HostConfig::cgroup_parent},
            {"BlkioWeight", &HostConfig::blkio_weight},
            {"BlkioWeightDevice", &HostConfig::blkio_weight_device},
            {"BlkioDeviceReadBps", &HostConfig::blkio_device_read_bps},
            {"BlkioDeviceWriteBps", &HostConfig::blkio_device_write_bps},
            {"BlkioDeviceReadIOps", &HostConfig::blkio_device_read_iops},
            {"BlkioDeviceWriteIOps", &HostConfig::blkio_device_write_iops},
            {"CpuPeriod", &HostConfig::cpu_period},
            {"CpuQuota", &HostConfig::cpu_quota},
            {"CpuRealtimePeriod", &HostConfig::cpu_realtime_period},
            {"CpuRealtimeRuntime", &HostConfig::cpu_realtime_runtime},
            {"CpusetCpus", &HostConfig::cpuset_cpus},
            {"CpusetMems", &HostConfig::cpuset_mems},
            {"Devices", &HostConfig::devices},
            {"DeviceCgroupRules", &HostConfig::device_cgroup_rules},
            {"DeviceRequests", &HostConfig::device_requests, since(40)},
            {"KernelMemory", &HostConfig::kernel_memory},
            {"KernelMemoryTCP", &HostConfig::kernel_memory_tcp},
            {"MemoryReservation", &HostConfig::memory_reservation},
            {"MemorySwappiness", &HostConfig::memory_swappiness},
            {"OomKillDisable", &HostConfig::oom_kill_disable},
            {"PidsLimit", &HostConfig::pids_limit},
            {"Ulimits", &HostConfig::ulimits},
            {"CpuCount", &HostConfig::cpu_count},
            {"CpuPercent", &HostConfig::cpu_percent},
            {"IOMaximumIOps", &HostConfig::io_maximum_iops},
            {"IOMaximumBandwidth", &HostConfig::io_maximum_bandwidth},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerConfig>()
{
    static const Fields list = fields<ContainerConfig>(
        &ContainerConfig::extra,
        {
            {"Hostname", &ContainerConfig::hostname},
            {"User", &ContainerConfig::user},
            {"AttachStdin", &ContainerConfig::attach_stdin},
            {"AttachStdout", &ContainerConfig::attach_stdout},
            {"AttachStderr", &ContainerConfig::attach_stderr},
            {"ExposedPorts", &ContainerConfig::exposed_ports},
            {"Tty", &ContainerConfig::tty},
            {"OpenStdin", &ContainerConfig::open_stdin},
            {"StdinOnce", &ContainerConfig::stdin_once},
            {"Env", &ContainerConfig::env},
            {"Cmd", &ContainerConfig::command},
            {"Image", &ContainerConfig::image},
            {"Volumes", &ContainerConfig::volumes},
            {"WorkingDir", &ContainerConfig::working_dir},
            {"Entrypoint", &ContainerConfig::entrypoint},
            {"Labels", &ContainerConfig::labels},
            {"StopSignal", &ContainerConfig::stop_signal},
            {"StopTimeout", &ContainerConfig::stop_timeout},
            {"HostConfig", &ContainerConfig::host_config},
            {"NetworkingConfig", &ContainerConfig::networking_config},
            {"Domainname", &ContainerConfig::domainname},
            {"Healthcheck", &ContainerConfig::healthcheck},
            {"ArgsEscaped", &ContainerConfig::args_escaped},
            {"NetworkDisabled", &ContainerConfig::network_disabled},
            {"MacAddress", &ContainerConfig::mac_address},
            {"OnBuild", &ContainerConfig::on_build},
            {"Shell", &ContainerConfig::shell},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerCreated>()
{
    static const Fields list = fields<ContainerCreated>(
        &ContainerCreated::extra, {{"Id", &ContainerCreated::id}, {"Warnings", &ContainerCreated::warnings}}
    );
    return list;
}

template <>
const Fields& fields_of<ContainerState>()
{
    static const Fields list = fields<ContainerState>(
        &ContainerState::extra,
        {
            {"Status", &ContainerState::status},
            {"Running", &ContainerState::running},
            {"Paused", &ContainerState::paused},
            {"Restarting", &ContainerState::restarting},
            {"OOMKilled", &ContainerState::oom_killed},
            {"Dead", &ContainerState::dead},
            {"Pid", &ContainerState::pid},
            {"ExitCode", &ContainerState::exit_code},
            {"Error", &ContainerState::error},
            {"StartedAt", &ContainerState::started_at},
            {"FinishedAt", &ContainerState::finished_at},
            {"Health", &ContainerState::health},
        }
    );
    return list;
}

template <>
const Fields& fields_of<MountPoint>()
{
    static const Fields list = fields<MountPoint>(
        &MountPoint::extra,
        {
            {"Type", &MountPoint::type},
            {"Name", &MountPoint::name},
            {"Source", &MountPoint::source},
            {"Destination", &MountPoint::destination},
            {"RW", &MountPoint::rw},
            {"Driver", &MountPoint::driver},
            {"Mode", &MountPoint::mode},
            {"Propagation", &MountPoint::propagation},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerInspect>()
{
    static const Fields list = fields<ContainerInspect>(
        &ContainerInspect::extra,
        {
            {"Id", &ContainerInspect::id},
            {"Created", &ContainerInspect::created},
            {"Path", &ContainerInspect::path},
            {"Args", &ContainerInspect::args},
            {"State", &ContainerInspect::state},
            {"Image", &ContainerInspect::image},
            {"Name", &ContainerInspect::name},
            {"RestartCount", &ContainerInspect::restart_count},
            {"HostConfig", &ContainerInspect::host_config},
            {"Mounts", &ContainerInspect::mounts},
            {"Config", &ContainerInspect::config},
            {"ResolvConfPath", &ContainerInspect::resolv_conf_path},
            {"HostnamePath", &ContainerInspect::hostname_path},
            {"HostsPath", &ContainerInspect::hosts_path},
            {"LogPath", &ContainerInspect::log_path},
            {"Driver", &ContainerInspect::driver},
            {"Platform", &ContainerInspect::platform},
            {"ImageManifestDescriptor", &ContainerInspect::image_manifest_descriptor},
            {"MountLabel", &ContainerInspect::mount_label},
            {"ProcessLabel", &ContainerInspect::process_label},
            {"AppArmorProfile", &ContainerInspect::apparmor_profile},
            {"ExecIDs", &ContainerInspect::exec_ids},
            {"GraphDriver", &ContainerInspect::storage_driver},
            {"Storage", &ContainerInspect::storage},
            {"SizeRw", &ContainerInspect::size_rw},
            {"SizeRootFs", &ContainerInspect::size_root_fs},
            {"NetworkSettings", &ContainerInspect::network_settings},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerSummary>()
{
    static const Fields list = fields<ContainerSummary>(
        &ContainerSummary::extra,
        {
            {"Id", &ContainerSummary::id},
            {"Names", &ContainerSummary::names},
            {"Image", &ContainerSummary::image},
            {"ImageID", &ContainerSummary::image_id},
            {"Command", &ContainerSummary::command},
            {"Created", &ContainerSummary::created},
            {"Labels", &ContainerSummary::labels},
            {"State", &ContainerSummary::state},
            {"Status", &ContainerSummary::status},
            {"Mounts", &ContainerSummary::mounts},
            {"Ports", &ContainerSummary::ports},
            {"SizeRw", &ContainerSummary::size_rw},
            {"SizeRootFs", &ContainerSummary::size_root_fs},
            {"HostConfig", &ContainerSummary::host_config},
            {"NetworkSettings", &ContainerSummary::network_settings},
            {"ImageManifestDescriptor", &ContainerSummary::image_manifest_descriptor},
            {"Health", &ContainerSummary::health},
        }
    );
    return list;
}

template <>
const Fields& fields_of<WaitError>()
{
    static const Fields list = fields<WaitError>(&WaitError::extra, {{"Message", &WaitError::message}});
    return list;
}

template <>
const Fields& fields_of<ContainerEnd>()
{
    static const Fields list = fields<ContainerEnd>(
        &ContainerEnd::extra, {{"Error", &ContainerEnd::error}, {"StatusCode", &ContainerEnd::status_code}}
    );
    return list;
}

}  // namespace devenv::detail::json
