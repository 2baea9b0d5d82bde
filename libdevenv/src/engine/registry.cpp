#include "engine/registry.hpp"

#include "devenv/operations/raw.hpp"

#include <algorithm>
#include <tuple>

namespace devenv::detail::engine {

namespace {

OperationList collect()
{
    OperationList list;
#define DEVENV_ADD_GROUP(group) add_##group(list);
    DEVENV_GROUPS(DEVENV_ADD_GROUP)
#undef DEVENV_ADD_GROUP
    std::ranges::sort(list, [](const Operation* left, const Operation* right) {
        return std::tuple(left->path, to_string(left->method), left->name) <
               std::tuple(right->path, to_string(right->method), right->name);
    });
    return list;
}

}  // namespace

const OperationList& all_operations()
{
    static const OperationList list = collect();
    return list;
}

}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

std::vector<OperationInfo> operations()
{
    std::vector<OperationInfo> infos;
    for (const auto* operation : detail::engine::all_operations())
        infos.push_back({
            .name = operation->name,
            .method = detail::engine::to_string(operation->method),
            .path = operation->path,
            .since = operation->since,
        });
    return infos;
}

}  // namespace devenv::inline v1
