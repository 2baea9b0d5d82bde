// One blob, from any of its sources to its place on disk.
#pragma once

#include "protocol/image_manifest.hpp"
#include "registry/attempts.hpp"
#include "registry/files.hpp"
#include "registry/registry_client.hpp"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace devenv::detail::registry {

/// Where a blob can be had: in a registry's repository, or at an address of its own (foreign layers).
struct BlobSource
{
    RegistryClient* registry = nullptr;
    std::string repository{};
    std::optional<protocol::WebUrl> url{};

    std::string name() const { return registry != nullptr ? registry->origin() : url->origin(); }
};

/// How the bytes of a blob are kept.
enum class Keep
{
    as_it_is,
    decompressed,
};

struct BlobJob
{
    std::string image{};  ///< the first that needs it, as it was asked for
    protocol::BlobDescriptor blob{};
    std::vector<BlobSource> sources{};  ///< in the order to ask them
    std::string place{};
    Keep keep = Keep::as_it_is;
    std::optional<protocol::ContentDigest> content{};  ///< of a layer: what must be inside
};

/// What all jobs of a freeze share.
struct FetchShared
{
    Web& web;
    asio::thread_pool& workers;
    RetryBudget& budget;
    std::atomic<bool>& stop;
    FreezeOutcome& outcome;
    std::string part_folder{};
};

/// Fetches a blob, unless it is at its place. Errors: see devenv::freeze.
asio::awaitable<void> fetch_blob(FetchShared& shared, const BlobJob& job);

}  // namespace devenv::detail::registry
