#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<VolumeUsageData>()
{
    static const Fields list = fields<VolumeUsageData>(
        &VolumeUsageData::extra,
        {
            {"Size", &VolumeUsageData::size},
            {"RefCount", &VolumeUsageData::ref_count},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumesPruned>()
{
    static const Fields list = fields<VolumesPruned>(
        &VolumesPruned::extra,
        {
            {"VolumesDeleted", &VolumesPruned::removed},
            {"SpaceReclaimed", &VolumesPruned::space_reclaimed},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TopologySegments>()
{
    static const Fields list = fields<TopologySegments>(
        &TopologySegments::extra,
        {
            {"Segments", &TopologySegments::segments},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TopologyRequirement>()
{
    static const Fields list = fields<TopologyRequirement>(
        &TopologyRequirement::extra,
        {
            {"Requisite", &TopologyRequirement::requisite},
            {"Preferred", &TopologyRequirement::preferred},
        }
    );
    return list;
}

template <>
const Fields& fields_of<CapacityRange>()
{
    static const Fields list = fields<CapacityRange>(
        &CapacityRange::extra,
        {
            {"RequiredBytes", &CapacityRange::required_bytes},
            {"LimitBytes", &CapacityRange::limit_bytes},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumeSecret>()
{
    static const Fields list = fields<VolumeSecret>(
        &VolumeSecret::extra,
        {
            {"Key", &VolumeSecret::key},
            {"Secret", &VolumeSecret::secret},
        }
    );
    return list;
}

template <>
const Fields& fields_of<MountVolumeOptions>()
{
    static const Fields list = fields<MountVolumeOptions>(
        &MountVolumeOptions::extra,
        {
            {"FsType", &MountVolumeOptions::fs_type},
            {"MountFlags", &MountVolumeOptions::mount_flags},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumeAccessMode>()
{
    static const Fields list = fields<VolumeAccessMode>(
        &VolumeAccessMode::extra,
        {
            {"Scope", &VolumeAccessMode::scope},
            {"Sharing", &VolumeAccessMode::sharing},
            {"MountVolume", &VolumeAccessMode::mount_volume},
            {"BlockVolume", &VolumeAccessMode::block_volume},
            {"Secrets", &VolumeAccessMode::secrets},
            {"AccessibilityRequirements", &VolumeAccessMode::accessibility_requirements},
            {"CapacityRange", &VolumeAccessMode::capacity_range},
            {"Availability", &VolumeAccessMode::availability},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ClusterVolumeSpec>()
{
    static const Fields list = fields<ClusterVolumeSpec>(
        &ClusterVolumeSpec::extra,
        {
            {"Group", &ClusterVolumeSpec::group},
            {"AccessMode", &ClusterVolumeSpec::access_mode},
            {"Secrets", &ClusterVolumeSpec::secrets},
            {"AccessibilityRequirements", &ClusterVolumeSpec::accessibility_requirements},
            {"CapacityRange", &ClusterVolumeSpec::capacity_range},
            {"Availability", &ClusterVolumeSpec::availability},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ClusterVolumeInfo>()
{
    static const Fields list = fields<ClusterVolumeInfo>(
        &ClusterVolumeInfo::extra,
        {
            {"CapacityBytes", &ClusterVolumeInfo::capacity_bytes},
            {"VolumeContext", &ClusterVolumeInfo::volume_context},
            {"VolumeID", &ClusterVolumeInfo::volume_id},
            {"AccessibleTopology", &ClusterVolumeInfo::accessible_topology},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ClusterVolumePublish>()
{
    static const Fields list = fields<ClusterVolumePublish>(
        &ClusterVolumePublish::extra,
        {
            {"NodeID", &ClusterVolumePublish::node_id},
            {"State", &ClusterVolumePublish::state},
            {"PublishContext", &ClusterVolumePublish::publish_context},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ClusterVolume>()
{
    static const Fields list = fields<ClusterVolume>(
        &ClusterVolume::extra,
        {
            {"ID", &ClusterVolume::id},
            {"Version", &ClusterVolume::version},
            {"CreatedAt", &ClusterVolume::created_at},
            {"UpdatedAt", &ClusterVolume::updated_at},
            {"Spec", &ClusterVolume::spec},
            {"Info", &ClusterVolume::info},
            {"PublishStatus", &ClusterVolume::publish_status},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumeUpdate>()
{
    static const Fields list = fields<VolumeUpdate>(
        &VolumeUpdate::extra,
        {
            {"Spec", &VolumeUpdate::spec},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
