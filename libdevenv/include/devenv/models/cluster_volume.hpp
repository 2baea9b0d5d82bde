#pragma once

#include <devenv/json.hpp>
#include <devenv/models/resources.hpp>
#include <devenv/models/swarm.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: Volume.UsageData.
struct VolumeUsageData
{
    std::int64_t size = 0;       ///< bytes; -1 = not known
    std::int64_t ref_count = 0;  ///< -1 = not known
    Extra extra{};
};

/// Source: VolumePruneResponse.
struct VolumesPruned
{
    std::vector<std::string> removed{};
    std::uint64_t space_reclaimed = 0;  ///< bytes
    Extra extra{};
};

/// Where a cluster volume can be reached. Source: Topology.
struct TopologySegments
{
    std::map<std::string, std::string> segments{};
    Extra extra{};
};

/// Source: ClusterVolumeSpec.AccessMode.AccessibilityRequirements.
struct TopologyRequirement
{
    std::vector<TopologySegments> requisite{};
    std::vector<TopologySegments> preferred{};
    Extra extra{};
};

/// Source: ClusterVolumeSpec.AccessMode.CapacityRange.
struct CapacityRange
{
    std::int64_t required_bytes = 0;
    std::int64_t limit_bytes = 0;
    Extra extra{};
};

/// Source: ClusterVolumeSpec.AccessMode.Secrets.
struct VolumeSecret
{
    std::string key{};
    std::string secret{};
    Extra extra{};
};

/// Source: ClusterVolumeSpec.AccessMode.MountVolume.
struct MountVolumeOptions
{
    std::string fs_type{};
    std::vector<std::string> mount_flags{};
    Extra extra{};
};

/// Source: ClusterVolumeSpec.AccessMode.
struct VolumeAccessMode
{
    std::string scope{};    ///< "single", "multi"
    std::string sharing{};  ///< "none", "readonly", "onewriter", "all"
    std::optional<MountVolumeOptions> mount_volume{};
    std::optional<EmptyObject> block_volume{};
    std::vector<VolumeSecret> secrets{};
    std::optional<TopologyRequirement> accessibility_requirements{};
    std::optional<CapacityRange> capacity_range{};
    std::string availability{};  ///< "active", "pause", "drain"
    Extra extra{};
};

/// What a volume of a swarm should be. Source: ClusterVolumeSpec, API 1.42.
struct ClusterVolumeSpec
{
    std::string group{};
    std::optional<VolumeAccessMode> access_mode{};
    std::vector<VolumeSecret> secrets{};
    std::optional<TopologyRequirement> accessibility_requirements{};
    std::optional<CapacityRange> capacity_range{};
    std::string availability{};
    Extra extra{};
};

/// Source: ClusterVolume.Info.
struct ClusterVolumeInfo
{
    std::int64_t capacity_bytes = 0;
    std::map<std::string, std::string> volume_context{};
    std::string volume_id{};
    std::vector<TopologySegments> accessible_topology{};
    Extra extra{};
};

/// Source: ClusterVolume.PublishStatus.
struct ClusterVolumePublish
{
    std::string node_id{};
    std::string state{};
    std::map<std::string, std::string> publish_context{};
    Extra extra{};
};

/// A volume of a swarm. Source: ClusterVolume, API 1.42.
struct ClusterVolume
{
    std::string id{};
    ObjectVersion version{};
    std::string created_at{};
    std::string updated_at{};
    ClusterVolumeSpec spec{};
    std::optional<ClusterVolumeInfo> info{};
    std::vector<ClusterVolumePublish> publish_status{};
    Extra extra{};
};

/// The body of PUT /volumes/{name}.
struct VolumeUpdate
{
    std::optional<ClusterVolumeSpec> spec{};
    Extra extra{};
};

}  // namespace devenv::inline v1
