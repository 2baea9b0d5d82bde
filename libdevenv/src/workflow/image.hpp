// The project's image, brought up to date.
#pragma once

#include "devenv/workflow.hpp"
#include "workflow/docker_settings.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace devenv::detail::workflow {

struct ImageJob
{
    Client client;
    std::shared_ptr<const LoadedConfig> loaded{};
    DockerSettings docker{};
    BuildRequest request{};
    std::filesystem::path cache_folder{};  ///< for what the next run can use; none: nothing is kept
};

/// Builds unless the image carries the fingerprint of everything it depends on: context, Dockerfile,
/// arguments, target, platform, and the base images that the daemon has. A build that is asked for anew is
/// told why by nobody: the daemon's cache knows best.
boost::asio::awaitable<ImageReport> bring_up_to_date(ImageJob job, Observer& observer);

}  // namespace devenv::detail::workflow
