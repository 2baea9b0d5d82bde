#include "devenv/operations/checkpoints.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListCheckpoints>()
{
    static const Operation operation =
        declare<ListCheckpoints>("ListCheckpoints", Method::get, "/containers/{container}/checkpoints")
            .since(25)
            .repeat(Repeat::safe)
            .path("container", &ListCheckpoints::container)
            .query("dir", &ListCheckpoints::dir)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<CreateCheckpoint>()
{
    static const Operation operation =
        declare<CreateCheckpoint>("CreateCheckpoint", Method::post, "/containers/{container}/checkpoints")
            .since(25)
            .path("container", &CreateCheckpoint::container)
            .json_body(&CreateCheckpoint::config)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<RemoveCheckpoint>()
{
    static const Operation operation =
        declare<RemoveCheckpoint>(
            "RemoveCheckpoint", Method::remove, "/containers/{container}/checkpoints/{checkpoint}"
        )
            .since(25)
            .repeat(Repeat::safe)
            .path("container", &RemoveCheckpoint::container)
            .path("checkpoint", &RemoveCheckpoint::checkpoint)
            .query("dir", &RemoveCheckpoint::dir)
            .answers_nothing();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_CHECKPOINTS(VALUE, STREAM, UPLOAD) \
    VALUE(ListCheckpoints)                        \
    VALUE(CreateCheckpoint)                       \
    VALUE(RemoveCheckpoint)
DEVENV_OPERATIONS(checkpoints, DEVENV_CHECKPOINTS)
