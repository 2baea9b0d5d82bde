// The docker CLI's config.json, as far as a client of the daemon needs it. Text in, values out: nothing here
// opens a file, runs a helper or throws. No text that comes from here repeats a value of the file.
#pragma once

#include "base/json_text.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace devenv::detail::protocol {

/// What a registry is logged in with; all empty = anonymously.
struct RegistryCredentials
{
    std::string username{};
    std::string password{};
    std::string identity_token{};
    std::string registry_token{};
    std::string email{};
    std::string server_address{};  ///< "registry.example:5000"; Docker Hub is "https://index.docker.io/v1/"

    bool operator==(const RegistryCredentials&) const = default;
};

struct ProxySettings
{
    std::string http{};
    std::string https{};
    std::string no_proxy{};
    std::string ftp{};
    std::string all{};
};

struct DockerConfig
{
    /// An entry of `auths`. One that can't be read spoils only its own registry.
    struct Login
    {
        RegistryCredentials credentials{};
        bool is_readable = true;  ///< false: `auth` isn't base64 of user:password
    };

    std::map<std::string, Login, std::less<>>
        logins{};                     ///< by key as in the file, "https://index.docker.io/v1/"
    std::string credentials_store{};  ///< credsStore: the suffix of docker-credential-…
    std::map<std::string, std::string, std::less<>> credential_helpers{};  ///< credHelpers: host → suffix
    std::map<std::string, ProxySettings, std::less<>> proxies{};      ///< "default" or a daemon's address
    std::vector<std::pair<std::string, std::string>> http_headers{};  ///< HttpHeaders, without User-Agent
    std::string current_context{};
    std::string detach_keys{};
};

/// Reads config.json. Names count whatever their case, as docker's own reader has it; unknown ones are
/// skipped. An empty text is an empty configuration. Problems: syntax, or a member of a wrong type.
std::optional<base::TextProblem> parse_docker_config(std::string_view text, DockerConfig& out);

/// The variables that containers and builds get: those of the daemon's address if it has an entry, else the
/// default ones, each in upper and lower case. The caller keeps the ones that it has set itself.
std::vector<std::pair<std::string, std::string>> proxy_variables(
    const DockerConfig& config, std::string_view host
);

/// The key of a registry in `auths` and X-Registry-Config: the host itself, or Docker Hub's historical one.
std::string registry_key(std::string_view domain);

/// The login of a registry: the entry of its key, else one whose host part is the registry's
/// ("https://HOST/v1/"). nullptr if there's none.
const DockerConfig::Login* find_login(const DockerConfig& config, std::string_view domain);

/// The helper that holds the login of a registry, "pass"; empty if config.json names none.
std::string_view credential_helper(const DockerConfig& config, std::string_view domain);

/// The value of X-Registry-Auth: padded base64url of JSON, without which daemons go on anonymously. No
/// credentials are `{}`.
std::string encode_registry_auth(const RegistryCredentials& credentials);

/// The value of X-Registry-Config: all given logins by the key of their registry.
std::string encode_registry_config(const std::map<std::string, RegistryCredentials, std::less<>>& logins);

}  // namespace devenv::detail::protocol
