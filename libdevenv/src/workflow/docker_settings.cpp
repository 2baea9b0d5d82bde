#include "workflow/docker_settings.hpp"

#include "engine/docker_files.hpp"

namespace devenv::detail::workflow {

DockerSettings read_docker_settings(
    const std::map<std::string, std::string>& environment, const std::string& host
)
{
    const engine::Surroundings surroundings = engine::Surroundings::of(environment);
    const protocol::DockerConfig config = engine::read_docker_config(surroundings);
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
