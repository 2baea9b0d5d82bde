#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<IpamPool>()
{
    static const Fields list = fields<IpamPool>(
        &IpamPool::extra,
        {
            {"Subnet", &IpamPool::subnet},
            {"IPRange", &IpamPool::ip_range},
            {"Gateway", &IpamPool::gateway},
            {"AuxiliaryAddresses", &IpamPool::auxiliary_addresses},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Ipam>()
{
    static const Fields list = fields<Ipam>(
        &Ipam::extra,
        {
            {"Driver", &Ipam::driver},
            {"Options", &Ipam::options},
            {"Config", &Ipam::pools},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkContainer>()
{
    static const Fields list = fields<NetworkContainer>(
        &NetworkContainer::extra,
        {
            {"Name", &NetworkContainer::name},
            {"EndpointID", &NetworkContainer::endpoint_id},
            {"MacAddress", &NetworkContainer::mac_address},
            {"IPv4Address", &NetworkContainer::ipv4_address},
            {"IPv6Address", &NetworkContainer::ipv6_address},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkConfigSource>()
{
    static const Fields list = fields<NetworkConfigSource>(
        &NetworkConfigSource::extra,
        {
            {"Network", &NetworkConfigSource::network},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkPeer>()
{
    static const Fields list = fields<NetworkPeer>(
        &NetworkPeer::extra,
        {
            {"Name", &NetworkPeer::name},
            {"IP", &NetworkPeer::ip},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkTask>()
{
    static const Fields list = fields<NetworkTask>(
        &NetworkTask::extra,
        {
            {"Name", &NetworkTask::name},
            {"EndpointID", &NetworkTask::endpoint_id},
            {"EndpointIP", &NetworkTask::endpoint_ip},
            {"Info", &NetworkTask::info},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkService>()
{
    static const Fields list = fields<NetworkService>(
        &NetworkService::extra,
        {
            {"VIP", &NetworkService::vip},
            {"Ports", &NetworkService::ports},
            {"LocalLBIndex", &NetworkService::local_lb_index},
            {"Tasks", &NetworkService::tasks},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SubnetStatus>()
{
    static const Fields list = fields<SubnetStatus>(
        &SubnetStatus::extra,
        {
            {"IPsInUse", &SubnetStatus::addresses_in_use},
            {"DynamicIPsAvailable", &SubnetStatus::dynamic_addresses_available},
        }
    );
    return list;
}

template <>
const Fields& fields_of<IpamStatus>()
{
    static const Fields list = fields<IpamStatus>(
        &IpamStatus::extra,
        {
            {"Subnets", &IpamStatus::subnets},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkStatus>()
{
    static const Fields list = fields<NetworkStatus>(
        &NetworkStatus::extra,
        {
            {"IPAM", &NetworkStatus::ipam},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkInspect>()
{
    static const Fields list = fields<NetworkInspect>(
        &NetworkInspect::extra,
        {
            {"Name", &NetworkInspect::name},
            {"Id", &NetworkInspect::id},
            {"Created", &NetworkInspect::created},
            {"Scope", &NetworkInspect::scope},
            {"Driver", &NetworkInspect::driver},
            {"EnableIPv4", &NetworkInspect::enable_ipv4},
            {"EnableIPv6", &NetworkInspect::enable_ipv6},
            {"IPAM", &NetworkInspect::ipam},
            {"Internal", &NetworkInspect::internal},
            {"Attachable", &NetworkInspect::attachable},
            {"Ingress", &NetworkInspect::ingress},
            {"ConfigFrom", &NetworkInspect::config_from},
            {"ConfigOnly", &NetworkInspect::config_only},
            {"Containers", &NetworkInspect::containers},
            {"Options", &NetworkInspect::options},
            {"Labels", &NetworkInspect::labels},
            {"Peers", &NetworkInspect::peers},
            {"Services", &NetworkInspect::services},
            {"Status", &NetworkInspect::status},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkCreate>()
{
    static const Fields list = fields<NetworkCreate>(
        &NetworkCreate::extra,
        {
            {"Name", &NetworkCreate::name},
            {"CheckDuplicate", &NetworkCreate::check_duplicate},
            {"Driver", &NetworkCreate::driver},
            {"Scope", &NetworkCreate::scope},
            {"Internal", &NetworkCreate::internal},
            {"Attachable", &NetworkCreate::attachable},
            {"Ingress", &NetworkCreate::ingress},
            {"ConfigOnly", &NetworkCreate::config_only},
            {"ConfigFrom", &NetworkCreate::config_from},
            {"IPAM", &NetworkCreate::ipam},
            {"EnableIPv4", &NetworkCreate::enable_ipv4, since(47)},
            {"EnableIPv6", &NetworkCreate::enable_ipv6},
            {"Options", &NetworkCreate::options},
            {"Labels", &NetworkCreate::labels},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkCreated>()
{
    static const Fields list = fields<NetworkCreated>(
        &NetworkCreated::extra,
        {
            {"Id", &NetworkCreated::id},
            {"Warning", &NetworkCreated::warning},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EndpointIpam>()
{
    static const Fields list = fields<EndpointIpam>(
        &EndpointIpam::extra,
        {
            {"IPv4Address", &EndpointIpam::ipv4_address},
            {"IPv6Address", &EndpointIpam::ipv6_address},
            {"LinkLocalIPs", &EndpointIpam::link_local_addresses},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EndpointSettings>()
{
    static const Fields list = fields<EndpointSettings>(
        &EndpointSettings::extra,
        {
            {"IPAMConfig", &EndpointSettings::ipam_config},
            {"Links", &EndpointSettings::links},
            {"Aliases", &EndpointSettings::aliases},
            {"MacAddress", &EndpointSettings::mac_address},
            {"DriverOpts", &EndpointSettings::driver_opts},
            {"GwPriority", &EndpointSettings::gateway_priority, since(48)},
            {"NetworkID", &EndpointSettings::network_id},
            {"EndpointID", &EndpointSettings::endpoint_id},
            {"Gateway", &EndpointSettings::gateway},
            {"IPAddress", &EndpointSettings::ip_address},
            {"IPPrefixLen", &EndpointSettings::ip_prefix_len},
            {"IPv6Gateway", &EndpointSettings::ipv6_gateway},
            {"GlobalIPv6Address", &EndpointSettings::global_ipv6_address},
            {"GlobalIPv6PrefixLen", &EndpointSettings::global_ipv6_prefix_len},
            {"DNSNames", &EndpointSettings::dns_names},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkConnect>()
{
    static const Fields list = fields<NetworkConnect>(
        &NetworkConnect::extra,
        {
            {"Container", &NetworkConnect::container},
            {"EndpointConfig", &NetworkConnect::endpoint_config},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkDisconnect>()
{
    static const Fields list = fields<NetworkDisconnect>(
        &NetworkDisconnect::extra,
        {
            {"Container", &NetworkDisconnect::container},
            {"Force", &NetworkDisconnect::force},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworksPruned>()
{
    static const Fields list = fields<NetworksPruned>(
        &NetworksPruned::extra,
        {
            {"NetworksDeleted", &NetworksPruned::removed},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
