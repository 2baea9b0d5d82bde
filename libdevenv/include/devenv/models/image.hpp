#pragma once

#include <devenv/json.hpp>
#include <devenv/models/container.hpp>
#include <devenv/models/descriptor.hpp>
#include <devenv/models/image_parts.hpp>

#include <cstdint>
#include <map>
#include <optional>
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
    std::string comment{};
    std::string container{};
    std::optional<ContainerConfig> container_config{};
    std::string docker_version{};
    std::string author{};
    std::string os_version{};
    std::int64_t virtual_size = 0;
    StorageDriverData storage_driver{};
    RootFs root_fs{};
    ImageMetadata metadata{};
    std::optional<Descriptor> descriptor{};
    std::vector<ImageManifest> manifests{};
    Json identity{};
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
    std::int64_t shared_size = 0;
    std::int64_t virtual_size = 0;
    std::optional<Descriptor> descriptor{};
    std::vector<ImageManifest> manifests{};
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
