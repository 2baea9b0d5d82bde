#pragma once

#include <devenv/json.hpp>
#include <devenv/operations/containers.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

class LineStream;

/// Builds an image from a tar of its context with the classic builder. `Client::build` makes the tar, follows
/// the answer and tells its end; this is the bare operation. Source: POST /build, API 1.24; cachefrom 1.25,
/// labels 1.23, networkmode 1.25, target 1.29, platform 1.32.
struct BuildImage
{
    using Response = LineStream;
    std::vector<std::string> tags{};
    std::string dockerfile{};                                  ///< name in the tar
    std::map<std::string, std::optional<std::string>> args{};  ///< nullopt = ARG without a value
    std::map<std::string, std::string> labels{};
    std::vector<std::string> cache_from{};
    std::vector<std::string> extra_hosts{};
    std::string network_mode{};
    std::string target{};
    std::string platform{};
    bool no_cache = false;
    bool pull = false;              ///< look for newer base images
    bool force_remove = false;      ///< remove the containers of a failed step as well
    std::string registry_config{};  ///< X-Registry-Config: credentials by host, encoded
    std::string remote{};           ///< URL of the context, instead of a body
    std::optional<bool> remove{};   ///< remove the containers of the steps; true if absent
    bool quiet = false;             ///< only the id at the end
    bool squash = false;            ///< one layer of all; experimental daemons only
    std::int64_t shm_size = 0;      ///< bytes, as the limits that follow
    std::int64_t memory = 0;
    std::int64_t memory_swap = 0;  ///< -1 = no bound
    std::int64_t cpu_shares = 0;
    std::int64_t cpu_period = 0;
    std::int64_t cpu_quota = 0;
    std::string cpuset_cpus{};
    std::string cpuset_mems{};
    std::string cgroup_parent{};
    std::string builder_version{};  ///< "1" classic (default), "2" BuildKit
    std::string build_id{};         ///< for CancelBuild
    std::string session{};          ///< id of an OpenSession, which has to last until the end
    Json outputs{};                 ///< a list, of BuildKit: what becomes of the result
    Json ulimits{};                 ///< a list of Ulimit
};

/// Pulls an image from a registry. Without tag and digest the daemon would pull all tags: give one.
/// Errors: not_found, unauthorized, server; what fails after the first line stands in the stream.
/// Source: POST /images/create, API 1.24; platform 1.32.
struct PullImage
{
    using Response = LineStream;
    std::string image{};
    std::string tag{};  ///< or digest, "sha256:…"
    std::string platform{};
    std::string registry_auth{};  ///< X-Registry-Auth, encoded
};

/// Makes an image of one layer from a tar of a root directory.
/// Source: POST /images/create?fromSrc=-, API 1.24.
struct ImportImage
{
    using Response = LineStream;
    std::string source = "-";  ///< "-" = the body; or a URL, which the daemon fetches
    std::string repository{};
    std::string tag{};
    std::string message{};
    std::vector<std::string> changes{};  ///< Dockerfile instructions: CMD, ENV, …
    std::string platform{};
};

}  // namespace devenv::inline v1
