#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace devenv::detail::engine {

/// The whole of a small file; nullopt if it doesn't exist.
/// Errors: local, if it can't be read, isn't a regular file or is larger than `limit`.
std::optional<std::string> read_file(
    const std::filesystem::path& path, std::size_t limit = std::size_t{4} << 20
);

/// The first line without white space around it; empty if there's no such file.
std::string read_line(const std::filesystem::path& path);

}  // namespace devenv::detail::engine
