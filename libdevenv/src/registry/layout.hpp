// Where everything of frozen images goes on disk.
#pragma once

#include "devenv/reference.hpp"
#include "devenv/registry.hpp"
#include "protocol/image_manifest.hpp"
#include "registry/blob_fetch.hpp"

#include <map>
#include <string>
#include <vector>

namespace devenv::detail::registry {

/// An image whose manifest and configuration are known.
struct ResolvedImage
{
    std::string asked{};  ///< as it was asked for
    Reference reference{};
    protocol::ContentDigest pinned{};    ///< of what the reference names: the list, or the manifest itself
    protocol::ContentDigest manifest{};  ///< of the platform's manifest
    std::string manifest_bytes{};
    protocol::ManifestDocument document{};
    std::string config_bytes{};
    protocol::ImageConfig config{};
    std::string source{};
    std::vector<BlobSource> sources{};
};

/// A folder's plan: which blobs go where, and the small files around them.
struct Layout
{
    std::vector<BlobJob> jobs{};                   ///< each blob once
    std::map<std::string, std::string> files{};    ///< name in the folder → content
    std::map<std::string, std::string> links{};    ///< name in the folder → target of a symlink
    std::map<std::string, std::string> indexes{};  ///< files that make the folder complete: written last
};

/// What `docker load` of all versions reads.
/// Errors: unsupported (a layer of another kind), protocol (configuration and manifest don't fit).
Layout docker_archive_layout(const std::vector<ResolvedImage>& images, const std::string& folder);

/// An OCI image layout.
Layout oci_layout(const std::vector<ResolvedImage>& images, const std::string& folder);

/// Throws local if the folder holds anything that no layout of this format has.
void require_own_folder(const std::string& folder, FreezeFormat format);

/// The name of the folder where parts of blobs wait.
inline constexpr std::string_view part_folder_name = ".partial";

}  // namespace devenv::detail::registry
