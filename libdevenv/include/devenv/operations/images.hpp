#pragma once

#include <devenv/models/image.hpp>
#include <devenv/models/system.hpp>
#include <devenv/operations/containers.hpp>

#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: GET /images/json, API 1.24.
struct ListImages
{
    using Response = std::vector<ImageSummary>;
    bool all = false;
    bool digests = false;
    Filters filters{};
};

/// Errors: not_found. Source: GET /images/{name}/json, API 1.24.
struct InspectImage
{
    using Response = ImageInspect;
    std::string image{};
};

/// Gives an image a further name.
/// Errors: not_found, bad_request. Source: POST /images/{name}/tag, API 1.24.
struct TagImage
{
    using Response = Nothing;
    std::string image{};
    std::string repository{};
    std::string tag{};
};

/// Removes a name of an image, and the image with its last name.
/// Errors: not_found, conflict (a container uses it). Source: DELETE /images/{name}, API 1.24.
struct RemoveImage
{
    using Response = std::vector<ImageRemoved>;
    std::string image{};
    bool force = false;
    bool no_prune = false;
};

}  // namespace devenv::inline v1
