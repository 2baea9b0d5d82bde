// The folder of artefacts on this machine, before and after a run. No daemon here.
#pragma once

#include "devenv/artefacts.hpp"
#include "devenv/config.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace devenv::detail::workflow {

/// What tells that a file was touched.
struct FileMark
{
    std::uint64_t size = 0;
    std::uint64_t inode = 0;
    std::int64_t modified_ns = 0;
    std::int64_t changed_ns = 0;

    bool operator==(const FileMark&) const = default;
};

/// The regular files of a folder, by their path relative to it. Links aren't followed.
using Snapshot = std::map<std::string, FileMark>;

/// Makes the folder as the caller, if need be.
/// Errors: config (it is a file, or leads out of the project), local (disk, permissions).
void prepare_bundles(const std::filesystem::path& root, const std::string& directory);

/// A folder that isn't there has no files.
Snapshot take_snapshot(const std::filesystem::path& folder);

/// The files that weren't there before or were touched, with their sizes and hashes, sorted by path. Logs of
/// ours (devenv-*.log) aren't among them. Errors: local.
std::vector<Artefact> changed_files(
    const std::filesystem::path& root, const std::string& directory, const Snapshot& before
);

/// Checks the hash files among and beside the artefacts, and writes the wanted ones that are missing.
/// Errors: local; a file that hasn't the hash that was written for it is one, with both digests.
void check_hashes(
    const std::filesystem::path& root, const std::vector<ProjectConfig::Hash>& wanted, ArtefactReport& report
);

}  // namespace devenv::detail::workflow
