#include "devenv/operations/swarm_configs.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListSwarmConfigs>()
{
    static const Operation operation = declare<ListSwarmConfigs>("ListSwarmConfigs", Method::get, "/configs")
                                           .since(30)
                                           .repeat(Repeat::safe)
                                           .query("filters", &ListSwarmConfigs::filters)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<CreateSwarmConfig>()
{
    static const Operation operation =
        declare<CreateSwarmConfig>("CreateSwarmConfig", Method::post, "/configs/create")
            .since(30)
            .json_body(&CreateSwarmConfig::spec)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectSwarmConfig>()
{
    static const Operation operation =
        declare<InspectSwarmConfig>("InspectSwarmConfig", Method::get, "/configs/{config}")
            .since(30)
            .repeat(Repeat::safe)
            .path("config", &InspectSwarmConfig::config)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<RemoveSwarmConfig>()
{
    static const Operation operation =
        declare<RemoveSwarmConfig>("RemoveSwarmConfig", Method::remove, "/configs/{config}")
            .since(30)
            .repeat(Repeat::safe)
            .path("config", &RemoveSwarmConfig::config)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UpdateSwarmConfig>()
{
    static const Operation operation =
        declare<UpdateSwarmConfig>("UpdateSwarmConfig", Method::post, "/configs/{config}/update")
            .since(30)
            .path("config", &UpdateSwarmConfig::config)
            .query("version", &UpdateSwarmConfig::version)
            .json_body(&UpdateSwarmConfig::spec)
            .answers_nothing();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_SWARM_CONFIGS(VALUE, STREAM, UPLOAD) \
    VALUE(ListSwarmConfigs)                         \
    VALUE(CreateSwarmConfig)                        \
    VALUE(InspectSwarmConfig)                       \
    VALUE(RemoveSwarmConfig)                        \
    VALUE(UpdateSwarmConfig)
DEVENV_OPERATIONS(swarm_configs, DEVENV_SWARM_CONFIGS)
