#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<Platform>()
{
    static const Fields list = fields<Platform>(
        &Platform::extra,
        {
            {"architecture", &Platform::architecture},
            {"os", &Platform::os},
            {"os.version", &Platform::os_version},
            {"os.features", &Platform::os_features},
            {"variant", &Platform::variant},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Descriptor>()
{
    static const Fields list = fields<Descriptor>(
        &Descriptor::extra,
        {
            {"mediaType", &Descriptor::media_type},
            {"digest", &Descriptor::digest},
            {"size", &Descriptor::size},
            {"urls", &Descriptor::urls},
            {"annotations", &Descriptor::annotations},
            {"data", &Descriptor::data},
            {"platform", &Descriptor::platform},
            {"artifactType", &Descriptor::artifact_type},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ManifestSize>()
{
    static const Fields list = fields<ManifestSize>(
        &ManifestSize::extra,
        {
            {"Total", &ManifestSize::total},
            {"Content", &ManifestSize::content},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ManifestImageData>()
{
    static const Fields list = fields<ManifestImageData>(
        &ManifestImageData::extra,
        {
            {"Platform", &ManifestImageData::platform},
            {"Containers", &ManifestImageData::containers},
            {"Size", &ManifestImageData::size},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ManifestAttestationData>()
{
    static const Fields list = fields<ManifestAttestationData>(
        &ManifestAttestationData::extra,
        {
            {"For", &ManifestAttestationData::subject_digest},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ImageManifest>()
{
    static const Fields list = fields<ImageManifest>(
        &ImageManifest::extra,
        {
            {"ID", &ImageManifest::id},
            {"Descriptor", &ImageManifest::descriptor},
            {"Available", &ImageManifest::available},
            {"Size", &ImageManifest::size},
            {"Kind", &ImageManifest::kind},
            {"ImageData", &ImageManifest::image_data},
            {"AttestationData", &ImageManifest::attestation_data},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
