#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<ImageInspect>()
{
    static const Fields list = fields<ImageInspect>(
        &ImageInspect::extra,
        {
            {"Id", &ImageInspect::id},
            {"RepoTags", &ImageInspect::repo_tags},
            {"RepoDigests", &ImageInspect::repo_digests},
            {"Parent", &ImageInspect::parent},
            {"Created", &ImageInspect::created},
            {"Config", &ImageInspect::config},
            {"Architecture", &ImageInspect::architecture},
            {"Variant", &ImageInspect::variant},
            {"Os", &ImageInspect::os},
            {"Size", &ImageInspect::size},
            {"Comment", &ImageInspect::comment},
            {"Container", &ImageInspect::container},
            {"ContainerConfig", &ImageInspect::container_config},
            {"DockerVersion", &ImageInspect::docker_version},
            {"Author", &ImageInspect::author},
            {"OsVersion", &ImageInspect::os_version},
            {"VirtualSize", &ImageInspect::virtual_size},
            {"GraphDriver", &ImageInspect::storage_driver},
            {"RootFS", &ImageInspect::root_fs},
            {"Metadata", &ImageInspect::metadata},
            {"Descriptor", &ImageInspect::descriptor},
            {"Manifests", &ImageInspect::manifests},
            {"Identity", &ImageInspect::identity},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ImageSummary>()
{
    static const Fields list = fields<ImageSummary>(
        &ImageSummary::extra,
        {
            {"Id", &ImageSummary::id},
            {"ParentId", &ImageSummary::parent_id},
            {"RepoTags", &ImageSummary::repo_tags},
            {"RepoDigests", &ImageSummary::repo_digests},
            {"Created", &ImageSummary::created},
            {"Size", &ImageSummary::size},
            {"Labels", &ImageSummary::labels},
            {"Containers", &ImageSummary::containers},
            {"SharedSize", &ImageSummary::shared_size},
            {"VirtualSize", &ImageSummary::virtual_size},
            {"Descriptor", &ImageSummary::descriptor},
            {"Manifests", &ImageSummary::manifests},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ImageRemoved>()
{
    static const Fields list = fields<ImageRemoved>(
        &ImageRemoved::extra, {{"Untagged", &ImageRemoved::untagged}, {"Deleted", &ImageRemoved::deleted}}
    );
    return list;
}

}  // namespace devenv::detail::json
