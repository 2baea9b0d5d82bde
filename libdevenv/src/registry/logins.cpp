#include "devenv/registry.hpp"
#include "engine/credentials.hpp"
#include "engine/surroundings.hpp"

#include <utility>

namespace devenv::inline v1 {

namespace {

namespace engine = detail::engine;

boost::asio::awaitable<RegistryLogin> find_login(engine::Surroundings surroundings, std::string registry)
{
    const engine::Credentials credentials(surroundings);
    auto finding = credentials.find(std::move(registry));
    detail::protocol::RegistryCredentials found = co_await std::move(finding);
    RegistryLogin login{
        .username = std::move(found.username),
        .password = std::move(found.password),
        .identity_token = std::move(found.identity_token),
        .registry_token = std::move(found.registry_token),
    };
    co_return login;
}

}  // namespace

LoginSource docker_logins(std::map<std::string, std::string> environment)
{
    engine::Surroundings surroundings = engine::Surroundings::of(std::move(environment));
    return [surroundings = std::move(surroundings)](std::string registry) {
        return find_login(surroundings, std::move(registry));
    };
}

}  // namespace devenv::inline v1
