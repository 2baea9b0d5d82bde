#include "devenv/operations/volumes.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<CreateVolume>()
{
    static const Operation operation = declare<CreateVolume>("CreateVolume", Method::post, "/volumes/create")
                                           .repeat(Repeat::safe)
                                           .json_body(&CreateVolume::config)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ListVolumes>()
{
    static const Operation operation = declare<ListVolumes>("ListVolumes", Method::get, "/volumes")
                                           .repeat(Repeat::safe)
                                           .query("filters", &ListVolumes::filters)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectVolume>()
{
    static const Operation operation =
        declare<InspectVolume>("InspectVolume", Method::get, "/volumes/{volume}")
            .repeat(Repeat::safe)
            .path("volume", &InspectVolume::volume)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<RemoveVolume>()
{
    static const Operation operation =
        declare<RemoveVolume>("RemoveVolume", Method::remove, "/volumes/{volume}")
            .repeat(Repeat::safe)
            .path("volume", &RemoveVolume::volume)
            .query("force", &RemoveVolume::force)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UpdateVolume>()
{
    static const Operation operation = declare<UpdateVolume>("UpdateVolume", Method::put, "/volumes/{volume}")
                                           .since(42)
                                           .path("volume", &UpdateVolume::volume)
                                           .query("version", &UpdateVolume::version)
                                           .json_body(&UpdateVolume::config)
                                           .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<PruneVolumes>()
{
    static const Operation operation = declare<PruneVolumes>("PruneVolumes", Method::post, "/volumes/prune")
                                           .since(25)
                                           .repeat(Repeat::safe)
                                           .query("filters", &PruneVolumes::filters)
                                           .answers_json();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_VOLUMES(VALUE, STREAM, UPLOAD) \
    VALUE(CreateVolume)                       \
    VALUE(ListVolumes)                        \
    VALUE(InspectVolume)                      \
    VALUE(RemoveVolume)                       \
    VALUE(UpdateVolume)                       \
    VALUE(PruneVolumes)
DEVENV_OPERATIONS(volumes, DEVENV_VOLUMES)
