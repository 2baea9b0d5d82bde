// The part of a blob that has come so far, hashed as it grows.
#pragma once

#include "protocol/content_digest.hpp"
#include "registry/files.hpp"

#include <string>
#include <string_view>

namespace devenv::detail::registry {

class PartFile
{
public:
    /// Takes up what an earlier run has left; its hash has to be made by `hash_known`.
    PartFile(std::string path, base::DigestAlgorithm algorithm);

    /// Reads what is there already. Takes as long as the disk does.
    void hash_known();
    void write(std::string_view bytes);
    void restart();
    std::uint64_t size() const { return file_.size(); }
    const std::string& path() const { return file_.path(); }
    /// The digest of all of it; nothing may be written afterwards but after `restart`.
    protocol::ContentDigest digest();

private:
    base::DigestAlgorithm algorithm_;
    OutputFile file_;
    base::Digest digest_;
};

}  // namespace devenv::detail::registry
