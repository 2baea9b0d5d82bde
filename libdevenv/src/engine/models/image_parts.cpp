#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<RootFs>()
{
    static const Fields list = fields<RootFs>(
        &RootFs::extra,
        {
            {"Type", &RootFs::type},
            {"Layers", &RootFs::layers},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ImageMetadata>()
{
    static const Fields list = fields<ImageMetadata>(
        &ImageMetadata::extra,
        {
            {"LastTagTime", &ImageMetadata::last_tag_time},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
