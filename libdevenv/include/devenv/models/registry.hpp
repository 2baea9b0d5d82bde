#pragma once

#include <devenv/json.hpp>
#include <devenv/models/descriptor.hpp>
#include <devenv/models/image.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: DistributionInspect.Platforms.
struct DistributionPlatform
{
    std::string architecture{};
    std::string os{};
    std::string os_version{};
    std::vector<std::string> os_features{};
    std::string variant{};
    Extra extra{};
};

/// What a registry has under a name. Source: DistributionInspect.
struct DistributionInspect
{
    Descriptor descriptor{};
    std::vector<DistributionPlatform> platforms{};
    Extra extra{};
};

/// A step that made an image. Source: ImageHistoryResponseItem.
struct HistoryEntry
{
    std::string id{};
    std::int64_t created = 0;  ///< Unix seconds
    std::string created_by{};
    std::vector<std::string> tags{};
    std::int64_t size = 0;  ///< bytes
    std::string comment{};
    Extra extra{};
};

/// A repository that a search has found. Source: ImageSearchResponseItem.
struct SearchResult
{
    std::string description{};
    bool is_official = false;
    bool is_automated = false;
    std::string name{};
    std::int64_t star_count = 0;
    Extra extra{};
};

/// Source: ImagePruneResponse.
struct ImagesPruned
{
    std::vector<ImageRemoved> removed{};
    std::uint64_t space_reclaimed = 0;  ///< bytes
    Extra extra{};
};

/// A statement about how an image was made. Source: AttestationStatement, API 1.55.
struct AttestationStatement
{
    Descriptor descriptor{};
    std::string predicate_type{};
    Json statement{};  ///< the in-toto statement, with `statement`
    Extra extra{};
};

}  // namespace devenv::inline v1
