// What the choice of a daemon and of credentials depends on; a test gives its own.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace devenv::detail::engine {

struct Surroundings
{
    std::function<std::string(const char* name)> variable{};  ///< of the environment; empty = not set
    std::function<bool(const std::string& path)> is_socket{};

    static Surroundings real();
    /// Of a program that has these variables; no daemon is looked for.
    static Surroundings of(std::map<std::string, std::string> environment);
};

/// Docker's configuration folder: DOCKER_CONFIG, else ~/.docker; empty if there's no HOME either.
std::string docker_folder(const Surroundings& surroundings);

}  // namespace devenv::detail::engine
