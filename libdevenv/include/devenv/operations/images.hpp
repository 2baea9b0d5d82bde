#pragma once

#include <devenv/models/image.hpp>
#include <devenv/models/registry.hpp>
#include <devenv/models/secret.hpp>
#include <devenv/models/system.hpp>
#include <devenv/operations/containers.hpp>

#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

class ByteReader;
class LineStream;

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

/// Lists the steps that made an image. Errors: not_found.
/// Source: GET /images/{id}/history, API 1.24; platform 1.48.
struct ReadHistory
{
    using Response = std::vector<HistoryEntry>;
    std::string image{};
    std::optional<Platform> platform{};
};

/// Lists what is attested about an image. Errors: not_found.
/// Source: GET /images/{id}/attestations, API 1.55.
struct ReadAttestations
{
    using Response = std::vector<AttestationStatement>;
    std::string image{};
    std::optional<Platform> platform{};
    std::vector<std::string> types{};  ///< predicate types
    bool statement = false;            ///< the statements themselves, too
};

/// Searches the registry for repositories.
/// Source: GET /images/search, API 1.24.
struct SearchImages
{
    using Response = std::vector<SearchResult>;
    std::string term{};
    std::optional<std::int64_t> limit{};
    Filters filters{};
    std::string registry_auth{};  ///< encoded
};

/// Removes images that nobody uses.
/// Source: POST /images/prune, API 1.25.
struct PruneImages
{
    using Response = ImagesPruned;
    Filters filters{};
};

/// Makes an image of a container. Errors: not_found.
/// Source: POST /commit, API 1.24.
struct CommitContainer
{
    using Response = ObjectCreated;
    std::string container{};
    std::string repository{};
    std::string tag{};
    std::string comment{};
    std::string author{};
    std::optional<bool> pause{};         ///< hold the container meanwhile; true if absent
    std::vector<std::string> changes{};  ///< Dockerfile instructions: CMD, ENV, …
    std::optional<ContainerConfig> config{};
};

/// Sends an image to its registry. Nearly all that fails stands in the stream, and is thrown when reached.
/// Source: POST /images/{id}/push, API 1.24; platform 1.46.
struct PushImage
{
    using Response = LineStream;
    std::string image{};
    std::string tag{};  ///< all tags if empty
    std::optional<Platform> platform{};
    std::string registry_auth = "e30=";  ///< encoded
};

/// Reads an image with its layers as a tar. Errors: not_found.
/// Source: GET /images/{id}/get, API 1.24; platform 1.48.
struct SaveImage
{
    using Response = ByteReader;
    std::string image{};
    std::vector<Platform> platforms{};
};

/// Reads several images as one tar. Errors: not_found.
/// Source: GET /images/get, API 1.24; platform 1.48.
struct SaveImages
{
    using Response = ByteReader;
    std::vector<std::string> names{};
    std::vector<Platform> platforms{};
};

/// Adds the images of a tar made by SaveImage, given beside the operation. All failures stand in the
/// stream.
/// Source: POST /images/load, API 1.24; platform 1.48.
struct LoadImages
{
    using Response = LineStream;
    bool quiet = false;
    std::vector<Platform> platforms{};
};

}  // namespace devenv::inline v1
