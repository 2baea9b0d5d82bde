#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<PluginTaskSpec>()
{
    static const Fields list = fields<PluginTaskSpec>(
        &PluginTaskSpec::extra,
        {
            {"Name", &PluginTaskSpec::name},
            {"Remote", &PluginTaskSpec::remote},
            {"Disabled", &PluginTaskSpec::disabled},
            {"PluginPrivilege", &PluginTaskSpec::privileges},
        }
    );
    return list;
}

template <>
const Fields& fields_of<CredentialSpec>()
{
    static const Fields list = fields<CredentialSpec>(
        &CredentialSpec::extra,
        {
            {"Config", &CredentialSpec::config},
            {"File", &CredentialSpec::file},
            {"Registry", &CredentialSpec::registry},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SelinuxContext>()
{
    static const Fields list = fields<SelinuxContext>(
        &SelinuxContext::extra,
        {
            {"Disable", &SelinuxContext::disable},
            {"User", &SelinuxContext::user},
            {"Role", &SelinuxContext::role},
            {"Type", &SelinuxContext::type},
            {"Level", &SelinuxContext::level},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SeccompOptions>()
{
    static const Fields list = fields<SeccompOptions>(
        &SeccompOptions::extra,
        {
            {"Mode", &SeccompOptions::mode},
            {"Profile", &SeccompOptions::profile},
        }
    );
    return list;
}

template <>
const Fields& fields_of<AppArmorOptions>()
{
    static const Fields list = fields<AppArmorOptions>(
        &AppArmorOptions::extra,
        {
            {"Mode", &AppArmorOptions::mode},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Privileges>()
{
    static const Fields list = fields<Privileges>(
        &Privileges::extra,
        {
            {"CredentialSpec", &Privileges::credential_spec},
            {"SELinuxContext", &Privileges::selinux_context},
            {"Seccomp", &Privileges::seccomp, since(44)},
            {"AppArmor", &Privileges::apparmor, since(44)},
            {"NoNewPrivileges", &Privileges::no_new_privileges, since(44)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<DnsConfig>()
{
    static const Fields list = fields<DnsConfig>(
        &DnsConfig::extra,
        {
            {"Nameservers", &DnsConfig::nameservers},
            {"Search", &DnsConfig::search},
            {"Options", &DnsConfig::options},
        }
    );
    return list;
}

template <>
const Fields& fields_of<FileTarget>()
{
    static const Fields list = fields<FileTarget>(
        &FileTarget::extra,
        {
            {"Name", &FileTarget::name},
            {"UID", &FileTarget::uid},
            {"GID", &FileTarget::gid},
            {"Mode", &FileTarget::mode},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SecretReference>()
{
    static const Fields list = fields<SecretReference>(
        &SecretReference::extra,
        {
            {"File", &SecretReference::file},
            {"SecretID", &SecretReference::secret_id},
            {"SecretName", &SecretReference::secret_name},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ConfigReference>()
{
    static const Fields list = fields<ConfigReference>(
        &ConfigReference::extra,
        {
            {"File", &ConfigReference::file},
            {"Runtime", &ConfigReference::runtime},
            {"ConfigID", &ConfigReference::config_id},
            {"ConfigName", &ConfigReference::config_name},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TaskContainer>()
{
    static const Fields list = fields<TaskContainer>(
        &TaskContainer::extra,
        {
            {"Image", &TaskContainer::image},
            {"Labels", &TaskContainer::labels},
            {"Command", &TaskContainer::command},
            {"Args", &TaskContainer::args},
            {"Hostname", &TaskContainer::hostname},
            {"Env", &TaskContainer::env},
            {"Dir", &TaskContainer::dir},
            {"User", &TaskContainer::user},
            {"Groups", &TaskContainer::groups},
            {"Privileges", &TaskContainer::privileges},
            {"Init", &TaskContainer::init, since(37)},
            {"StopSignal", &TaskContainer::stop_signal},
            {"TTY", &TaskContainer::tty},
            {"OpenStdin", &TaskContainer::open_stdin},
            {"ReadOnly", &TaskContainer::read_only},
            {"Mounts", &TaskContainer::mounts},
            {"StopGracePeriod", &TaskContainer::stop_grace_period},
            {"Healthcheck", &TaskContainer::healthcheck},
            {"HealthCheck", &TaskContainer::health_check_old},
            {"Hosts", &TaskContainer::hosts},
            {"DNSConfig", &TaskContainer::dns_config},
            {"Secrets", &TaskContainer::secrets},
            {"Configs", &TaskContainer::configs, since(30)},
            {"Isolation", &TaskContainer::isolation},
            {"Sysctls", &TaskContainer::sysctls, since(40)},
            {"CapabilityAdd", &TaskContainer::capability_add, since(41)},
            {"CapabilityDrop", &TaskContainer::capability_drop, since(41)},
            {"Ulimits", &TaskContainer::ulimits, since(41)},
            {"OomScoreAdj", &TaskContainer::oom_score_adj, since(46)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<AttachmentSpec>()
{
    static const Fields list = fields<AttachmentSpec>(
        &AttachmentSpec::extra,
        {
            {"ContainerID", &AttachmentSpec::container_id},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TaskLimits>()
{
    static const Fields list = fields<TaskLimits>(
        &TaskLimits::extra,
        {
            {"NanoCPUs", &TaskLimits::nano_cpus},
            {"MemoryBytes", &TaskLimits::memory_bytes},
            {"Pids", &TaskLimits::pids, since(41)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TaskResources>()
{
    static const Fields list = fields<TaskResources>(
        &TaskResources::extra,
        {
            {"Limits", &TaskResources::limits},
            {"Reservations", &TaskResources::reservations},
            {"SwapBytes", &TaskResources::swap_bytes, since(52)},
            {"MemorySwappiness", &TaskResources::memory_swappiness, since(52)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TaskRestartPolicy>()
{
    static const Fields list = fields<TaskRestartPolicy>(
        &TaskRestartPolicy::extra,
        {
            {"Condition", &TaskRestartPolicy::condition},
            {"Delay", &TaskRestartPolicy::delay},
            {"MaxAttempts", &TaskRestartPolicy::max_attempts},
            {"Window", &TaskRestartPolicy::window},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SpreadOver>()
{
    static const Fields list = fields<SpreadOver>(
        &SpreadOver::extra,
        {
            {"SpreadDescriptor", &SpreadOver::spread_descriptor},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PlacementPreference>()
{
    static const Fields list = fields<PlacementPreference>(
        &PlacementPreference::extra,
        {
            {"Spread", &PlacementPreference::spread},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Placement>()
{
    static const Fields list = fields<Placement>(
        &Placement::extra,
        {
            {"Constraints", &Placement::constraints},
            {"Preferences", &Placement::preferences},
            {"MaxReplicas", &Placement::max_replicas, since(40)},
            {"Platforms", &Placement::platforms},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NetworkAttachmentConfig>()
{
    static const Fields list = fields<NetworkAttachmentConfig>(
        &NetworkAttachmentConfig::extra,
        {
            {"Target", &NetworkAttachmentConfig::target},
            {"Aliases", &NetworkAttachmentConfig::aliases},
            {"DriverOpts", &NetworkAttachmentConfig::driver_opts},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TaskSpec>()
{
    static const Fields list = fields<TaskSpec>(
        &TaskSpec::extra,
        {
            {"PluginSpec", &TaskSpec::plugin_spec},
            {"ContainerSpec", &TaskSpec::container},
            {"NetworkAttachmentSpec", &TaskSpec::network_attachment_spec},
            {"Resources", &TaskSpec::resources},
            {"RestartPolicy", &TaskSpec::restart_policy},
            {"Placement", &TaskSpec::placement},
            {"ForceUpdate", &TaskSpec::force_update},
            {"Runtime", &TaskSpec::runtime},
            {"Networks", &TaskSpec::networks},
            {"LogDriver", &TaskSpec::log_driver},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
