#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<EmptyObject>()
{
    static const Fields list = fields<EmptyObject>(&EmptyObject::extra, {});
    return list;
}

template <>
const Fields& fields_of<VolumeDriverConfig>()
{
    static const Fields list = fields<VolumeDriverConfig>(
        &VolumeDriverConfig::extra,
        {
            {"Name", &VolumeDriverConfig::name},
            {"Options", &VolumeDriverConfig::options},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ImageMountOptions>()
{
    static const Fields list = fields<ImageMountOptions>(
        &ImageMountOptions::extra,
        {
            {"Subpath", &ImageMountOptions::subpath},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PortBinding>()
{
    static const Fields list = fields<PortBinding>(
        &PortBinding::extra,
        {
            {"HostIp", &PortBinding::host_ip},
            {"HostPort", &PortBinding::host_port},
        }
    );
    return list;
}

template <>
const Fields& fields_of<RestartPolicy>()
{
    static const Fields list = fields<RestartPolicy>(
        &RestartPolicy::extra,
        {
            {"Name", &RestartPolicy::name},
            {"MaximumRetryCount", &RestartPolicy::maximum_retry_count},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ThrottleDevice>()
{
    static const Fields list = fields<ThrottleDevice>(
        &ThrottleDevice::extra,
        {
            {"Path", &ThrottleDevice::path},
            {"Rate", &ThrottleDevice::rate},
        }
    );
    return list;
}

template <>
const Fields& fields_of<WeightDevice>()
{
    static const Fields list = fields<WeightDevice>(
        &WeightDevice::extra,
        {
            {"Path", &WeightDevice::path},
            {"Weight", &WeightDevice::weight},
        }
    );
    return list;
}

template <>
const Fields& fields_of<DeviceMapping>()
{
    static const Fields list = fields<DeviceMapping>(
        &DeviceMapping::extra,
        {
            {"PathOnHost", &DeviceMapping::path_on_host},
            {"PathInContainer", &DeviceMapping::path_in_container},
            {"CgroupPermissions", &DeviceMapping::cgroup_permissions},
        }
    );
    return list;
}

template <>
const Fields& fields_of<DeviceRequest>()
{
    static const Fields list = fields<DeviceRequest>(
        &DeviceRequest::extra,
        {
            {"Driver", &DeviceRequest::driver},
            {"Count", &DeviceRequest::count},
            {"DeviceIDs", &DeviceRequest::device_ids},
            {"Capabilities", &DeviceRequest::capabilities},
            {"Options", &DeviceRequest::options},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Ulimit>()
{
    static const Fields list = fields<Ulimit>(
        &Ulimit::extra,
        {
            {"Name", &Ulimit::name},
            {"Soft", &Ulimit::soft},
            {"Hard", &Ulimit::hard},
        }
    );
    return list;
}

template <>
const Fields& fields_of<HealthConfig>()
{
    static const Fields list = fields<HealthConfig>(
        &HealthConfig::extra,
        {
            {"Test", &HealthConfig::test},
            {"Interval", &HealthConfig::interval},
            {"Timeout", &HealthConfig::timeout},
            {"StartPeriod", &HealthConfig::start_period},
            {"StartInterval", &HealthConfig::start_interval, since(44)},
            {"Retries", &HealthConfig::retries},
        }
    );
    return list;
}

template <>
const Fields& fields_of<LogConfig>()
{
    static const Fields list = fields<LogConfig>(
        &LogConfig::extra,
        {
            {"Type", &LogConfig::type},
            {"Config", &LogConfig::config},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerUpdate>()
{
    static const Fields list = fields<ContainerUpdate>(
        &ContainerUpdate::extra,
        {
            {"CpuShares", &ContainerUpdate::cpu_shares},
            {"Memory", &ContainerUpdate::memory},
            {"CgroupParent", &ContainerUpdate::cgroup_parent},
            {"BlkioWeight", &ContainerUpdate::blkio_weight},
            {"BlkioWeightDevice", &ContainerUpdate::blkio_weight_device, since(55)},
            {"BlkioDeviceReadBps", &ContainerUpdate::blkio_device_read_bps, since(55)},
            {"BlkioDeviceWriteBps", &ContainerUpdate::blkio_device_write_bps, since(55)},
            {"BlkioDeviceReadIOps", &ContainerUpdate::blkio_device_read_iops, since(55)},
            {"BlkioDeviceWriteIOps", &ContainerUpdate::blkio_device_write_iops, since(55)},
            {"CpuPeriod", &ContainerUpdate::cpu_period},
            {"CpuQuota", &ContainerUpdate::cpu_quota},
            {"CpuRealtimePeriod", &ContainerUpdate::cpu_realtime_period},
            {"CpuRealtimeRuntime", &ContainerUpdate::cpu_realtime_runtime},
            {"CpusetCpus", &ContainerUpdate::cpuset_cpus},
            {"CpusetMems", &ContainerUpdate::cpuset_mems},
            {"Devices", &ContainerUpdate::devices},
            {"DeviceCgroupRules", &ContainerUpdate::device_cgroup_rules},
            {"DeviceRequests", &ContainerUpdate::device_requests, since(40)},
            {"KernelMemory", &ContainerUpdate::kernel_memory},
            {"KernelMemoryTCP", &ContainerUpdate::kernel_memory_tcp},
            {"MemoryReservation", &ContainerUpdate::memory_reservation},
            {"MemorySwap", &ContainerUpdate::memory_swap},
            {"MemorySwappiness", &ContainerUpdate::memory_swappiness},
            {"NanoCpus", &ContainerUpdate::nano_cpus},
            {"OomKillDisable", &ContainerUpdate::oom_kill_disable},
            {"Init", &ContainerUpdate::init},
            {"PidsLimit", &ContainerUpdate::pids_limit, since(40)},
            {"Ulimits", &ContainerUpdate::ulimits},
            {"CpuCount", &ContainerUpdate::cpu_count},
            {"CpuPercent", &ContainerUpdate::cpu_percent},
            {"IOMaximumIOps", &ContainerUpdate::io_maximum_iops},
            {"IOMaximumBandwidth", &ContainerUpdate::io_maximum_bandwidth},
            {"RestartPolicy", &ContainerUpdate::restart_policy},
        }
    );
    return list;
}

template <>
const Fields& fields_of<StorageDriverData>()
{
    static const Fields list = fields<StorageDriverData>(
        &StorageDriverData::extra,
        {
            {"Name", &StorageDriverData::name},
            {"Data", &StorageDriverData::data},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
