// What docker-credential-… programs are told and answer. No text from here repeats a value.
#pragma once

#include "protocol/docker_config.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

/// Reads the answer of `get`: {ServerURL, Username, Secret}. The user <token> stands for an identity token.
/// False: it isn't that.
bool parse_helper_login(std::string_view answer, RegistryCredentials& out);

/// Reads the answer of `list`, {server: user}: the servers. nullopt: it isn't that.
std::optional<std::vector<std::string>> parse_helper_list(std::string_view answer);

/// What `store` is told.
std::string encode_helper_login(const RegistryCredentials& credentials);

/// Whether a helper that failed just has no login for that server.
bool is_without_login(std::string_view answer);

/// Whether a helper can have this name: what docker-credential- is put in front of, so never a path.
bool is_helper_name(std::string_view name);

}  // namespace devenv::detail::protocol
