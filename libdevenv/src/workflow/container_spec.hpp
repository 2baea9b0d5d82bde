// The create request of a target, from the configuration.
#pragma once

#include "devenv/workflow.hpp"
#include "workflow/bundle_keeper.hpp"

#include <memory>
#include <optional>
#include <string>

namespace devenv::detail::workflow {

struct ContainerJob
{
    Client client;
    std::shared_ptr<const LoadedConfig> loaded{};
    RunRequest request{};
    bool has_input = false;
    bool has_terminal = false;
    std::optional<TerminalSize> terminal{};
};

struct PreparedRun
{
    CreateContainer creation{};
    std::string run{};
    bool detach = false;
    std::string detach_keys{};                ///< of docker's config.json
    std::shared_ptr<BundleKeeper> bundles{};  ///< null for a detached run
};

/// Decides everything about the container: the image's entrypoint stays; privileged, cgroup and user
/// namespaces as a daemon inside of it needs them; binds, cache volumes (made and labelled here), variables,
/// labels. Errors: not_found with what to do (no such image), config.
boost::asio::awaitable<PreparedRun> prepare_run(ContainerJob job, Observer& observer);

}  // namespace devenv::detail::workflow
