// Any config.json, and what is made of it.
#include "protocol/docker_config.hpp"

#include "steps.hpp"

using namespace devenv;
using namespace devenv::detail::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    DockerConfig config;
    if (parse_docker_config(fuzz::text_of(data, size), config))
        return 0;
    proxy_variables(config, "unix:///var/run/docker.sock");
    std::map<std::string, RegistryCredentials, std::less<>> logins;
    for (const auto& [key, login] : config.logins) {
        find_login(config, key);
        credential_helper(config, key);
        logins.emplace(key, login.credentials);
        encode_registry_auth(login.credentials);
    }
    encode_registry_config(logins);
    return 0;
}
