#include "devenv/operations/networks.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListNetworks>()
{
    static const Operation operation = declare<ListNetworks>("ListNetworks", Method::get, "/networks")
                                           .repeat(Repeat::safe)
                                           .query("filters", &ListNetworks::filters)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectNetwork>()
{
    static const Operation operation =
        declare<InspectNetwork>("InspectNetwork", Method::get, "/networks/{network}")
            .repeat(Repeat::safe)
            .path("network", &InspectNetwork::network)
            .query("verbose", &InspectNetwork::verbose, Since{28})
            .query("scope", &InspectNetwork::scope, Since{31})
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<CreateNetwork>()
{
    static const Operation operation =
        declare<CreateNetwork>("CreateNetwork", Method::post, "/networks/create")
            .json_body(&CreateNetwork::config)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ConnectNetwork>()
{
    static const Operation operation =
        declare<ConnectNetwork>("ConnectNetwork", Method::post, "/networks/{network}/connect")
            .path("network", &ConnectNetwork::network)
            .json_body(&ConnectNetwork::config)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<DisconnectNetwork>()
{
    static const Operation operation =
        declare<DisconnectNetwork>("DisconnectNetwork", Method::post, "/networks/{network}/disconnect")
            .path("network", &DisconnectNetwork::network)
            .json_body(&DisconnectNetwork::config)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<RemoveNetwork>()
{
    static const Operation operation =
        declare<RemoveNetwork>("RemoveNetwork", Method::remove, "/networks/{network}")
            .repeat(Repeat::safe)
            .path("network", &RemoveNetwork::network)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<PruneNetworks>()
{
    static const Operation operation =
        declare<PruneNetworks>("PruneNetworks", Method::post, "/networks/prune")
            .since(25)
            .repeat(Repeat::safe)
            .query("filters", &PruneNetworks::filters)
            .answers_json();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_NETWORKS(VALUE, STREAM, UPLOAD) \
    VALUE(ListNetworks)                        \
    VALUE(InspectNetwork)                      \
    VALUE(CreateNetwork)                       \
    VALUE(ConnectNetwork)                      \
    VALUE(DisconnectNetwork)                   \
    VALUE(RemoveNetwork)                       \
    VALUE(PruneNetworks)
DEVENV_OPERATIONS(networks, DEVENV_NETWORKS)
