#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<DistributionPlatform>()
{
    static const Fields list = fields<DistributionPlatform>(
        &DistributionPlatform::extra,
        {
            {"architecture", &DistributionPlatform::architecture},
            {"os", &DistributionPlatform::os},
            {"os.version", &DistributionPlatform::os_version},
            {"os.features", &DistributionPlatform::os_features},
            {"variant", &DistributionPlatform::variant},
        }
    );
    return list;
}

template <>
const Fields& fields_of<DistributionInspect>()
{
    static const Fields list = fields<DistributionInspect>(
        &DistributionInspect::extra,
        {
            {"Descriptor", &DistributionInspect::descriptor},
            {"Platforms", &DistributionInspect::platforms},
        }
    );
    return list;
}

template <>
const Fields& fields_of<HistoryEntry>()
{
    static const Fields list = fields<HistoryEntry>(
        &HistoryEntry::extra,
        {
            {"Id", &HistoryEntry::id},
            {"Created", &HistoryEntry::created},
            {"CreatedBy", &HistoryEntry::created_by},
            {"Tags", &HistoryEntry::tags},
            {"Size", &HistoryEntry::size},
            {"Comment", &HistoryEntry::comment},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SearchResult>()
{
    static const Fields list = fields<SearchResult>(
        &SearchResult::extra,
        {
            {"description", &SearchResult::description},
            {"is_official", &SearchResult::is_official},
            {"is_automated", &SearchResult::is_automated},
            {"name", &SearchResult::name},
            {"star_count", &SearchResult::star_count},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ImagesPruned>()
{
    static const Fields list = fields<ImagesPruned>(
        &ImagesPruned::extra,
        {
            {"ImagesDeleted", &ImagesPruned::removed},
            {"SpaceReclaimed", &ImagesPruned::space_reclaimed},
        }
    );
    return list;
}

template <>
const Fields& fields_of<AttestationStatement>()
{
    static const Fields list = fields<AttestationStatement>(
        &AttestationStatement::extra,
        {
            {"Descriptor", &AttestationStatement::descriptor},
            {"PredicateType", &AttestationStatement::predicate_type},
            {"Statement", &AttestationStatement::statement},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
