#include "devenv/registry.hpp"
#include "protocol/docker_config.hpp"
#include "registry/credential_helper.hpp"
#include "registry/files.hpp"

#include <fmt/format.h>

namespace devenv::inline v1 {

namespace {

constexpr std::chrono::minutes helper_patience{1};
constexpr std::size_t longest_config = std::size_t{4} << 20;

std::string config_file(const std::map<std::string, std::string>& environment)
{
    const auto value = [&environment](const char* name) -> std::string {
        const auto found = environment.find(name);
        return found == environment.end() ? "" : found->second;
    };
    if (const std::string folder = value("DOCKER_CONFIG"); !folder.empty())
        return folder + "/config.json";
    const std::string home = value("HOME");
    return home.empty() ? "" : home + "/.docker/config.json";
}

detail::protocol::DockerConfig read_config(const std::string& path)
{
    detail::protocol::DockerConfig config;
    const auto text = path.empty() ? std::nullopt : detail::registry::read_small(path, longest_config);
    if (!text)
        return config;
    if (const auto problem = detail::protocol::parse_docker_config(*text, config))
        throw Error(
            ErrorKind::config,
            fmt::format("{}:{}: {}", path, problem->position.to_string(), problem->message),
            "mend the file, or name another folder by DOCKER_CONFIG"
        );
    return config;
}

RegistryLogin login_of(
    const detail::protocol::DockerConfig& config,
    const std::string& registry,
    const std::map<std::string, std::string>& environment
)
{
    if (const std::string_view helper = credential_helper(config, registry); !helper.empty()) {
        const std::string key = detail::protocol::registry_key(registry);
        if (auto login = detail::registry::ask_helper(std::string(helper), key, environment, helper_patience))
            return *login;
    }
    const detail::protocol::DockerConfig::Login* login = find_login(config, registry);
    if (login == nullptr)
        return {};
    if (!login->is_readable)
        throw Error(
            ErrorKind::config,
            fmt::format("the login of {} in config.json can't be read", registry),
            "log in again (`docker login`)"
        );
    return {
        .username = login->credentials.username,
        .password = login->credentials.password,
        .identity_token = login->credentials.identity_token,
        .registry_token = login->credentials.registry_token,
    };
}

}  // namespace

LoginSource docker_logins(std::map<std::string, std::string> environment)
{
    return [environment = std::move(environment)](const std::string& registry) {
        return login_of(read_config(config_file(environment)), registry, environment);
    };
}

}  // namespace devenv::inline v1
