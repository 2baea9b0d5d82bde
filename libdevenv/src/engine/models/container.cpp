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
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumeOptions>()
{
    static const Fields list = fields<VolumeOptions>(
        &VolumeOptions::extra, {{"NoCopy", &VolumeOptions::no_copy}, {"Labels", &VolumeOptions::labels}}
    );
    return list;
}

template <>
const Fields& fields_of<TmpfsOptions>()
{
    static const Fields list = fields<TmpfsOptions>(
        &TmpfsOptions::extra, {{"SizeBytes", &TmpfsOptions::size_bytes}, {"Mode", &TmpfsOptions::mode}}
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
        }
    );
    return list;
}

template <>
const Fields& fields_of<PortBinding>()
{
    static const Fields list = fields<PortBinding>(
        &PortBinding::extra, {{"HostIp", &PortBinding::host_ip}, {"HostPort", &PortBinding::host_port}}
    );
    return list;
}

template <>
const Fields& fields_of<RestartPolicy>()
{
    static const Fields list = fields<RestartPolicy>(
        &RestartPolicy::extra,
        {{"Name", &RestartPolicy::name}, {"MaximumRetryCount", &RestartPolicy::maximum_retry_count}}
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

template <>
const Fields& fields_of<ExecConfig>()
{
    static const Fields list = fields<ExecConfig>(
        &ExecConfig::extra,
        {
            {"AttachStdin", &ExecConfig::attach_stdin},
            {"AttachStdout", &ExecConfig::attach_stdout},
            {"AttachStderr", &ExecConfig::attach_stderr},
            {"DetachKeys", &ExecConfig::detach_keys},
            {"Tty", &ExecConfig::tty},
            {"Env", &ExecConfig::env},
            {"Cmd", &ExecConfig::command},
            {"Privileged", &ExecConfig::privileged},
            {"User", &ExecConfig::user},
            {"WorkingDir", &ExecConfig::working_dir},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ExecCreated>()
{
    static const Fields list = fields<ExecCreated>(&ExecCreated::extra, {{"Id", &ExecCreated::id}});
    return list;
}

template <>
const Fields& fields_of<ExecInspect>()
{
    static const Fields list = fields<ExecInspect>(
        &ExecInspect::extra,
        {
            {"ID", &ExecInspect::id},
            {"Running", &ExecInspect::running},
            {"ExitCode", &ExecInspect::exit_code},
            {"Pid", &ExecInspect::pid},
            {"ContainerID", &ExecInspect::container_id},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PathStat>()
{
    static const Fields list = fields<PathStat>(
        &PathStat::extra,
        {
            {"name", &PathStat::name},
            {"size", &PathStat::size},
            {"mode", &PathStat::mode},
            {"mtime", &PathStat::modified},
            {"linkTarget", &PathStat::link_target},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
