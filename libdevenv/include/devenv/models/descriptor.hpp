#pragma once

#include <devenv/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// For what an image is. Source: OCIPlatform.
struct Platform
{
    std::string architecture{};
    std::string os{};
    std::string os_version{};
    std::vector<std::string> os_features{};
    std::string variant{};
    Extra extra{};
};

/// A thing in a registry. Source: OCIDescriptor.
struct Descriptor
{
    std::string media_type{};
    std::string digest{};
    std::int64_t size = 0;  ///< bytes
    std::vector<std::string> urls{};
    std::map<std::string, std::string> annotations{};
    std::string data{};  ///< base64
    std::optional<Platform> platform{};
    std::string artifact_type{};
    Extra extra{};
};

/// Bytes that a manifest takes. Source: ImageManifestSummary.Size.
struct ManifestSize
{
    std::int64_t total = 0;
    std::int64_t content = 0;
    Extra extra{};
};

/// Source: ImageManifestSummary.ImageData.
struct ManifestImageData
{
    Platform platform{};
    std::vector<std::string> containers{};
    Json size{};
    Extra extra{};
};

/// Source: ImageManifestSummary.AttestationData.
struct ManifestAttestationData
{
    std::string subject_digest{};  ///< digest of the image it is about
    Extra extra{};
};

/// One platform of an image. Source: ImageManifestSummary, API 1.47.
struct ImageManifest
{
    std::string id{};
    Descriptor descriptor{};
    bool available = false;
    ManifestSize size{};
    std::string kind{};  ///< "image", "attestation", "unknown"
    std::optional<ManifestImageData> image_data{};
    std::optional<ManifestAttestationData> attestation_data{};
    Extra extra{};
};

}  // namespace devenv::inline v1
