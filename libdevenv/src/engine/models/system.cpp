#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<SystemVersion>()
{
    static const Fields list = fields<SystemVersion>(
        &SystemVersion::extra,
        {
            {"Version", &SystemVersion::version},
            {"ApiVersion", &SystemVersion::api_version},
            {"MinAPIVersion", &SystemVersion::min_api_version},
            {"GitCommit", &SystemVersion::git_commit},
            {"GoVersion", &SystemVersion::go_version},
            {"Os", &SystemVersion::os},
            {"Arch", &SystemVersion::arch},
            {"KernelVersion", &SystemVersion::kernel_version},
            {"Experimental", &SystemVersion::experimental},
            {"BuildTime", &SystemVersion::build_time},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SystemInfo>()
{
    static const Fields list = fields<SystemInfo>(
        &SystemInfo::extra,
        {
            {"ID", &SystemInfo::id},
            {"Containers", &SystemInfo::containers},
            {"Images", &SystemInfo::images},
            {"Driver", &SystemInfo::driver},
            {"CgroupDriver", &SystemInfo::cgroup_driver},
            {"CgroupVersion", &SystemInfo::cgroup_version},
            {"KernelVersion", &SystemInfo::kernel_version},
            {"OperatingSystem", &SystemInfo::operating_system},
            {"OSType", &SystemInfo::os_type},
            {"Architecture", &SystemInfo::architecture},
            {"NCPU", &SystemInfo::cpus},
            {"MemTotal", &SystemInfo::memory_bytes},
            {"DockerRootDir", &SystemInfo::docker_root_dir},
            {"HttpProxy", &SystemInfo::http_proxy},
            {"HttpsProxy", &SystemInfo::https_proxy},
            {"NoProxy", &SystemInfo::no_proxy},
            {"Name", &SystemInfo::name},
            {"ServerVersion", &SystemInfo::server_version},
            {"SecurityOptions", &SystemInfo::security_options},
            {"Warnings", &SystemInfo::warnings},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
