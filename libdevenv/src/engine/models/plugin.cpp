#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<PluginPrivilege>()
{
    static const Fields list = fields<PluginPrivilege>(
        &PluginPrivilege::extra,
        {
            {"Name", &PluginPrivilege::name},
            {"Description", &PluginPrivilege::description},
            {"Value", &PluginPrivilege::value},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginMount>()
{
    static const Fields list = fields<PluginMount>(
        &PluginMount::extra,
        {
            {"Name", &PluginMount::name},
            {"Description", &PluginMount::description},
            {"Settable", &PluginMount::settable},
            {"Source", &PluginMount::source},
            {"Destination", &PluginMount::destination},
            {"Type", &PluginMount::type},
            {"Options", &PluginMount::options},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginDevice>()
{
    static const Fields list = fields<PluginDevice>(
        &PluginDevice::extra,
        {
            {"Name", &PluginDevice::name},
            {"Description", &PluginDevice::description},
            {"Settable", &PluginDevice::settable},
            {"Path", &PluginDevice::path},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginEnv>()
{
    static const Fields list = fields<PluginEnv>(
        &PluginEnv::extra,
        {
            {"Name", &PluginEnv::name},
            {"Description", &PluginEnv::description},
            {"Settable", &PluginEnv::settable},
            {"Value", &PluginEnv::value},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginArgs>()
{
    static const Fields list = fields<PluginArgs>(
        &PluginArgs::extra,
        {
            {"Name", &PluginArgs::name},
            {"Description", &PluginArgs::description},
            {"Settable", &PluginArgs::settable},
            {"Value", &PluginArgs::value},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginInterface>()
{
    static const Fields list = fields<PluginInterface>(
        &PluginInterface::extra,
        {
            {"Types", &PluginInterface::types},
            {"Socket", &PluginInterface::socket},
            {"ProtocolScheme", &PluginInterface::protocol_scheme},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginUser>()
{
    static const Fields list = fields<PluginUser>(
        &PluginUser::extra,
        {
            {"UID", &PluginUser::uid},
            {"GID", &PluginUser::gid},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginNetwork>()
{
    static const Fields list = fields<PluginNetwork>(
        &PluginNetwork::extra,
        {
            {"Type", &PluginNetwork::type},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginLinux>()
{
    static const Fields list = fields<PluginLinux>(
        &PluginLinux::extra,
        {
            {"Capabilities", &PluginLinux::capabilities},
            {"AllowAllDevices", &PluginLinux::allow_all_devices},
            {"Devices", &PluginLinux::devices},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginRootfs>()
{
    static const Fields list = fields<PluginRootfs>(
        &PluginRootfs::extra,
        {
            {"type", &PluginRootfs::type},
            {"diff_ids", &PluginRootfs::diff_ids},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginConfig>()
{
    static const Fields list = fields<PluginConfig>(
        &PluginConfig::extra,
        {
            {"DockerVersion", &PluginConfig::docker_version},
            {"Description", &PluginConfig::description},
            {"Documentation", &PluginConfig::documentation},
            {"Interface", &PluginConfig::interface},
            {"Entrypoint", &PluginConfig::entrypoint},
            {"WorkDir", &PluginConfig::work_dir},
            {"User", &PluginConfig::user},
            {"Network", &PluginConfig::network},
            {"Linux", &PluginConfig::linux_settings},
            {"PropagatedMount", &PluginConfig::propagated_mount},
            {"IpcHost", &PluginConfig::ipc_host},
            {"PidHost", &PluginConfig::pid_host},
            {"Mounts", &PluginConfig::mounts},
            {"Env", &PluginConfig::env},
            {"Args", &PluginConfig::args},
            {"rootfs", &PluginConfig::rootfs},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PluginSettings>()
{
    static const Fields list = fields<PluginSettings>(
        &PluginSettings::extra,
        {
            {"Mounts", &PluginSettings::mounts},
            {"Env", &PluginSettings::env},
            {"Args", &PluginSettings::args},
            {"Devices", &PluginSettings::devices},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Plugin>()
{
    static const Fields list = fields<Plugin>(
        &Plugin::extra,
        {
            {"Id", &Plugin::id},
            {"Name", &Plugin::name},
            {"Enabled", &Plugin::enabled},
            {"Settings", &Plugin::settings},
            {"PluginReference", &Plugin::plugin_reference},
            {"Config", &Plugin::config},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
