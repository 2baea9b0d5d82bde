#include "engine/docker_files.hpp"

#include "devenv/error.hpp"
#include "engine/read_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>
#include <utility>

namespace devenv::detail::engine {

Surroundings Surroundings::real()
{
    return {
        .variable = [](const char* name) -> std::string {
            const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it meanwhile
            return value == nullptr ? "" : value;
        },
        .is_socket = [](const std::string& path) -> bool {
            struct stat seen = {};
            return ::stat(path.c_str(), &seen) == 0 && S_ISSOCK(seen.st_mode);
        },
    };
}

Surroundings Surroundings::of(std::map<std::string, std::string> environment)
{
    return {
        .variable =
            [environment = std::move(environment)](const char* name) {
                const auto found = environment.find(name);
                return found == environment.end() ? std::string{} : found->second;
            },
        .is_socket = [](const std::string&) { return false; },
    };
}

std::string docker_folder(const Surroundings& surroundings)
{
    if (std::string set = surroundings.variable("DOCKER_CONFIG"); !set.empty())
        return set;
    const std::string home = surroundings.variable("HOME");
    return home.empty() ? home : home + "/.docker";
}

void throw_at(const std::string& file, const base::TextProblem& problem, std::string hint)
{
    throw Error(
        ErrorKind::config,
        fmt::format("{}:{}:{}: {}", file, problem.position.line, problem.position.column, problem.message),
        std::move(hint)
    );
}

protocol::DockerConfig read_docker_config(const Surroundings& surroundings)
{
    protocol::DockerConfig config;
    const std::string folder = docker_folder(surroundings);
    if (folder.empty())
        return config;
    const std::string path = folder + "/config.json";
    std::optional<std::string> text;
    try {
        text = read_file(path);
    } catch (const Error& e) {
        // Mostly HOME is another user's, as sudo leaves it.
        throw Error(e.kind(), e.message(), "is HOME yours? it, or DOCKER_CONFIG, says where the file is");
    }
    if (!text)
        return config;
    if (const auto problem = protocol::parse_docker_config(*text, config))
        throw_at(path, *problem, "mend the file, or name another folder by DOCKER_CONFIG");
    return config;
}

}  // namespace devenv::detail::engine
