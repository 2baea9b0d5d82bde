#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<CpuTimes>()
{
    static const Fields list = fields<CpuTimes>(
        &CpuTimes::extra,
        {
            {"total_usage", &CpuTimes::total_usage},
            {"percpu_usage", &CpuTimes::percpu_usage},
            {"usage_in_kernelmode", &CpuTimes::usage_in_kernelmode},
            {"usage_in_usermode", &CpuTimes::usage_in_usermode},
        }
    );
    return list;
}

template <>
const Fields& fields_of<CpuThrottling>()
{
    static const Fields list = fields<CpuThrottling>(
        &CpuThrottling::extra,
        {
            {"periods", &CpuThrottling::periods},
            {"throttled_periods", &CpuThrottling::throttled_periods},
            {"throttled_time", &CpuThrottling::throttled_time},
        }
    );
    return list;
}

template <>
const Fields& fields_of<CpuStats>()
{
    static const Fields list = fields<CpuStats>(
        &CpuStats::extra,
        {
            {"cpu_usage", &CpuStats::cpu_usage},
            {"system_cpu_usage", &CpuStats::system_cpu_usage},
            {"online_cpus", &CpuStats::online_cpus},
            {"throttling_data", &CpuStats::throttling_data},
        }
    );
    return list;
}

template <>
const Fields& fields_of<MemoryStats>()
{
    static const Fields list = fields<MemoryStats>(
        &MemoryStats::extra,
        {
            {"usage", &MemoryStats::usage},
            {"max_usage", &MemoryStats::max_usage},
            {"stats", &MemoryStats::stats},
            {"failcnt", &MemoryStats::fail_count},
            {"limit", &MemoryStats::limit},
            {"commitbytes", &MemoryStats::commit_bytes},
            {"commitpeakbytes", &MemoryStats::commit_peak_bytes},
            {"privateworkingset", &MemoryStats::private_working_set},
        }
    );
    return list;
}

template <>
const Fields& fields_of<BlockIoEntry>()
{
    static const Fields list = fields<BlockIoEntry>(
        &BlockIoEntry::extra,
        {
            {"major", &BlockIoEntry::major},
            {"minor", &BlockIoEntry::minor},
            {"op", &BlockIoEntry::op},
            {"value", &BlockIoEntry::value},
        }
    );
    return list;
}

template <>
const Fields& fields_of<BlockIoStats>()
{
    static const Fields list = fields<BlockIoStats>(
        &BlockIoStats::extra,
        {
            {"io_service_bytes_recursive", &BlockIoStats::io_service_bytes_recursive},
            {"io_serviced_recursive", &BlockIoStats::io_serviced_recursive},
            {"io_queue_recursive", &BlockIoStats::io_queue_recursive},
            {"io_service_time_recursive", &BlockIoStats::io_service_time_recursive},
            {"io_wait_time_recursive", &BlockIoStats::io_wait_time_recursive},
            {"io_merged_recursive", &BlockIoStats::io_merged_recursive},
            {"io_time_recursive", &BlockIoStats::io_time_recursive},
            {"sectors_recursive", &BlockIoStats::sectors_recursive},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PidsStats>()
{
    static const Fields list = fields<PidsStats>(
        &PidsStats::extra,
        {
            {"current", &PidsStats::current},
            {"limit", &PidsStats::limit},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkStats>()
{
    static const Fields list = fields<NetworkStats>(
        &NetworkStats::extra,
        {
            {"rx_bytes", &NetworkStats::rx_bytes},
            {"rx_packets", &NetworkStats::rx_packets},
            {"rx_errors", &NetworkStats::rx_errors},
            {"rx_dropped", &NetworkStats::rx_dropped},
            {"tx_bytes", &NetworkStats::tx_bytes},
            {"tx_packets", &NetworkStats::tx_packets},
            {"tx_errors", &NetworkStats::tx_errors},
            {"tx_dropped", &NetworkStats::tx_dropped},
            {"endpoint_id", &NetworkStats::endpoint_id},
            {"instance_id", &NetworkStats::instance_id},
        }
    );
    return list;
}

template <>
const Fields& fields_of<StorageStats>()
{
    static const Fields list = fields<StorageStats>(
        &StorageStats::extra,
        {
            {"read_count_normalized", &StorageStats::read_count_normalized},
            {"read_size_bytes", &StorageStats::read_size_bytes},
            {"write_count_normalized", &StorageStats::write_count_normalized},
            {"write_size_bytes", &StorageStats::write_size_bytes},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerStats>()
{
    static const Fields list = fields<ContainerStats>(
        &ContainerStats::extra,
        {
            {"read", &ContainerStats::read},
            {"preread", &ContainerStats::preread},
            {"pids_stats", &ContainerStats::pids_stats},
            {"blkio_stats", &ContainerStats::block_io_stats},
            {"num_procs", &ContainerStats::num_procs},
            {"storage_stats", &ContainerStats::storage_stats},
            {"cpu_stats", &ContainerStats::cpu_stats},
            {"precpu_stats", &ContainerStats::precpu_stats},
            {"memory_stats", &ContainerStats::memory_stats},
            {"networks", &ContainerStats::networks},
            {"name", &ContainerStats::name},
            {"id", &ContainerStats::id},
            {"os_type", &ContainerStats::os_type},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ProcessList>()
{
    static const Fields list = fields<ProcessList>(
        &ProcessList::extra,
        {
            {"Titles", &ProcessList::titles},
            {"Processes", &ProcessList::processes},
        }
    );
    return list;
}

template <>
const Fields& fields_of<FilesystemChange>()
{
    static const Fields list = fields<FilesystemChange>(
        &FilesystemChange::extra,
        {
            {"Path", &FilesystemChange::path},
            {"Kind", &FilesystemChange::kind},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerUpdated>()
{
    static const Fields list = fields<ContainerUpdated>(
        &ContainerUpdated::extra,
        {
            {"Warnings", &ContainerUpdated::warnings},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainersPruned>()
{
    static const Fields list = fields<ContainersPruned>(
        &ContainersPruned::extra,
        {
            {"ContainersDeleted", &ContainersPruned::removed},
            {"SpaceReclaimed", &ContainersPruned::space_reclaimed},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Checkpoint>()
{
    static const Fields list = fields<Checkpoint>(
        &Checkpoint::extra,
        {
            {"Name", &Checkpoint::name},
        }
    );
    return list;
}

template <>
const Fields& fields_of<CheckpointCreate>()
{
    static const Fields list = fields<CheckpointCreate>(
        &CheckpointCreate::extra,
        {
            {"CheckpointID", &CheckpointCreate::checkpoint_id},
            {"CheckpointDir", &CheckpointCreate::checkpoint_dir},
            {"Exit", &CheckpointCreate::exit},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
