#pragma once

#include <devenv/json.hpp>
#include <devenv/models/network.hpp>
#include <devenv/models/resources.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: HealthcheckResult.
struct HealthLogEntry
{
    std::string start{};
    std::string end{};
    std::int64_t exit_code = 0;
    std::string output{};
    Extra extra{};
};

/// Source: Health.
struct Health
{
    std::string status{};  ///< "none", "starting", "healthy", "unhealthy"
    std::int64_t failing_streak = 0;
    std::vector<HealthLogEntry> log{};
    Extra extra{};
};

/// Source: PortSummary.
struct Port
{
    std::string ip{};
    std::uint32_t private_port = 0;
    std::uint32_t public_port = 0;
    std::string type{};
    Extra extra{};
};

/// The networks that a container begins with. Source: NetworkingConfig.
struct NetworkingConfig
{
    std::map<std::string, EndpointSettings> endpoints{};
    Extra extra{};
};

/// Source: Address.
struct Address
{
    std::string addr{};
    std::int64_t prefix_len = 0;
    Extra extra{};
};

/// Source: NetworkSettings.
struct NetworkSettings
{
    std::string bridge{};
    std::string sandbox_id{};
    std::string sandbox_key{};
    std::map<std::string, std::vector<PortBinding>> ports{};
    bool hairpin_mode = false;
    std::string link_local_ipv6_address{};
    std::int64_t link_local_ipv6_prefix_len = 0;
    std::vector<Address> secondary_ip_addresses{};
    std::vector<Address> secondary_ipv6_addresses{};
    std::string endpoint_id{};
    std::string gateway{};
    std::string global_ipv6_address{};
    std::int64_t global_ipv6_prefix_len = 0;
    std::string ip_address{};
    std::int64_t ip_prefix_len = 0;
    std::string ipv6_gateway{};
    std::string mac_address{};
    std::map<std::string, EndpointSettings> networks{};
    Extra extra{};
};

/// What a list tells of a HostConfig. Source: ContainerSummary.HostConfig.
struct SummaryHostConfig
{
    std::string network_mode{};
    std::map<std::string, std::string> annotations{};
    Extra extra{};
};

/// Source: ContainerSummary.NetworkSettings.
struct SummaryNetworks
{
    std::map<std::string, EndpointSettings> networks{};
    Extra extra{};
};

/// Source: ProcessConfig.
struct ExecProcess
{
    std::optional<bool> privileged{};
    std::string user{};
    bool tty = false;
    std::string entrypoint{};
    std::vector<std::string> arguments{};
    Extra extra{};
};

}  // namespace devenv::inline v1
