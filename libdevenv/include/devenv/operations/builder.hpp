#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/system.hpp>
#include <devenv/models/usage.hpp>

#include <cstdint>
#include <string>

namespace devenv::inline v1 {

/// Removes what the builder keeps and doesn't need.
/// Source: POST /build/prune, API 1.31; all 1.39, reserved space 1.39, max-used-space
/// 1.48, min-free-space 1.48, filters 1.39.
struct PruneBuildCache
{
    using Response = BuildCachePruned;
    bool all = false;
    std::int64_t reserved_space = 0;  ///< bytes to keep; `keep-storage` until API 1.47
    std::int64_t max_used_space = 0;  ///< bytes
    std::int64_t min_free_space = 0;  ///< bytes
    Filters filters{};
};

/// Ends a build that was given a `build_id`. It is no error if there is none.
/// Source: POST /build/cancel, API 1.31.
struct CancelBuild
{
    using Response = Nothing;
    std::string build_id{};
};

}  // namespace devenv::inline v1
