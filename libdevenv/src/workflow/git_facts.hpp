// What `.git` says, with git installed or not.
#pragma once

#include "devenv/config.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace devenv::detail::workflow {

/// Branch and commit of the repository around `directory`, from its files: a `.git` folder or file,
/// worktrees, packed refs, detached heads. `dirty` stays absent.
GitFacts read_git_facts(const std::filesystem::path& directory);

/// The program `git` on a PATH; empty if there's none.
std::filesystem::path find_git(std::string_view search_path);

/// Asks git whether tracked files differ from the commit. Absent if it fails or takes longer than `limit`.
std::optional<bool> ask_dirty(
    const std::filesystem::path& git,
    const std::filesystem::path& directory,
    std::chrono::milliseconds limit = std::chrono::seconds(5)
);

}  // namespace devenv::detail::workflow
