#include "devenv/operations/services.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListServices>()
{
    static const Operation operation = declare<ListServices>("ListServices", Method::get, "/services")
                                           .repeat(Repeat::safe)
                                           .query("filters", &ListServices::filters)
                                           .query("status", &ListServices::status, Since{41})
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<CreateService>()
{
    static const Operation operation =
        declare<CreateService>("CreateService", Method::post, "/services/create")
            .header("X-Registry-Auth", &CreateService::registry_auth)
            .json_body(&CreateService::spec)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectService>()
{
    static const Operation operation =
        declare<InspectService>("InspectService", Method::get, "/services/{service}")
            .repeat(Repeat::safe)
            .path("service", &InspectService::service)
            .query("insertDefaults", &InspectService::insert_defaults, Since{29})
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<RemoveService>()
{
    static const Operation operation =
        declare<RemoveService>("RemoveService", Method::remove, "/services/{service}")
            .repeat(Repeat::safe)
            .path("service", &RemoveService::service)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UpdateService>()
{
    static const Operation operation =
        declare<UpdateService>("UpdateService", Method::post, "/services/{service}/update")
            .path("service", &UpdateService::service)
            .query("version", &UpdateService::version)
            .query("registryAuthFrom", &UpdateService::registry_auth_from)
            .query("rollback", &UpdateService::rollback, Since{25})
            .header("X-Registry-Auth", &UpdateService::registry_auth)
            .json_body(&UpdateService::spec)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ServiceLogs>()
{
    static const Operation operation =
        declare<ServiceLogs>("ServiceLogs", Method::get, "/services/{service}/logs")
            .since(25)
            .repeat(Repeat::safe)
            .silent()
            .path("service", &ServiceLogs::service)
            .query("stdout", &ServiceLogs::out)
            .query("stderr", &ServiceLogs::err)
            .query("follow", &ServiceLogs::follow)
            .query("details", &ServiceLogs::details)
            .query("timestamps", &ServiceLogs::timestamps)
            .query("since", &ServiceLogs::since)
            .query("tail", &ServiceLogs::tail)
            .streams();
    return operation;
}

template <>
asio::awaitable<LogStream> send_by(std::shared_ptr<Core> core, ServiceLogs op)
{
    LogStream stream = co_await open_logs(core, std::move(op));
    co_return stream;
}

}  // namespace devenv::detail::engine

#define DEVENV_SERVICES(VALUE, STREAM, UPLOAD) \
    VALUE(ListServices)                        \
    VALUE(CreateService)                       \
    VALUE(InspectService)                      \
    VALUE(RemoveService)                       \
    VALUE(UpdateService)                       \
    STREAM(ServiceLogs)
DEVENV_OPERATIONS(services, DEVENV_SERVICES)
