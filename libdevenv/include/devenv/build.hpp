#pragma once

#include <devenv/export.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::inline v1 {

/// What to build, in the words of `docker build`.
struct BuildSpec
{
    std::string context = ".";  ///< the folder
    std::string dockerfile{};   ///< path, relative to the context; empty = Dockerfile, or dockerfile
    std::vector<std::string> left_out{};  ///< paths of the context that never travel, besides .dockerignore's
    std::vector<std::string> tags{};
    std::map<std::string, std::optional<std::string>> args{};  ///< nullopt = ARG without a value
    std::map<std::string, std::string> labels{};
    std::vector<std::string> cache_from{};
    std::string target{};
    std::string platform{};
    std::string network{};
    bool no_cache = false;
    bool pull = false;
    std::string registry_config{};  ///< X-Registry-Config, encoded
};

/// What a build says while it runs.
struct BuildEvent
{
    enum class Kind
    {
        context,       ///< the context has been sent: `bytes`
        step_started,  ///< `step` of `steps`: `text` is the instruction
        step_cached,   ///< the step was in the cache
        output,        ///< `text` of the step's command, a part of a line or several
        progress,      ///< of a base image's pull: `id`, `text`, `bytes` of `total`
        image,         ///< a step's image, or the final one: `id`
        note,          ///< a word of the builder or of ours: a warning, a file that was left out
    };

    Kind kind = Kind::note;
    int step = 0;
    int steps = 0;
    std::string_view text{};  ///< valid until the next event
    std::string_view id{};    ///< valid until the next event
    std::uint64_t bytes = 0;
    std::uint64_t total = 0;
};

/// A built image.
struct Image
{
    std::string id{};  ///< "sha256:…"
    int steps = 0;
    int cached_steps = 0;
    std::uint64_t context_bytes = 0;
};

}  // namespace devenv::inline v1
