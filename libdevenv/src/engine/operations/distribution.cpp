#include "devenv/operations/distribution.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<InspectDistribution>()
{
    static const Operation operation =
        declare<InspectDistribution>("InspectDistribution", Method::get, "/distribution/{image}/json")
            .since(30)
            .repeat(Repeat::safe)
            .path("image", &InspectDistribution::image)
            .header("X-Registry-Auth", &InspectDistribution::registry_auth)
            .answers_json();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_DISTRIBUTION(VALUE, STREAM, UPLOAD) VALUE(InspectDistribution)
DEVENV_OPERATIONS(distribution, DEVENV_DISTRIBUTION)
