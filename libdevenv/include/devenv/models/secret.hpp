#pragma once

#include <devenv/json.hpp>
#include <devenv/models/swarm.hpp>

#include <map>
#include <optional>
#include <string>

namespace devenv::inline v1 {

/// What a secret is. Source: SecretSpec.
struct SecretSpec
{
    std::string name{};
    std::map<std::string, std::string> labels{};
    std::string data{};  ///< base64; it never comes back
    std::optional<Driver> driver{};
    std::optional<Driver> templating{};
    Extra extra{};
};

/// Source: Secret.
struct Secret
{
    std::string id{};
    ObjectVersion version{};
    std::string created_at{};
    std::string updated_at{};
    SecretSpec spec{};
    Extra extra{};
};

/// What a config of a swarm is. Source: ConfigSpec.
struct SwarmConfigSpec
{
    std::string name{};
    std::map<std::string, std::string> labels{};
    std::string data{};  ///< base64
    std::optional<Driver> templating{};
    Extra extra{};
};

/// Source: Config.
struct SwarmConfig
{
    std::string id{};
    ObjectVersion version{};
    std::string created_at{};
    std::string updated_at{};
    SwarmConfigSpec spec{};
    Extra extra{};
};

/// The id of a new secret or config. Source: IDResponse, which daemons write "ID" here.
struct SwarmObjectCreated
{
    std::string id{};
    Extra extra{};
};

/// The id of something new. Source: IDResponse.
struct ObjectCreated
{
    std::string id{};
    Extra extra{};
};

}  // namespace devenv::inline v1
