#pragma once

#include <devenv/models/system.hpp>
#include <devenv/models/volume.hpp>
#include <devenv/operations/containers.hpp>

#include <map>
#include <optional>
#include <string>

namespace devenv::inline v1 {

/// Source: Body of POST /volumes/create.
struct VolumeCreate
{
    std::string name{};  ///< empty = the daemon chooses one
    std::string driver{};
    std::map<std::string, std::string> options{};
    std::map<std::string, std::string> labels{};
    std::optional<ClusterVolumeSpec> cluster_volume_spec{};
    Extra extra{};
};

/// Creates a volume; one of that name that is there already is the answer.
/// Source: POST /volumes/create, API 1.24.
struct CreateVolume
{
    using Response = Volume;
    VolumeCreate config{};
};

/// Source: GET /volumes, API 1.24.
struct ListVolumes
{
    using Response = VolumeList;
    Filters filters{};
};

/// Errors: not_found. Source: GET /volumes/{name}, API 1.24.
struct InspectVolume
{
    using Response = Volume;
    std::string volume{};
};

/// Errors: not_found, conflict (in use). Source: DELETE /volumes/{name}, API 1.24.
struct RemoveVolume
{
    using Response = Nothing;
    std::string volume{};
    bool force = false;
};

/// Changes a volume of a swarm. Errors: not_found, bad_request (it is none of a swarm's).
/// Source: PUT /volumes/{id}, API 1.42.
struct UpdateVolume
{
    using Response = Nothing;
    std::string volume{};
    std::uint64_t version = 0;  ///< ClusterVolume.Version.Index
    VolumeUpdate config{};
};

/// Removes volumes that nobody uses: anonymous ones, and since API 1.42 named ones only with the filter
/// `all`.
/// Source: POST /volumes/prune, API 1.25.
struct PruneVolumes
{
    using Response = VolumesPruned;
    Filters filters{};
};

}  // namespace devenv::inline v1
