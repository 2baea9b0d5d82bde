#include "devenv/operations/builder.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<PruneBuildCache>()
{
    static const Operation operation =
        declare<PruneBuildCache>("PruneBuildCache", Method::post, "/build/prune")
            .since(31)
            .repeat(Repeat::safe)
            .query("all", &PruneBuildCache::all, Since{39})
            .number_unless_zero(
                "keep-storage", &PruneBuildCache::reserved_space, Since{.minor = 39, .until = 47}
            )
            .number_unless_zero("reserved-space", &PruneBuildCache::reserved_space, Since{48})
            .number_unless_zero("max-used-space", &PruneBuildCache::max_used_space, Since{48})
            .number_unless_zero("min-free-space", &PruneBuildCache::min_free_space, Since{48})
            .query("filters", &PruneBuildCache::filters, Since{39})
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<CancelBuild>()
{
    static const Operation operation = declare<CancelBuild>("CancelBuild", Method::post, "/build/cancel")
                                           .since(31)
                                           .repeat(Repeat::safe)
                                           .query("id", &CancelBuild::build_id)
                                           .answers_nothing();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_BUILDER(VALUE, STREAM, UPLOAD) \
    VALUE(PruneBuildCache)                    \
    VALUE(CancelBuild)
DEVENV_OPERATIONS(builder, DEVENV_BUILDER)
