#pragma once

#include <devenv/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// One range of addresses of a network. Source: IPAMConfig.
struct IpamPool
{
    std::string subnet{};  ///< CIDR
    std::string ip_range{};
    std::string gateway{};
    std::map<std::string, std::string> auxiliary_addresses{};
    Extra extra{};
};

/// Where a network's addresses come from. Source: IPAM.
struct Ipam
{
    std::string driver{};
    std::map<std::string, std::string> options{};
    std::vector<IpamPool> pools{};
    Extra extra{};
};

/// A container in a network. Source: EndpointResource.
struct NetworkContainer
{
    std::string name{};
    std::string endpoint_id{};
    std::string mac_address{};
    std::string ipv4_address{};
    std::string ipv6_address{};
    Extra extra{};
};

/// The network whose configuration another one takes. Source: ConfigReference.
struct NetworkConfigSource
{
    std::string network{};
    Extra extra{};
};

/// A node that has a part in an overlay network. Source: PeerInfo.
struct NetworkPeer
{
    std::string name{};
    std::string ip{};
    Extra extra{};
};

/// A task's endpoint in an overlay network, with `verbose`.
struct NetworkTask
{
    std::string name{};
    std::string endpoint_id{};
    std::string endpoint_ip{};
    std::map<std::string, std::string> info{};
    Extra extra{};
};

/// A service's endpoint in an overlay network, with `verbose`.
struct NetworkService
{
    std::string vip{};
    std::vector<std::string> ports{};
    std::int64_t local_lb_index = 0;
    std::vector<NetworkTask> tasks{};
    Extra extra{};
};

/// How full a range of addresses is. Source: SubnetStatus, API 1.52.
struct SubnetStatus
{
    std::uint64_t addresses_in_use = 0;
    std::uint64_t dynamic_addresses_available = 0;
    Extra extra{};
};

/// Source: IPAMStatus, API 1.52.
struct IpamStatus
{
    std::map<std::string, SubnetStatus> subnets{};
    Extra extra{};
};

/// Source: NetworkStatus, API 1.52.
struct NetworkStatus
{
    IpamStatus ipam{};
    Extra extra{};
};

/// Source: Network; EnableIPv4 since API 1.47, Status since 1.52.
struct NetworkInspect
{
    std::string name{};
    std::string id{};
    std::string created{};  ///< RFC 3339
    std::string scope{};    ///< "local", "swarm", "global"
    std::string driver{};
    std::optional<bool> enable_ipv4{};
    bool enable_ipv6 = false;
    Ipam ipam{};
    bool internal = false;
    bool attachable = false;
    bool ingress = false;
    NetworkConfigSource config_from{};
    bool config_only = false;
    std::map<std::string, NetworkContainer> containers{};
    std::map<std::string, std::string> options{};
    std::map<std::string, std::string> labels{};
    std::vector<NetworkPeer> peers{};
    std::map<std::string, NetworkService> services{};
    std::optional<NetworkStatus> status{};
    Extra extra{};
};

/// The body of POST /networks/create. Source: NetworkCreateRequest.
struct NetworkCreate
{
    std::string name{};
    bool check_duplicate = false;  ///< always done since API 1.44
    std::string driver{};          ///< "bridge" if empty
    std::string scope{};
    bool internal = false;
    bool attachable = false;
    bool ingress = false;
    bool config_only = false;
    std::optional<NetworkConfigSource> config_from{};
    std::optional<Ipam> ipam{};
    std::optional<bool> enable_ipv4{};
    std::optional<bool> enable_ipv6{};
    std::map<std::string, std::string> options{};
    std::map<std::string, std::string> labels{};
    Extra extra{};
};

/// What the daemon answers to CreateNetwork.
struct NetworkCreated
{
    std::string id{};
    std::string warning{};
    Extra extra{};
};

/// The addresses that a container wants in a network. Source: EndpointIPAMConfig.
struct EndpointIpam
{
    std::string ipv4_address{};
    std::string ipv6_address{};
    std::vector<std::string> link_local_addresses{};
    Extra extra{};
};

/// A container's end of a network. Source: EndpointSettings.
struct EndpointSettings
{
    std::optional<EndpointIpam> ipam_config{};
    std::vector<std::string> links{};
    std::vector<std::string> aliases{};
    std::string mac_address{};
    std::map<std::string, std::string> driver_opts{};
    std::int64_t gateway_priority = 0;
    std::string network_id{};
    std::string endpoint_id{};
    std::string gateway{};
    std::string ip_address{};
    std::int64_t ip_prefix_len = 0;
    std::string ipv6_gateway{};
    std::string global_ipv6_address{};
    std::int64_t global_ipv6_prefix_len = 0;
    std::vector<std::string> dns_names{};
    Extra extra{};
};

/// The body of POST /networks/{id}/connect.
struct NetworkConnect
{
    std::string container{};
    std::optional<EndpointSettings> endpoint_config{};
    Extra extra{};
};

/// The body of POST /networks/{id}/disconnect.
struct NetworkDisconnect
{
    std::string container{};
    bool force = false;
    Extra extra{};
};

/// Source: NetworkPruneResponse.
struct NetworksPruned
{
    std::vector<std::string> removed{};
    Extra extra{};
};

}  // namespace devenv::inline v1
