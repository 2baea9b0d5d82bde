// Logins of registries, where docker CLI keeps them: config.json and its helpers.
#pragma once

#include "engine/surroundings.hpp"
#include "protocol/docker_config.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <string>

namespace devenv::detail::engine {

/// The time that a helper has; it may have to ask the user.
inline constexpr std::chrono::seconds helper_time{60};

class Credentials
{
public:
    /// Reads DOCKER_AUTH_CONFIG and config.json. Errors: config, local; see read_docker_config.
    explicit Credentials(const Surroundings& surroundings, std::chrono::milliseconds patience = helper_time);

    /// The login of a registry ("docker.io", "host:5000"); all empty = none. DOCKER_AUTH_CONFIG is asked
    /// first, then the helper of that registry, credsStore, and the file. Errors: local (a helper that is
    /// missing, fails, or answers nonsense), timed_out, config (an entry that can't be read).
    boost::asio::awaitable<protocol::RegistryCredentials> find(std::string domain) const;

    /// All logins by their registry's key, as X-Registry-Config wants them. Entries of the file that can't be
    /// read are left out. Errors: as `find`.
    boost::asio::awaitable<std::map<std::string, protocol::RegistryCredentials, std::less<>>> all() const;

    /// Puts a login into the helper of its `server_address`. Errors: as `find`; unsupported, if there is
    /// none.
    boost::asio::awaitable<void> store(protocol::RegistryCredentials login) const;
    /// Takes it out again. Without one nothing happens.
    boost::asio::awaitable<void> erase(std::string domain) const;

private:
    boost::asio::awaitable<protocol::RegistryCredentials> ask(std::string helper, std::string key) const;

    protocol::DockerConfig config_{};
    protocol::DockerConfig variable_{};  // DOCKER_AUTH_CONFIG
    std::chrono::milliseconds patience_;
};

}  // namespace devenv::detail::engine
