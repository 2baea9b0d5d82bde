#pragma once

#include <devenv/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Nanoseconds since the start. Source: ContainerCPUUsage.
struct CpuTimes
{
    std::uint64_t total_usage = 0;
    std::vector<std::uint64_t> percpu_usage{};
    std::uint64_t usage_in_kernelmode = 0;
    std::uint64_t usage_in_usermode = 0;
    Extra extra{};
};

/// Source: ContainerThrottlingData.
struct CpuThrottling
{
    std::uint64_t periods = 0;
    std::uint64_t throttled_periods = 0;
    std::uint64_t throttled_time = 0;  ///< nanoseconds
    Extra extra{};
};

/// Source: ContainerCPUStats.
struct CpuStats
{
    CpuTimes cpu_usage{};
    std::optional<std::uint64_t> system_cpu_usage{};  ///< nanoseconds of the host
    std::optional<std::uint32_t> online_cpus{};
    CpuThrottling throttling_data{};
    Extra extra{};
};

/// Source: ContainerMemoryStats.
struct MemoryStats
{
    std::optional<std::uint64_t> usage{};  ///< bytes
    std::uint64_t max_usage = 0;
    std::map<std::string, std::uint64_t> stats{};
    std::uint64_t fail_count = 0;
    std::optional<std::uint64_t> limit{};  ///< bytes
    std::uint64_t commit_bytes = 0;
    std::uint64_t commit_peak_bytes = 0;
    std::uint64_t private_working_set = 0;
    Extra extra{};
};

/// Source: ContainerBlkioStatEntry.
struct BlockIoEntry
{
    std::uint64_t major = 0;
    std::uint64_t minor = 0;
    std::string op{};
    std::uint64_t value = 0;
    Extra extra{};
};

/// Source: ContainerBlkioStats.
struct BlockIoStats
{
    std::vector<BlockIoEntry> io_service_bytes_recursive{};
    std::vector<BlockIoEntry> io_serviced_recursive{};
    std::vector<BlockIoEntry> io_queue_recursive{};
    std::vector<BlockIoEntry> io_service_time_recursive{};
    std::vector<BlockIoEntry> io_wait_time_recursive{};
    std::vector<BlockIoEntry> io_merged_recursive{};
    std::vector<BlockIoEntry> io_time_recursive{};
    std::vector<BlockIoEntry> sectors_recursive{};
    Extra extra{};
};

/// Source: ContainerPidsStats.
struct PidsStats
{
    std::optional<std::uint64_t> current{};
    std::optional<std::uint64_t> limit{};
    Extra extra{};
};

/// Bytes and packets of one interface. Source: ContainerNetworkStats.
struct NetworkStats
{
    std::uint64_t rx_bytes = 0;
    std::uint64_t rx_packets = 0;
    std::uint64_t rx_errors = 0;
    std::uint64_t rx_dropped = 0;
    std::uint64_t tx_bytes = 0;
    std::uint64_t tx_packets = 0;
    std::uint64_t tx_errors = 0;
    std::uint64_t tx_dropped = 0;
    std::string endpoint_id{};
    std::string instance_id{};
    Extra extra{};
};

/// Of Windows. Source: ContainerStorageStats.
struct StorageStats
{
    std::uint64_t read_count_normalized = 0;
    std::uint64_t read_size_bytes = 0;
    std::uint64_t write_count_normalized = 0;
    std::uint64_t write_size_bytes = 0;
    Extra extra{};
};

/// What a container uses. Source: ContainerStatsResponse.
struct ContainerStats
{
    std::string read{};  ///< RFC 3339: when
    std::string preread{};
    PidsStats pids_stats{};
    BlockIoStats block_io_stats{};
    std::uint32_t num_procs = 0;
    StorageStats storage_stats{};
    CpuStats cpu_stats{};
    CpuStats precpu_stats{};
    MemoryStats memory_stats{};
    std::map<std::string, NetworkStats> networks{};
    std::string name{};
    std::string id{};
    std::string os_type{};
    Extra extra{};
};

/// The processes of a container, a row each. Source: ContainerTopResponse.
struct ProcessList
{
    std::vector<std::string> titles{};
    std::vector<std::vector<std::string>> processes{};
    Extra extra{};
};

/// Source: FilesystemChange.
struct FilesystemChange
{
    std::string path{};
    std::int64_t kind = 0;  ///< 0 modified, 1 added, 2 deleted
    Extra extra{};
};

/// Source: ContainerUpdateResponse.
struct ContainerUpdated
{
    std::vector<std::string> warnings{};
    Extra extra{};
};

/// Source: ContainerPruneResponse.
struct ContainersPruned
{
    std::vector<std::string> removed{};
    std::uint64_t space_reclaimed = 0;  ///< bytes
    Extra extra{};
};

/// A frozen state of a container.
struct Checkpoint
{
    std::string name{};
    Extra extra{};
};

/// The body of POST /containers/{id}/checkpoints.
struct CheckpointCreate
{
    std::string checkpoint_id{};
    std::string checkpoint_dir{};
    bool exit = false;  ///< end the container when it is frozen
    Extra extra{};
};

}  // namespace devenv::inline v1
