// What the container of a target gets: variables and mounts, as plain values.
#pragma once

#include "devenv/config.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace devenv::detail::workflow {

struct ContainerInputs
{
    std::string target{};                              ///< name of the target; empty for shell and run
    std::map<std::string, std::string> environment{};  ///< this process's
    std::vector<std::pair<std::string, std::string>> proxies{};  ///< from config.json, both cases
    std::map<std::string, std::string> flags{};  ///< this run's own, over those of the configuration's -e
    std::string image_workdir{};                 ///< the image's WORKDIR
    DaemonPlace daemon = DaemonPlace::local;
};

struct ContainerMount
{
    ProjectConfig::Mount mount{};
    bool create_source = false;  ///< the folder on the host is made first, as the caller

    bool operator==(const ContainerMount&) const = default;
};

struct ContainerEnvironment
{
    std::string workdir{};  ///< where the source is in the container
    std::vector<std::string>
        variables{};  ///< NAME=value, sorted; never a bare name, which would unset the image's
    std::vector<ContainerMount> mounts{};
    std::vector<ConfigNote> notes{};
};

/// Decides variables and mounts of a target's container. Variables, high to low: -e, VAR=value, the process's
/// environment as passEnv allows, run.env, what devenv computes (DOCKER_GITCOMMIT, git's safe.directory),
/// proxies.
/// Errors: config, if neither the configuration nor the image names a working directory.
ContainerEnvironment container_environment(const ProjectConfig& config, const ContainerInputs& inputs);

/// The commit as scripts of the tree expect it: short or whole, with their mark if files differ. Empty
/// without git.
std::string commit_text(const GitFacts& git, const TreeConventions& conventions);

/// TESTDIRS in the form that the tree's scripts want.
std::string adapt_test_folders(std::string_view value, TreeConventions::TestFolders wanted);

}  // namespace devenv::detail::workflow
