#pragma once

#include <devenv/json.hpp>

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
    Extra extra{};
};

/// Source: Mount.VolumeOptions.
struct VolumeOptions
{
    bool no_copy = false;
    std::map<std::string, std::string> labels{};
    Extra extra{};
};

/// Source: Mount.TmpfsOptions.
struct TmpfsOptions
{
    std::int64_t size_bytes = 0;
    std::uint32_t mode = 0;
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

/// A port of the host that leads to a port of the container.
struct PortBinding
{
    std::string host_ip{};
    std::string host_port{};  ///< a number as text; empty = the daemon chooses
    Extra extra{};
};

/// When the daemon starts a container again by itself: "no", "always", "unless-stopped" or "on-failure".
struct RestartPolicy
{
    std::string name{};
    std::int64_t maximum_retry_count = 0;
    Extra extra{};
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
    Json networking_config{};
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
