#pragma once

#include <devenv/json.hpp>
#include <devenv/models/container.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: ImageInspect.
struct ImageInspect
{
    std::string id{};
    std::vector<std::string> repo_tags{};
    std::vector<std::string> repo_digests{};
    std::string parent{};
    std::string created{};
    std::string architecture{};
    std::string variant{};
    std::string os{};
    std::int64_t size = 0;  ///< bytes
    ContainerConfig config{};
    Extra extra{};
};

/// Source: ImageSummary.
struct ImageSummary
{
    std::string id{};
    std::string parent_id{};
    std::vector<std::string> repo_tags{};
    std::vector<std::string> repo_digests{};
    std::int64_t created = 0;  ///< Unix seconds
    std::int64_t size = 0;     ///< bytes
    std::int64_t containers = 0;
    std::map<std::string, std::string> labels{};
    Extra extra{};
};

/// One line of what a removal did. Source: ImageDeleteResponseItem.
struct ImageRemoved
{
    std::string untagged{};
    std::string deleted{};
    Extra extra{};
};

}  // namespace devenv::inline v1
