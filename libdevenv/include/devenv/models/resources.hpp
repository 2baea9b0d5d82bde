#pragma once

#include <devenv/json.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Something that is chosen by being there.
struct EmptyObject
{
    Extra extra{};
};

/// Source: Mount.VolumeOptions.DriverConfig.
struct VolumeDriverConfig
{
    std::string name{};
    std::map<std::string, std::string> options{};
    Extra extra{};
};

/// Source: Mount.ImageOptions, API 1.48.
struct ImageMountOptions
{
    std::string subpath{};
    Extra extra{};
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

/// Source: ThrottleDevice.
struct ThrottleDevice
{
    std::string path{};
    std::uint64_t rate = 0;
    Extra extra{};
};

/// Source: Resources.BlkioWeightDevice.
struct WeightDevice
{
    std::string path{};
    std::uint32_t weight = 0;
    Extra extra{};
};

/// Source: DeviceMapping.
struct DeviceMapping
{
    std::string path_on_host{};
    std::string path_in_container{};
    std::string cgroup_permissions{};
    Extra extra{};
};

/// Source: DeviceRequest, API 1.40.
struct DeviceRequest
{
    std::string driver{};
    std::int64_t count = 0;
    std::vector<std::string> device_ids{};
    std::vector<std::vector<std::string>> capabilities{};
    std::map<std::string, std::string> options{};
    Extra extra{};
};

/// Source: Resources.Ulimits.
struct Ulimit
{
    std::string name{};
    std::int64_t soft = 0;
    std::int64_t hard = 0;
    Extra extra{};
};

/// How the daemon tells whether a container is well. Source: HealthConfig; StartInterval since API 1.44.
struct HealthConfig
{
    std::vector<std::string> test{};
    std::chrono::nanoseconds interval{};
    std::chrono::nanoseconds timeout{};
    std::chrono::nanoseconds start_period{};
    std::chrono::nanoseconds start_interval{};
    std::int64_t retries = 0;
    Extra extra{};
};

/// Source: HostConfig.LogConfig.
struct LogConfig
{
    std::string type{};
    std::map<std::string, std::string> config{};
    Extra extra{};
};

/// The limits of a container, to be changed. What is not set stays. The body of POST /containers/{id}/update.
struct ContainerUpdate
{
    std::int64_t cpu_shares = 0;
    std::int64_t memory = 0;  ///< bytes
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
    std::int64_t memory_reservation = 0;  ///< bytes
    std::int64_t memory_swap = 0;         ///< bytes; -1 = no bound
    std::optional<std::int64_t> memory_swappiness{};
    std::int64_t nano_cpus = 0;  ///< 1e9 = one CPU
    std::optional<bool> oom_kill_disable{};
    std::optional<bool> init{};
    std::optional<std::int64_t> pids_limit{};  ///< 0 or -1 = no bound
    std::vector<Ulimit> ulimits{};
    std::int64_t cpu_count = 0;
    std::int64_t cpu_percent = 0;
    std::uint64_t io_maximum_iops = 0;
    std::uint64_t io_maximum_bandwidth = 0;
    std::optional<RestartPolicy> restart_policy{};
    Extra extra{};
};

/// Source: DriverData.
struct StorageDriverData
{
    std::string name{};
    std::map<std::string, Json> data{};
    Extra extra{};
};

}  // namespace devenv::inline v1
