#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<BuildCacheRecord>()
{
    static const Fields list = fields<BuildCacheRecord>(
        &BuildCacheRecord::extra,
        {
            {"ID", &BuildCacheRecord::id},
            {"Parent", &BuildCacheRecord::parent},
            {"Parents", &BuildCacheRecord::parents},
            {"Type", &BuildCacheRecord::type},
            {"Description", &BuildCacheRecord::description},
            {"InUse", &BuildCacheRecord::in_use},
            {"Shared", &BuildCacheRecord::shared},
            {"Size", &BuildCacheRecord::size},
            {"CreatedAt", &BuildCacheRecord::created_at},
            {"LastUsedAt", &BuildCacheRecord::last_used_at},
            {"UsageCount", &BuildCacheRecord::usage_count},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ImagesUsage>()
{
    static const Fields list = fields<ImagesUsage>(
        &ImagesUsage::extra,
        {
            {"ActiveCount", &ImagesUsage::active_count},
            {"TotalCount", &ImagesUsage::total_count},
            {"Reclaimable", &ImagesUsage::reclaimable},
            {"TotalSize", &ImagesUsage::total_size},
            {"Items", &ImagesUsage::items},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainersUsage>()
{
    static const Fields list = fields<ContainersUsage>(
        &ContainersUsage::extra,
        {
            {"ActiveCount", &ContainersUsage::active_count},
            {"TotalCount", &ContainersUsage::total_count},
            {"Reclaimable", &ContainersUsage::reclaimable},
            {"TotalSize", &ContainersUsage::total_size},
            {"Items", &ContainersUsage::items},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumesUsage>()
{
    static const Fields list = fields<VolumesUsage>(
        &VolumesUsage::extra,
        {
            {"ActiveCount", &VolumesUsage::active_count},
            {"TotalCount", &VolumesUsage::total_count},
            {"Reclaimable", &VolumesUsage::reclaimable},
            {"TotalSize", &VolumesUsage::total_size},
            {"Items", &VolumesUsage::items},
        }
    );
    return list;
}

template <>
const Fields& fields_of<BuildCacheUsage>()
{
    static const Fields list = fields<BuildCacheUsage>(
        &BuildCacheUsage::extra,
        {
            {"ActiveCount", &BuildCacheUsage::active_count},
            {"TotalCount", &BuildCacheUsage::total_count},
            {"Reclaimable", &BuildCacheUsage::reclaimable},
            {"TotalSize", &BuildCacheUsage::total_size},
            {"Items", &BuildCacheUsage::items},
        }
    );
    return list;
}

template <>
const Fields& fields_of<DiskUsage>()
{
    static const Fields list = fields<DiskUsage>(
        &DiskUsage::extra,
        {
            {"LayersSize", &DiskUsage::layers_size},
            {"Images", &DiskUsage::images},
            {"Containers", &DiskUsage::containers},
            {"Volumes", &DiskUsage::volumes},
            {"BuildCache", &DiskUsage::build_cache},
            {"BuilderSize", &DiskUsage::builder_size},
            {"ImageUsage", &DiskUsage::image_usage},
            {"ContainerUsage", &DiskUsage::container_usage},
            {"VolumeUsage", &DiskUsage::volume_usage},
            {"BuildCacheUsage", &DiskUsage::build_cache_usage},
        }
    );
    return list;
}

template <>
const Fields& fields_of<AuthConfig>()
{
    static const Fields list = fields<AuthConfig>(
        &AuthConfig::extra,
        {
            {"username", &AuthConfig::username},
            {"password", &AuthConfig::password},
            {"email", &AuthConfig::email},
            {"serveraddress", &AuthConfig::server_address},
            {"identitytoken", &AuthConfig::identity_token},
            {"registrytoken", &AuthConfig::registry_token},
        }
    );
    return list;
}

template <>
const Fields& fields_of<AuthResult>()
{
    static const Fields list = fields<AuthResult>(
        &AuthResult::extra,
        {
            {"Status", &AuthResult::status},
            {"IdentityToken", &AuthResult::identity_token},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EventActor>()
{
    static const Fields list = fields<EventActor>(
        &EventActor::extra,
        {
            {"ID", &EventActor::id},
            {"Attributes", &EventActor::attributes},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Event>()
{
    static const Fields list = fields<Event>(
        &Event::extra,
        {
            {"status", &Event::legacy_status},
            {"id", &Event::legacy_id},
            {"from", &Event::legacy_from},
            {"Type", &Event::type},
            {"Action", &Event::action},
            {"Actor", &Event::actor},
            {"scope", &Event::scope},
            {"time", &Event::time},
            {"timeNano", &Event::time_nano},
        }
    );
    return list;
}

template <>
const Fields& fields_of<BuildCachePruned>()
{
    static const Fields list = fields<BuildCachePruned>(
        &BuildCachePruned::extra,
        {
            {"CachesDeleted", &BuildCachePruned::removed},
            {"SpaceReclaimed", &BuildCachePruned::space_reclaimed},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
