// Manifests, lists of them and image configurations, of Docker's schema 2 and of OCI.
#pragma once

#include "protocol/content_digest.hpp"
#include "protocol/platform.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

/// A blob or manifest as others name it.
struct BlobDescriptor
{
    std::string media_type{};
    ContentDigest digest{};
    std::uint64_t size = 0;
    std::vector<std::string> urls{};  ///< of foreign layers: where they are instead
    Platform platform{};              ///< of a list's entries; empty if not told
};

enum class LayerFormat
{
    tar,
    gzip,
    zstd,
    other,
};

struct ManifestDocument
{
    enum class Kind
    {
        image,
        index,
    };

    Kind kind = Kind::image;
    std::string media_type{};
    BlobDescriptor config{};                  ///< of an image
    std::vector<BlobDescriptor> layers{};     ///< of an image
    std::vector<BlobDescriptor> manifests{};  ///< of an index
};

/// All types that a request for a manifest accepts.
std::string_view manifest_types();

/// Reads a manifest; the type of its own counts, then `content_type`, then its shape.
/// Returns an empty text, or what is wrong with it, as the end of a sentence: "is of schema 1, which …".
std::string parse_manifest(std::string_view text, std::string_view content_type, ManifestDocument& out);

/// The entry of an index for a platform, the first of the best ones; nullptr if there is none. Entries that
/// are no images (`unknown/unknown`, attestations) don't count.
const BlobDescriptor* choose(const ManifestDocument& index, const Platform& wanted);

/// The platforms that an index offers, "linux/amd64, linux/arm/v7".
std::string platforms_of(const ManifestDocument& index);

LayerFormat format_of(const BlobDescriptor& layer);
/// Whether the registry may not have it and names other places.
bool is_foreign(const BlobDescriptor& layer);

/// What is needed of an image's configuration.
struct ImageConfig
{
    Platform platform{};
    std::string created{};                  ///< as written; empty = not told
    std::string config{};                   ///< the JSON of its `config`, canonical; empty = none
    std::vector<ContentDigest> diff_ids{};  ///< of the layers, uncompressed
};

/// Returns an empty text, or what is wrong with it.
std::string parse_image_config(std::string_view text, ImageConfig& out);

}  // namespace devenv::detail::protocol
