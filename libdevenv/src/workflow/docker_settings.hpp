// The docker CLI's config.json, as the workflows use it.
#pragma once

#include "protocol/docker_config.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace devenv::detail::workflow {

/// What the user's docker is set up with; all empty without a config.json.
struct DockerSettings
{
    std::vector<std::pair<std::string, std::string>> proxies{};  ///< NAME, value, in both cases
    std::string registry_config{};                               ///< X-Registry-Config; empty without logins
    std::string detach_keys{};
};

/// Reads $DOCKER_CONFIG/config.json or ~/.docker/config.json, for the daemon at `host`.
/// Errors: config, naming file and place. Secrets stay in the result and out of errors.
DockerSettings read_docker_settings(
    const std::map<std::string, std::string>& environment, const std::string& host
);

}  // namespace devenv::detail::workflow
