// Frozen images on disk, in a folder or a tar, as what they are made of.
#pragma once

#include "protocol/image_manifest.hpp"
#include "registry/decompress.hpp"
#include "registry/folder_tar.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::detail::registry {

/// The files of a folder or tar, found by their names inside.
class BundleFiles
{
public:
    /// Errors: not_found, protocol (not a tar, damaged), local.
    explicit BundleFiles(const std::string& path);

    /// Where a file is. Links are followed, within. nullopt if there is none.
    /// Errors: protocol, for a name or a link that leads outside.
    std::optional<TarMember> find(const std::string& name) const;
    /// The content of a small file. Errors: as find; protocol if there is none.
    std::string text(const std::string& name) const;

private:
    void index_tar(const std::string& path);
    std::optional<TarMember> find_in_folder(const std::string& name) const;

    std::string folder_{};                        // of a folder
    std::map<std::string, TarMember> members_{};  // of a tar
};

struct BundledImage
{
    protocol::ContentDigest id{};
    std::string config_name{};
    std::string config_bytes{};
    protocol::ImageConfig config{};
    std::vector<std::string> tags{};
    std::vector<TarMember> layers{};  ///< `path` is what the manifest calls it
};

/// Errors: unsupported (neither kind), protocol (damage).
std::vector<BundledImage> read_bundle(const BundleFiles& files);

/// Checks a layer's content. Errors: protocol.
void verify_layer(
    const TarMember& layer, const protocol::ContentDigest& content, const std::atomic<bool>& stop
);

}  // namespace devenv::detail::registry
