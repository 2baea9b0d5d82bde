// docker-credential-… programs.
#pragma once

#include "devenv/registry.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace devenv::detail::registry {

/// Asks a helper for the login of a server; nullopt if it has none. The helper's own words are told only
/// where they are no secret: when it fails. Errors: config (not found on PATH, it fails, it doesn't answer in
/// time).
std::optional<RegistryLogin> ask_helper(
    const std::string& suffix,
    const std::string& server,
    const std::map<std::string, std::string>& environment,
    std::chrono::milliseconds patience
);

}  // namespace devenv::detail::registry
