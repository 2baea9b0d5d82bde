// config.json of the docker CLI, read.
#pragma once

#include "engine/surroundings.hpp"
#include "protocol/docker_config.hpp"

#include <string>

namespace devenv::detail::engine {

/// $DOCKER_CONFIG/config.json or ~/.docker/config.json; all empty if there's none.
/// Errors: config, naming file and place; local, if it can't be read. Never a value of the file.
protocol::DockerConfig read_docker_config(const Surroundings& surroundings);

/// A file with a problem at a place.
[[noreturn]] void throw_at(const std::string& file, const base::TextProblem& problem, std::string hint);

}  // namespace devenv::detail::engine
