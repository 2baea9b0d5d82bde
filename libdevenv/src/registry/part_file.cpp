#include "registry/part_file.hpp"

#include <utility>

namespace devenv::detail::registry {

PartFile::PartFile(std::string path, base::DigestAlgorithm algorithm)
    : algorithm_(algorithm), file_(std::move(path), OutputFile::Begin::at_end), digest_(algorithm)
{}

void PartFile::hash_known()
{
    if (file_.size() > 0)
        read_pieces(file_.path(), [this](std::string_view piece) { digest_.update(piece); });
}

void PartFile::write(std::string_view bytes)
{
    file_.write(bytes);
    digest_.update(bytes);
}

void PartFile::restart()
{
    file_.truncate();
    digest_ = base::Digest(algorithm_);
}

protocol::ContentDigest PartFile::digest()
{
    return {.algorithm = algorithm_, .hex = digest_.finish_hex()};
}

}  // namespace devenv::detail::registry
