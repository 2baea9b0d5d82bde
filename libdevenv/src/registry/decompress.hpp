// What is inside of a layer.
#pragma once

#include "protocol/content_digest.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace devenv::detail::registry {

/// Gives the next bytes; 0 at the end. May throw.
using ByteFeed = std::function<std::size_t(std::span<char> into)>;

/// The same of bytes that come from anywhere. `name` is for messages.
protocol::ContentDigest content_digest(
    const ByteFeed& feed,
    const std::string& name,
    base::DigestAlgorithm algorithm,
    const std::atomic<bool>& stop
);

/// The digest of a file's content once it is decompressed (gzip, zstd or plain).
/// `copy_to`, if it isn't empty, gets that content.
/// Errors: protocol (damage), local (file, disk), cancelled (when `stop` is set meanwhile).
protocol::ContentDigest content_digest(
    const std::string& file,
    base::DigestAlgorithm algorithm,
    const std::string& copy_to,
    const std::atomic<bool>& stop
);

}  // namespace devenv::detail::registry
