// The names of content: "sha256:…".
#pragma once

#include "base/digest.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

struct ContentDigest
{
    base::DigestAlgorithm algorithm = base::DigestAlgorithm::sha256;
    std::string hex{};

    bool operator==(const ContentDigest&) const = default;
    auto operator<=>(const ContentDigest&) const = default;

    std::string to_string() const;  ///< "sha256:…"
};

/// Reads sha256 and sha512 digests; nullopt for all else: other algorithms, a wrong length, upper-case
/// digits. What it returns is safe as a part of a path.
std::optional<ContentDigest> parse_content_digest(std::string_view text);

/// The sha256 of bytes.
ContentDigest digest_of(std::string_view bytes);

}  // namespace devenv::detail::protocol
