#include "devenv/operations/swarm.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<InspectSwarm>()
{
    static const Operation operation =
        declare<InspectSwarm>("InspectSwarm", Method::get, "/swarm").repeat(Repeat::safe).answers_json();
    return operation;
}

template <>
const Operation& operation_of<InitSwarm>()
{
    static const Operation operation = declare<InitSwarm>("InitSwarm", Method::post, "/swarm/init")
                                           .json_body(&InitSwarm::config)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<JoinSwarm>()
{
    static const Operation operation = declare<JoinSwarm>("JoinSwarm", Method::post, "/swarm/join")
                                           .json_body(&JoinSwarm::config)
                                           .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<LeaveSwarm>()
{
    static const Operation operation = declare<LeaveSwarm>("LeaveSwarm", Method::post, "/swarm/leave")
                                           .query("force", &LeaveSwarm::force)
                                           .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UpdateSwarm>()
{
    static const Operation operation =
        declare<UpdateSwarm>("UpdateSwarm", Method::post, "/swarm/update")
            .query("version", &UpdateSwarm::version)
            .query("rotateWorkerToken", &UpdateSwarm::rotate_worker_token)
            .query("rotateManagerToken", &UpdateSwarm::rotate_manager_token)
            .query("rotateManagerUnlockKey", &UpdateSwarm::rotate_manager_unlock_key, Since{25})
            .json_body(&UpdateSwarm::spec)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<ReadUnlockKey>()
{
    static const Operation operation =
        declare<ReadUnlockKey>("ReadUnlockKey", Method::get, "/swarm/unlockkey")
            .since(25)
            .repeat(Repeat::safe)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<UnlockSwarm>()
{
    static const Operation operation = declare<UnlockSwarm>("UnlockSwarm", Method::post, "/swarm/unlock")
                                           .since(25)
                                           .json_body(&UnlockSwarm::config)
                                           .answers_nothing();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_SWARM(VALUE, STREAM, UPLOAD) \
    VALUE(InspectSwarm)                     \
    VALUE(InitSwarm)                        \
    VALUE(JoinSwarm)                        \
    VALUE(LeaveSwarm)                       \
    VALUE(UpdateSwarm)                      \
    VALUE(ReadUnlockKey)                    \
    VALUE(UnlockSwarm)
DEVENV_OPERATIONS(swarm, DEVENV_SWARM)
