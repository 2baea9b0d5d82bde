// The project on disk: where it begins and what it has.
#pragma once

#include "devenv/config.hpp"
#include "workflow/config.hpp"
#include "workflow/profile_moby.hpp"

#include <filesystem>
#include <optional>

namespace devenv::detail::workflow {

/// The root of the project that `directory` is in. Within one repository a devenv.json anywhere above wins
/// over hack/make.sh with a Dockerfile, and that over a Dockerfile alone; of each kind the nearest one.
/// Beyond the repository's folder the search goes on only if that has none of them. nullopt = no project.
std::optional<std::filesystem::path> find_project_root(const std::filesystem::path& directory);

/// What profiles decide by. Errors: local.
TreeFacts read_tree_facts(const std::filesystem::path& root);

/// Everything that a configuration depends on, gathered for `request`.
/// Errors: config, if there's no project; local for what can't be read.
ConfigInputs gather_inputs(const ConfigRequest& request);

/// Checks that what the configuration names is on the disk: context, Dockerfile, stage, sources of mounts,
/// and that the bundles folder, if it exists, is a folder inside the project. Errors: config, with the place
/// of the value where there is one.
void check_files(const LoadedConfig& loaded);

}  // namespace devenv::detail::workflow
