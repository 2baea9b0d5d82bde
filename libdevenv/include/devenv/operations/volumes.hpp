#pragma once

#include <devenv/models/system.hpp>
#include <devenv/models/volume.hpp>
#include <devenv/operations/containers.hpp>

#include <map>
#include <string>

namespace devenv::inline v1 {

/// Source: Body of POST /volumes/create.
struct VolumeCreate
{
    std::string name{};  ///< empty = the daemon chooses one
    std::string driver{};
    std::map<std::string, std::string> options{};
    std::map<std::string, std::string> labels{};
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

}  // namespace devenv::inline v1
