#pragma once

#include <devenv/json.hpp>
#include <devenv/models/container.hpp>
#include <devenv/models/image.hpp>
#include <devenv/models/volume.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Something that the builder keeps. Source: BuildCache.
struct BuildCacheRecord
{
    std::string id{};
    std::string parent{};  ///< until API 1.41
    std::vector<std::string> parents{};
    std::string type{};
    std::string description{};
    bool in_use = false;
    bool shared = false;
    std::int64_t size = 0;  ///< bytes
    std::string created_at{};
    std::string last_used_at{};
    std::int64_t usage_count = 0;
    Extra extra{};
};

/// Source: ImagesDiskUsage, API 1.52.
struct ImagesUsage
{
    std::int64_t active_count = 0;
    std::int64_t total_count = 0;
    std::int64_t reclaimable = 0;
    std::int64_t total_size = 0;
    std::vector<ImageSummary> items{};
    Extra extra{};
};

/// Source: ContainersDiskUsage, API 1.52.
struct ContainersUsage
{
    std::int64_t active_count = 0;
    std::int64_t total_count = 0;
    std::int64_t reclaimable = 0;
    std::int64_t total_size = 0;
    std::vector<ContainerSummary> items{};
    Extra extra{};
};

/// Source: VolumesDiskUsage, API 1.52.
struct VolumesUsage
{
    std::int64_t active_count = 0;
    std::int64_t total_count = 0;
    std::int64_t reclaimable = 0;
    std::int64_t total_size = 0;
    std::vector<Volume> items{};
    Extra extra{};
};

/// Source: BuildCacheDiskUsage, API 1.52.
struct BuildCacheUsage
{
    std::int64_t active_count = 0;
    std::int64_t total_count = 0;
    std::int64_t reclaimable = 0;
    std::int64_t total_size = 0;
    std::vector<BuildCacheRecord> items{};
    Extra extra{};
};

/// What images, containers, volumes and the builder take; the lists until API 1.51, the sums since 1.52.
/// Source: SystemDataUsageResponse.
struct DiskUsage
{
    std::int64_t layers_size = 0;  ///< bytes
    std::vector<ImageSummary> images{};
    std::vector<ContainerSummary> containers{};
    std::vector<Volume> volumes{};
    std::vector<BuildCacheRecord> build_cache{};
    std::int64_t builder_size = 0;
    std::optional<ImagesUsage> image_usage{};
    std::optional<ContainersUsage> container_usage{};
    std::optional<VolumesUsage> volume_usage{};
    std::optional<BuildCacheUsage> build_cache_usage{};
    Extra extra{};
};

/// Who one is at a registry. Source: AuthConfig.
struct AuthConfig
{
    std::string username{};
    std::string password{};
    std::string email{};
    std::string server_address{};
    std::string identity_token{};
    std::string registry_token{};
    Extra extra{};
};

/// Source: AuthResponse.
struct AuthResult
{
    std::string status{};
    std::string identity_token{};  ///< if not empty, it takes the password's place
    Extra extra{};
};

/// What an event is about. Source: EventActor.
struct EventActor
{
    std::string id{};
    std::map<std::string, std::string> attributes{};
    Extra extra{};
};

/// Something that happened. Source: EventMessage.
struct Event
{
    std::string legacy_status{};  ///< below API 1.52
    std::string legacy_id{};
    std::string legacy_from{};
    std::string type{};    ///< "container", "image", "network", …
    std::string action{};  ///< "start", "die", "health_status: healthy", …
    EventActor actor{};
    std::string scope{};         ///< "local", "swarm"
    std::int64_t time = 0;       ///< Unix seconds
    std::int64_t time_nano = 0;  ///< Unix nanoseconds
    Extra extra{};
};

/// Source: BuildPruneResponse.
struct BuildCachePruned
{
    std::vector<std::string> removed{};
    std::uint64_t space_reclaimed = 0;  ///< bytes
    Extra extra{};
};

}  // namespace devenv::inline v1
