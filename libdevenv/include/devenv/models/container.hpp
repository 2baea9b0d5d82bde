#pragma once

#include <devenv/json.hpp>
#include <devenv/models/container_parts.hpp>
#include <devenv/models/descriptor.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: Mount.BindOptions; CreateMountpoint since API 1.42.
struct BindOptions
{
    std::string propagation{};
    bool non_recursive = false;
    bool create_mountpoint = false;
    bool read_only_non_recursive = false;
    bool read_only_force_recursive = false;
    Extra extra{};
};

/// Source: Mount.VolumeOptions.
struct VolumeOptions
{
    bool no_copy = false;
    std::map<std::string, std::string> labels{};
    std::optional<VolumeDriverConfig> driver_config{};
    std::string subpath{};
    Extra extra{};
};

/// Source: Mount.TmpfsOptions.
struct TmpfsOptions
{
    std::int64_t size_bytes = 0;
    std::uint32_t mode = 0;
    std::vector<std::vector<std::string>> options{};
    Extra extra{};
};

/// Something of the host, or a volume, at a path of the container.
/// Source: Mount, API 1.25.
struct Mount
{
    std::string type{};    ///< "bind", "volume", "tmpfs"
    std::string source{};  ///< path of the host or name of a volume; empty volume = anonymous
    std::string target{};
    bool read_only = false;
    std::optional<BindOptions> bind_options{};
    std::optional<VolumeOptions> volume_options{};
    std::optional<TmpfsOptions> tmpfs_options{};
    std::string consistency{};
    std::optional<ImageMountOptions> image_options{};
    std::optional<EmptyObject> cluster_options{};
    Extra extra{};

    static Mount bind(std::string source, std::string target)
    {
        return {.type = "bind", .source = std::move(source), .target = std::move(target)};
    }
    static Mount volume(std::string name, std::string target)
    {
        return {.type = "volume", .source = std::move(name), .target = std::move(target)};
    }
    static Mount tmpfs(std::string target) { return {.type = "tmpfs", .target = std::move(target)}; }
};

/// How a container meets its host.
/// Source: HostConfig.
struct HostConfig
{
    std::vector<std::string> binds{};
    std::vector<Mount> mounts{};
    std::string network_mode{};
    std::map<std::string, std::vector<PortBinding>> port_bindings{};
    RestartPolicy restart_policy{};
    bool auto_remove = false;
    std::vector<std::string> cap_add{};
    std::vector<std::string> cap_drop{};
    std::string cgroupns_mode{};  ///< since API 1.41
    std::vector<std::string> extra_hosts{};
    std::string ipc_mode{};
    std::string pid_mode{};
    bool privileged = false;
    bool publish_all_ports = false;
    bool readonly_rootfs = false;
    std::vector<std::string> security_opt{};
    std::map<std::string, std::string> tmpfs{};
    std::string userns_mode{};
    std::int64_t shm_size = 0;                  ///< bytes
    std::vector<std::uint32_t> console_size{};  ///< height, width; since API 1.42
    std::int64_t memory = 0;                    ///< bytes
    std::int64_t memory_swap = 0;               ///< bytes; -1 = no bound
    std::int64_t nano_cpus = 0;                 ///< 1e9 = one CPU
    std::optional<bool> init{};                 ///< nullopt = the daemon's default
    std::string container_id_file{};
    std::optional<LogConfig> log_config{};
    std::string volume_driver{};
    std::vector<std::string> volumes_from{};
    std::map<std::string, std::string> annotations{};
    std::vector<std::string> dns{};
    std::vector<std::string> dns_options{};
    std::vector<std::string> dns_search{};
    std::vector<std::string> group_add{};
    std::string cgroup{};
    std::vector<std::string> links{};
    std::int64_t oom_score_adj = 0;
    std::map<std::string, std::string> storage_opt{};
    std::string uts_mode{};
    std::map<std::string, std::string> sysctls{};
    std::string runtime{};
    std::string isolation{};
    std::optional<std::vector<std::string>> masked_paths{};    ///< nullopt = the daemon's, empty = none
    std::optional<std::vector<std::string>> readonly_paths{};  ///< nullopt = the daemon's, empty = none
    std::int64_t cpu_shares = 0;
    std::string cgroup_parent{};
    std::uint32_t blkio_weight = 0;
    std::vector<WeightDevice> blkio_weight_device{};
    std::vector<ThrottleDevice> blkio_device_read_bps{};
    std::vector<ThrottleDevice> blkio_device_write_bps{};
    std::vector<ThrottleDevice> blkio_device_read_iops{};
    std::vector<ThrottleDevice> blkio_device_write_iops{};
    std::int64_t cpu_period = 0;
    std::int64_t cpu_quota = 0;
    std::int64_t cpu_realtime_period = 0;
    std::int64_t cpu_realtime_runtime = 0;
    std::string cpuset_cpus{};
    std::string cpuset_mems{};
    std::vector<DeviceMapping> devices{};
    std::vector<std::string> device_cgroup_rules{};
    std::vector<DeviceRequest> device_requests{};
    std::int64_t kernel_memory = 0;
    std::int64_t kernel_memory_tcp = 0;
    std::int64_t memory_reservation = 0;
    std::optional<std::int64_t> memory_swappiness{};
    std::optional<bool> oom_kill_disable{};
    std::optional<std::int64_t> pids_limit{};
    std::vector<Ulimit> ulimits{};
    std::int64_t cpu_count = 0;
    std::int64_t cpu_percent = 0;
    std::uint64_t io_maximum_iops = 0;
    std::uint64_t io_maximum_bandwidth = 0;
    Extra extra{};
};

/// What runs in a container. The body of a create request.
/// Source: ContainerConfig.
struct ContainerConfig
{
    std::string hostname{};
    std::string user{};
    bool attach_stdin = false;
    bool attach_stdout = false;
    bool attach_stderr = false;
    std::map<std::string, Json> exposed_ports{};
    bool tty = false;
    bool open_stdin = false;
    bool stdin_once = false;
    std::vector<std::string> env{};  ///< "NAME=value"; a bare NAME removes the image's
    std::optional<std::vector<std::string>> command{};
    std::string image{};
    std::map<std::string, Json> volumes{};
    std::string working_dir{};
    std::optional<std::vector<std::string>> entrypoint{};
    std::map<std::string, std::string> labels{};
    std::string stop_signal{};
    std::optional<std::chrono::duration<std::int64_t>> stop_timeout{};
    HostConfig host_config{};
    NetworkingConfig networking_config{};
    std::string domainname{};
    std::optional<HealthConfig> healthcheck{};
    bool args_escaped = false;
    bool network_disabled = false;
    std::string mac_address{};  ///< until API 1.43; then of its EndpointSettings
    std::vector<std::string> on_build{};
    std::vector<std::string> shell{};
    Extra extra{};
};

/// What the daemon answers to CreateContainer.
struct ContainerCreated
{
    std::string id{};
    std::vector<std::string> warnings{};
    Extra extra{};
};

/// Source: ContainerState. Times are RFC 3339; "0001-01-01T00:00:00Z" = not yet.
struct ContainerState
{
    std::string status{};  ///< created, running, paused, restarting, removing, exited, dead
    bool running = false;
    bool paused = false;
    bool restarting = false;
    bool oom_killed = false;
    bool dead = false;
    std::int64_t pid = 0;
    std::int64_t exit_code = 0;
    std::string error{};
    std::string started_at{};
    std::string finished_at{};
    std::optional<Health> health{};
    Extra extra{};
};

/// A mount as a container has it. Source: MountPoint.
struct MountPoint
{
    std::string type{};
    std::string name{};
    std::string source{};
    std::string destination{};
    bool rw = false;
    std::string driver{};
    std::string mode{};
    std::string propagation{};
    Extra extra{};
};

/// Source: ContainerInspectResponse.
struct ContainerInspect
{
    std::string id{};
    std::string created{};
    std::string path{};
    std::vector<std::string> args{};
    ContainerState state{};
    std::string image{};
    std::string name{};  ///< with a leading slash
    std::int64_t restart_count = 0;
    std::vector<MountPoint> mounts{};
    ContainerConfig config{};
    HostConfig host_config{};
    std::string resolv_conf_path{};
    std::string hostname_path{};
    std::string hosts_path{};
    std::string log_path{};
    std::string driver{};
    std::string platform{};
    std::optional<Descriptor> image_manifest_descriptor{};
    std::string mount_label{};
    std::string process_label{};
    std::string apparmor_profile{};
    std::vector<std::string> exec_ids{};
    StorageDriverData storage_driver{};
    Json storage{};
    std::optional<std::int64_t> size_rw{};  ///< bytes, with `size`
    std::optional<std::int64_t> size_root_fs{};
    NetworkSettings network_settings{};
    Extra extra{};
};

/// Source: ContainerSummary.
struct ContainerSummary
{
    std::string id{};
    std::vector<std::string> names{};
    std::string image{};
    std::string image_id{};
    std::string command{};
    std::int64_t created = 0;  ///< Unix seconds
    std::map<std::string, std::string> labels{};
    std::string state{};
    std::string status{};
    std::vector<MountPoint> mounts{};
    std::vector<Port> ports{};
    std::int64_t size_rw = 0;
    std::int64_t size_root_fs = 0;
    SummaryHostConfig host_config{};
    SummaryNetworks network_settings{};
    std::optional<Descriptor> image_manifest_descriptor{};
    std::optional<Health> health{};
    Extra extra{};
};

/// Why the daemon could not wait for a container to its end.
struct WaitError
{
    std::string message{};
    Extra extra{};
};

/// Source: ContainerWaitResponse.
struct ContainerEnd
{
    std::int64_t status_code = 0;
    std::optional<WaitError> error{};
    Extra extra{};
};

/// What StartContainer found.
enum class StartOutcome
{
    started,
    was_running,
};

/// What StopContainer found.
enum class StopOutcome
{
    stopped,
    was_stopped,
};

/// Source: ExecConfig.
struct ExecConfig
{
    bool attach_stdin = false;
    bool attach_stdout = false;
    bool attach_stderr = false;
    std::string detach_keys{};
    bool tty = false;
    std::vector<std::string> env{};
    std::vector<std::string> command{};
    bool privileged = false;
    std::string user{};
    std::string working_dir{};
    std::vector<std::uint32_t> console_size{};
    Extra extra{};
};

/// What the daemon answers to CreateExec.
struct ExecCreated
{
    std::string id{};
    Extra extra{};
};

/// Source: ExecInspectResponse.
struct ExecInspect
{
    std::string id{};
    bool running = false;
    std::optional<std::int64_t> exit_code{};  ///< nullopt while it runs
    std::int64_t pid = 0;                     ///< in the host's pid space
    std::string container_id{};
    bool can_remove = false;
    std::string detach_keys{};
    bool open_stdin = false;
    bool open_stderr = false;
    bool open_stdout = false;
    ExecProcess process_config{};
    Extra extra{};
};

/// A path in a container, of the archive operations.
struct PathStat
{
    std::string name{};
    std::int64_t size = 0;
    std::uint32_t mode = 0;  ///< Go's FileMode, see `is_directory`
    std::string modified{};  ///< RFC 3339
    std::string link_target{};
    Extra extra{};

    bool is_directory() const { return (mode >> 31 & 1U) != 0; }
    bool is_symlink() const { return (mode >> 27 & 1U) != 0; }
};

}  // namespace devenv::inline v1
