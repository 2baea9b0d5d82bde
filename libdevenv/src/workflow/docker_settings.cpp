#include "workflow/docker_settings.hpp"

#include "devenv/error.hpp"
#include "workflow/read_file.hpp"

#include <fmt/format.h>

namespace devenv::detail::workflow {

namespace {

std::filesystem::path config_file(const std::map<std::string, std::string>& environment)
{
    const auto value = [&environment](const char* name) -> std::string {
        const auto found = environment.find(name);
        return found == environment.end() ? "" : found->second;
    };
    if (const std::string folder = value("DOCKER_CONFIG"); !folder.empty())
        return std::filesystem::path(folder) / "config.json";
    const std::string home = value("HOME");
    return home.empty() ? std::filesystem::path{} : std::filesystem::path(home) / ".docker" / "config.json";
}

// Mostly HOME is another user's, as sudo leaves it.
std::optional<std::string> read_settings(const std::filesystem::path& path)
{
    try {
        return read_file(path);
    } catch (const Error& e) {
        throw Error(e.kind(), e.message(), "is HOME yours? it, or DOCKER_CONFIG, says where the file is");
    }
}

}  // namespace

DockerSettings read_docker_settings(
    const std::map<std::string, std::string>& environment, const std::string& host
)
{
    const std::filesystem::path path = config_file(environment);
    if (path.empty())
        return {};
    const std::optional<std::string> text = read_settings(path);
    if (!text)
        return {};
    protocol::DockerConfig config;
    if (const auto problem = protocol::parse_docker_config(*text, config))
        throw Error(
            ErrorKind::config,
            fmt::format(
                "{}:{}:{}: {}",
                path.string(),
                problem->position.line,
                problem->position.column,
                problem->message
            ),
            "mend the file, or name another folder by DOCKER_CONFIG"
        );
    DockerSettings settings{.detach_keys = config.detach_keys};
    settings.proxies = protocol::proxy_variables(config, host);
    std::map<std::string, protocol::RegistryCredentials, std::less<>> logins;
    for (const auto& [key, login] : config.logins) {
        if (login.is_readable)
            logins.emplace(key, login.credentials);
    }
    if (!logins.empty())
        settings.registry_config = protocol::encode_registry_config(logins);
    return settings;
}

}  // namespace devenv::detail::workflow
