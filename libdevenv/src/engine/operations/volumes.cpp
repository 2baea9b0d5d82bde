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

}  // namespace devenv::detail::engine

DEVENV_SEND(CreateVolume)
DEVENV_SEND(ListVolumes)
DEVENV_SEND(InspectVolume)
DEVENV_SEND(RemoveVolume)
