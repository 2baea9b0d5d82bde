#pragma once

#include <devenv/json.hpp>

#include <map>
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
