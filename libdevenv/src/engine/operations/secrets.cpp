#include "devenv/operations/secrets.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListSecrets>()
{
    static const Operation operation = declare<ListSecrets>("ListSecrets", Method::get, "/secrets")
                                           .since(25)
                                           .repeat(Repeat::safe)
                                           .query("filters", &ListSecrets::filters)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<CreateSecret>()
{
    static const Operation operation = declare<CreateSecret>("CreateSecret", Method::post, "/secrets/create")
                                           .since(25)
                                           .json_body(&CreateSecret::spec)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectSecret>()
{
    static const Operation operation =
        declare<InspectSecret>("InspectSecret", Method::get, "/secrets/{secret}")
            .since(25)
            .repeat(Repeat::safe)
            .path("secret", &InspectSecret::secret)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<RemoveSecret>()
{
    static const Operation operation =
        declare<RemoveSecret>("RemoveSecret", Method::remove, "/secrets/{secret}")
            .since(25)
            .repeat(Repeat::safe)
            .path("secret", &RemoveSecret::secret)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UpdateSecret>()
{
    static const Operation operation =
        declare<UpdateSecret>("UpdateSecret", Method::post, "/secrets/{secret}/update")
            .since(26)
            .path("secret", &UpdateSecret::secret)
            .query("version", &UpdateSecret::version)
            .json_body(&UpdateSecret::spec)
            .answers_nothing();
    return operation;
}

}  // namespace devenv::detail::engine

#define DEVENV_SECRETS(VALUE, STREAM, UPLOAD) \
    VALUE(ListSecrets)                        \
    VALUE(CreateSecret)                       \
    VALUE(InspectSecret)                      \
    VALUE(RemoveSecret)                       \
    VALUE(UpdateSecret)
DEVENV_OPERATIONS(secrets, DEVENV_SECRETS)
