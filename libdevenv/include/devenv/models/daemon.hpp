#pragma once

#include <devenv/json.hpp>
#include <devenv/models/swarm.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: SystemVersion.Platform.
struct EnginePlatform
{
    std::string name{};
    Extra extra{};
};

/// Source: ComponentVersion.
struct EngineComponent
{
    std::string name{};
    std::string version{};
    std::map<std::string, std::string> details{};
    Extra extra{};
};

/// Names of drivers. Source: PluginsInfo.
struct DaemonPlugins
{
    std::vector<std::string> volume{};
    std::vector<std::string> network{};
    std::optional<std::vector<std::string>> authorization{};
    std::vector<std::string> log{};
    Extra extra{};
};

/// Source: IndexInfo.
struct RegistryIndex
{
    std::string name{};
    std::vector<std::string> mirrors{};
    bool secure = false;
    bool official = false;
    Extra extra{};
};

/// Source: RegistryServiceConfig.
struct RegistryConfig
{
    std::vector<std::string> allow_nondistributable_artifacts_cidrs{};
    std::vector<std::string> allow_nondistributable_artifacts_hostnames{};
    std::vector<std::string> insecure_registry_cidrs{};
    std::map<std::string, RegistryIndex> index_configs{};
    std::vector<std::string> mirrors{};
    Extra extra{};
};

/// Source: Runtime.
struct ContainerRuntime
{
    std::string path{};
    std::vector<std::string> arguments{};
    std::string runtime_type{};
    std::map<std::string, Json> options{};
    std::map<std::string, std::string> status{};
    Extra extra{};
};

/// Of what a program was built. Source: Commit.
struct Commit
{
    std::string id{};
    std::string expected{};
    Extra extra{};
};

/// Source: PeerNode.
struct PeerNode
{
    std::string node_id{};
    std::string addr{};
    Extra extra{};
};

/// A daemon's place in a swarm. Source: SwarmInfo.
struct SwarmInfo
{
    std::string node_id{};
    std::string node_addr{};
    std::string local_node_state{};  ///< "inactive", "pending", "active", "error", "locked"
    bool control_available = false;
    std::string error{};
    std::vector<PeerNode> remote_managers{};
    std::optional<std::int64_t> nodes{};
    std::optional<std::int64_t> managers{};
    std::optional<Swarm> cluster{};
    std::vector<std::string> warnings{};
    Extra extra{};
};

/// Source: SystemInfo.DefaultAddressPools.
struct AddressPool
{
    std::string base{};
    std::int64_t size = 0;
    Extra extra{};
};

/// Source: FirewallInfo, API 1.49.
struct FirewallInfo
{
    std::string driver{};
    std::vector<std::vector<std::string>> info{};
    Extra extra{};
};

/// Source: DeviceInfo, API 1.50.
struct DiscoveredDevice
{
    std::string source{};
    std::string id{};
    Extra extra{};
};

/// Source: ContainerdInfo.Namespaces.
struct ContainerdNamespaces
{
    std::string containers{};
    std::string plugins{};
    Extra extra{};
};

/// Source: ContainerdInfo, API 1.46.
struct ContainerdInfo
{
    std::string address{};
    ContainerdNamespaces namespaces{};
    Extra extra{};
};

}  // namespace devenv::inline v1
