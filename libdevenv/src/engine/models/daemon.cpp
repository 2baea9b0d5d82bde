#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<EnginePlatform>()
{
    static const Fields list = fields<EnginePlatform>(
        &EnginePlatform::extra,
        {
            {"Name", &EnginePlatform::name},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EngineComponent>()
{
    static const Fields list = fields<EngineComponent>(
        &EngineComponent::extra,
        {
            {"Name", &EngineComponent::name},
            {"Version", &EngineComponent::version},
            {"Details", &EngineComponent::details},
        }
    );
    return list;
}

template <>
const Fields& fields_of<DaemonPlugins>()
{
    static const Fields list = fields<DaemonPlugins>(
        &DaemonPlugins::extra,
        {
            {"Volume", &DaemonPlugins::volume},
            {"Network", &DaemonPlugins::network},
            {"Authorization", &DaemonPlugins::authorization},
            {"Log", &DaemonPlugins::log},
        }
    );
    return list;
}

template <>
const Fields& fields_of<RegistryIndex>()
{
    static const Fields list = fields<RegistryIndex>(
        &RegistryIndex::extra,
        {
            {"Name", &RegistryIndex::name},
            {"Mirrors", &RegistryIndex::mirrors},
            {"Secure", &RegistryIndex::secure},
            {"Official", &RegistryIndex::official},
        }
    );
    return list;
}

template <>
const Fields& fields_of<RegistryConfig>()
{
    static const Fields list = fields<RegistryConfig>(
        &RegistryConfig::extra,
        {
            {"AllowNondistributableArtifactsCIDRs", &RegistryConfig::allow_nondistributable_artifacts_cidrs},
            {"AllowNondistributableArtifactsHostnames",
             &RegistryConfig::allow_nondistributable_artifacts_hostnames},
            {"InsecureRegistryCIDRs", &RegistryConfig::insecure_registry_cidrs},
            {"IndexConfigs", &RegistryConfig::index_configs},
            {"Mirrors", &RegistryConfig::mirrors},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerRuntime>()
{
    static const Fields list = fields<ContainerRuntime>(
        &ContainerRuntime::extra,
        {
            {"path", &ContainerRuntime::path},
            {"runtimeArgs", &ContainerRuntime::arguments},
            {"runtimeType", &ContainerRuntime::runtime_type},
            {"options", &ContainerRuntime::options},
            {"status", &ContainerRuntime::status},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Commit>()
{
    static const Fields list = fields<Commit>(
        &Commit::extra,
        {
            {"ID", &Commit::id},
            {"Expected", &Commit::expected},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PeerNode>()
{
    static const Fields list = fields<PeerNode>(
        &PeerNode::extra,
        {
            {"NodeID", &PeerNode::node_id},
            {"Addr", &PeerNode::addr},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SwarmInfo>()
{
    static const Fields list = fields<SwarmInfo>(
        &SwarmInfo::extra,
        {
            {"NodeID", &SwarmInfo::node_id},
            {"NodeAddr", &SwarmInfo::node_addr},
            {"LocalNodeState", &SwarmInfo::local_node_state},
            {"ControlAvailable", &SwarmInfo::control_available},
            {"Error", &SwarmInfo::error},
            {"RemoteManagers", &SwarmInfo::remote_managers},
            {"Nodes", &SwarmInfo::nodes},
            {"Managers", &SwarmInfo::managers},
            {"Cluster", &SwarmInfo::cluster},
            {"Warnings", &SwarmInfo::warnings},
        }
    );
    return list;
}

template <>
const Fields& fields_of<AddressPool>()
{
    static const Fields list = fields<AddressPool>(
        &AddressPool::extra,
        {
            {"Base", &AddressPool::base},
            {"Size", &AddressPool::size},
        }
    );
    return list;
}

template <>
const Fields& fields_of<FirewallInfo>()
{
    static const Fields list = fields<FirewallInfo>(
        &FirewallInfo::extra,
        {
            {"Driver", &FirewallInfo::driver},
            {"Info", &FirewallInfo::info},
        }
    );
    return list;
}

template <>
const Fields& fields_of<DiscoveredDevice>()
{
    static const Fields list = fields<DiscoveredDevice>(
        &DiscoveredDevice::extra,
        {
            {"Source", &DiscoveredDevice::source},
            {"ID", &DiscoveredDevice::id},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerdNamespaces>()
{
    static const Fields list = fields<ContainerdNamespaces>(
        &ContainerdNamespaces::extra,
        {
            {"Containers", &ContainerdNamespaces::containers},
            {"Plugins", &ContainerdNamespaces::plugins},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerdInfo>()
{
    static const Fields list = fields<ContainerdInfo>(
        &ContainerdInfo::extra,
        {
            {"Address", &ContainerdInfo::address},
            {"Namespaces", &ContainerdInfo::namespaces},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
