#pragma once

#include "base/digest.hpp"

#include <filesystem>
#include <string>

namespace devenv::detail::workflow {

/// The hash of a file's content in hexadecimal digits. Links aren't followed.
/// Errors: local.
std::string digest_of_file(const std::filesystem::path& path, base::DigestAlgorithm algorithm);

}  // namespace devenv::detail::workflow
