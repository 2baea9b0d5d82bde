#include "devenv/operations/nodes.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListNodes>()
{
    static const Operation operation = declare<ListNodes>("ListNodes", Method::get, "/nodes")
                                           .repeat(Repeat::safe)
                                           .query("filters", &ListNodes::filters)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectNode>()
{
    static const Operation operation = declare<InspectNode>("InspectNode", Method::get, "/nodes/{node}")
                                           .repeat(Repeat::safe)
                                           .path("node", &InspectNode::node)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<RemoveNode>()
{
    static const Operation operation = declare<RemoveNode>("RemoveNode", Method::remove, "/nodes/{node}")
                                           .repeat(Repeat::safe)
                                           .path("node", &RemoveNode::node)
                                           .query("force", &RemoveNode::force)
                                           .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UpdateNode>()
{
    static const Operation operation = declare<UpdateNode>("UpdateNode", Method::post, "/nodes/{node}/update")
                                           .path("node", &UpdateNode::node)
                                           .query("version", &UpdateNode::version)
                                           .json_body(&UpdateNode::spec)
                                           .answers_nothing();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_NODES(VALUE, STREAM, UPLOAD) \
    VALUE(ListNodes)                        \
    VALUE(InspectNode)                      \
    VALUE(RemoveNode)                       \
    VALUE(UpdateNode)
DEVENV_OPERATIONS(nodes, DEVENV_NODES)
