#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<Volume>()
{
    static const Fields list = fields<Volume>(
        &Volume::extra,
        {
            {"Name", &Volume::name},
            {"Driver", &Volume::driver},
            {"Mountpoint", &Volume::mountpoint},
            {"CreatedAt", &Volume::created_at},
            {"Labels", &Volume::labels},
            {"Scope", &Volume::scope},
            {"Options", &Volume::options},
            {"Status", &Volume::status},
            {"UsageData", &Volume::usage_data},
            {"ClusterVolume", &Volume::cluster_volume},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumeList>()
{
    static const Fields list = fields<VolumeList>(
        &VolumeList::extra, {{"Volumes", &VolumeList::volumes}, {"Warnings", &VolumeList::warnings}}
    );
    return list;
}

template <>
const Fields& fields_of<VolumeCreate>()
{
    static const Fields list = fields<VolumeCreate>(
        &VolumeCreate::extra,
        {
            {"Name", &VolumeCreate::name},
            {"Driver", &VolumeCreate::driver},
            {"DriverOpts", &VolumeCreate::options},
            {"Labels", &VolumeCreate::labels},
            {"ClusterVolumeSpec", &VolumeCreate::cluster_volume_spec, since(42)},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
