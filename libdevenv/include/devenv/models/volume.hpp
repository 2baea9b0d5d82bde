#pragma once

#include <devenv/json.hpp>
#include <devenv/models/cluster_volume.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: Volume.
struct Volume
{
    std::string name{};
    std::string driver{};
    std::string mountpoint{};
    std::string created_at{};
    std::map<std::string, std::string> labels{};
    std::string scope{};
    std::map<std::string, std::string> options{};
    std::map<std::string, Json> status{};
    std::optional<VolumeUsageData> usage_data{};
    std::optional<ClusterVolume> cluster_volume{};
    Extra extra{};
};

/// Source: VolumeListResponse.
struct VolumeList
{
    std::vector<Volume> volumes{};
    std::vector<std::string> warnings{};
    Extra extra{};
};

}  // namespace devenv::inline v1
