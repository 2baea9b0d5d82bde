#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<HealthLogEntry>()
{
    static const Fields list = fields<HealthLogEntry>(
        &HealthLogEntry::extra,
        {
            {"Start", &HealthLogEntry::start},
            {"End", &HealthLogEntry::end},
            {"ExitCode", &HealthLogEntry::exit_code},
            {"Output", &HealthLogEntry::output},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Health>()
{
    static const Fields list = fields<Health>(
        &Health::extra,
        {
            {"Status", &Health::status},
            {"FailingStreak", &Health::failing_streak},
            {"Log", &Health::log},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Port>()
{
    static const Fields list = fields<Port>(
        &Port::extra,
        {
            {"IP", &Port::ip},
            {"PrivatePort", &Port::private_port},
            {"PublicPort", &Port::public_port},
            {"Type", &Port::type},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkingConfig>()
{
    static const Fields list = fields<NetworkingConfig>(
        &NetworkingConfig::extra,
        {
            {"EndpointsConfig", &NetworkingConfig::endpoints},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Address>()
{
    static const Fields list = fields<Address>(
        &Address::extra,
        {
            {"Addr", &Address::addr},
            {"PrefixLen", &Address::prefix_len},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkSettings>()
{
    static const Fields list = fields<NetworkSettings>(
        &NetworkSettings::extra,
        {
            {"Bridge", &NetworkSettings::bridge},
            {"SandboxID", &NetworkSettings::sandbox_id},
            {"SandboxKey", &NetworkSettings::sandbox_key},
            {"Ports", &NetworkSettings::ports},
            {"HairpinMode", &NetworkSettings::hairpin_mode},
            {"LinkLocalIPv6Address", &NetworkSettings::link_local_ipv6_address},
            {"LinkLocalIPv6PrefixLen", &NetworkSettings::link_local_ipv6_prefix_len},
            {"SecondaryIPAddresses", &NetworkSettings::secondary_ip_addresses},
            {"SecondaryIPv6Addresses", &NetworkSettings::secondary_ipv6_addresses},
            {"EndpointID", &NetworkSettings::endpoint_id},
            {"Gateway", &NetworkSettings::gateway},
            {"GlobalIPv6Address", &NetworkSettings::global_ipv6_address},
            {"GlobalIPv6PrefixLen", &NetworkSettings::global_ipv6_prefix_len},
            {"IPAddress", &NetworkSettings::ip_address},
            {"IPPrefixLen", &NetworkSettings::ip_prefix_len},
            {"IPv6Gateway", &NetworkSettings::ipv6_gateway},
            {"MacAddress", &NetworkSettings::mac_address},
            {"Networks", &NetworkSettings::networks},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SummaryHostConfig>()
{
    static const Fields list = fields<SummaryHostConfig>(
        &SummaryHostConfig::extra,
        {
            {"NetworkMode", &SummaryHostConfig::network_mode},
            {"Annotations", &SummaryHostConfig::annotations},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SummaryNetworks>()
{
    static const Fields list = fields<SummaryNetworks>(
        &SummaryNetworks::extra,
        {
            {"Networks", &SummaryNetworks::networks},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ExecProcess>()
{
    static const Fields list = fields<ExecProcess>(
        &ExecProcess::extra,
        {
            {"privileged", &ExecProcess::privileged},
            {"user", &ExecProcess::user},
            {"tty", &ExecProcess::tty},
            {"entrypoint", &ExecProcess::entrypoint},
            {"arguments", &ExecProcess::arguments},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
