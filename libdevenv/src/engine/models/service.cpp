#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<Replicated>()
{
    static const Fields list = fields<Replicated>(
        &Replicated::extra,
        {
            {"Replicas", &Replicated::replicas},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ReplicatedJob>()
{
    static const Fields list = fields<ReplicatedJob>(
        &ReplicatedJob::extra,
        {
            {"MaxConcurrent", &ReplicatedJob::max_concurrent},
            {"TotalCompletions", &ReplicatedJob::total_completions},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ServiceMode>()
{
    static const Fields list = fields<ServiceMode>(
        &ServiceMode::extra,
        {
            {"Replicated", &ServiceMode::replicated},
            {"Global", &ServiceMode::global},
            {"ReplicatedJob", &ServiceMode::replicated_job, since(41)},
            {"GlobalJob", &ServiceMode::global_job, since(41)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<UpdateConfig>()
{
    static const Fields list = fields<UpdateConfig>(
        &UpdateConfig::extra,
        {
            {"Parallelism", &UpdateConfig::parallelism},
            {"Delay", &UpdateConfig::delay},
            {"FailureAction", &UpdateConfig::failure_action},
            {"Monitor", &UpdateConfig::monitor},
            {"MaxFailureRatio", &UpdateConfig::max_failure_ratio},
            {"Order", &UpdateConfig::order},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EndpointPort>()
{
    static const Fields list = fields<EndpointPort>(
        &EndpointPort::extra,
        {
            {"Name", &EndpointPort::name},
            {"Protocol", &EndpointPort::protocol},
            {"TargetPort", &EndpointPort::target_port},
            {"PublishedPort", &EndpointPort::published_port},
            {"PublishMode", &EndpointPort::publish_mode},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EndpointSpec>()
{
    static const Fields list = fields<EndpointSpec>(
        &EndpointSpec::extra,
        {
            {"Mode", &EndpointSpec::mode},
            {"Ports", &EndpointSpec::ports},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ServiceSpec>()
{
    static const Fields list = fields<ServiceSpec>(
        &ServiceSpec::extra,
        {
            {"Name", &ServiceSpec::name},
            {"Labels", &ServiceSpec::labels},
            {"TaskTemplate", &ServiceSpec::task_template},
            {"Mode", &ServiceSpec::mode},
            {"UpdateConfig", &ServiceSpec::update_config},
            {"RollbackConfig", &ServiceSpec::rollback_config},
            {"Networks", &ServiceSpec::networks},
            {"EndpointSpec", &ServiceSpec::endpoint_spec},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VirtualIp>()
{
    static const Fields list = fields<VirtualIp>(
        &VirtualIp::extra,
        {
            {"NetworkID", &VirtualIp::network_id},
            {"Addr", &VirtualIp::addr},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ServiceEndpoint>()
{
    static const Fields list = fields<ServiceEndpoint>(
        &ServiceEndpoint::extra,
        {
            {"Spec", &ServiceEndpoint::spec},
            {"Ports", &ServiceEndpoint::ports},
            {"VirtualIPs", &ServiceEndpoint::virtual_ips},
        }
    );
    return list;
}

template <>
const Fields& fields_of<UpdateStatus>()
{
    static const Fields list = fields<UpdateStatus>(
        &UpdateStatus::extra,
        {
            {"State", &UpdateStatus::state},
            {"StartedAt", &UpdateStatus::started_at},
            {"CompletedAt", &UpdateStatus::completed_at},
            {"Message", &UpdateStatus::message},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ServiceStatus>()
{
    static const Fields list = fields<ServiceStatus>(
        &ServiceStatus::extra,
        {
            {"RunningTasks", &ServiceStatus::running_tasks},
            {"DesiredTasks", &ServiceStatus::desired_tasks},
            {"CompletedTasks", &ServiceStatus::completed_tasks},
        }
    );
    return list;
}

template <>
const Fields& fields_of<JobStatus>()
{
    static const Fields list = fields<JobStatus>(
        &JobStatus::extra,
        {
            {"JobIteration", &JobStatus::job_iteration},
            {"LastExecution", &JobStatus::last_execution},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Service>()
{
    static const Fields list = fields<Service>(
        &Service::extra,
        {
            {"ID", &Service::id},
            {"Version", &Service::version},
            {"CreatedAt", &Service::created_at},
            {"UpdatedAt", &Service::updated_at},
            {"Spec", &Service::spec},
            {"PreviousSpec", &Service::previous_spec},
            {"Endpoint", &Service::endpoint},
            {"UpdateStatus", &Service::update_status},
            {"ServiceStatus", &Service::service_status},
            {"JobStatus", &Service::job_status},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ServiceCreated>()
{
    static const Fields list = fields<ServiceCreated>(
        &ServiceCreated::extra,
        {
            {"ID", &ServiceCreated::id},
            {"Warnings", &ServiceCreated::warnings},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ServiceUpdated>()
{
    static const Fields list = fields<ServiceUpdated>(
        &ServiceUpdated::extra,
        {
            {"Warnings", &ServiceUpdated::warnings},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ContainerStatus>()
{
    static const Fields list = fields<ContainerStatus>(
        &ContainerStatus::extra,
        {
            {"ContainerID", &ContainerStatus::container_id},
            {"PID", &ContainerStatus::pid},
            {"ExitCode", &ContainerStatus::exit_code},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PortStatus>()
{
    static const Fields list = fields<PortStatus>(
        &PortStatus::extra,
        {
            {"Ports", &PortStatus::ports},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TaskStatus>()
{
    static const Fields list = fields<TaskStatus>(
        &TaskStatus::extra,
        {
            {"Timestamp", &TaskStatus::timestamp},
            {"State", &TaskStatus::state},
            {"Message", &TaskStatus::message},
            {"Err", &TaskStatus::err},
            {"ContainerStatus", &TaskStatus::container_status},
            {"PortStatus", &TaskStatus::port_status},
        }
    );
    return list;
}

template <>
const Fields& fields_of<AttachedNetwork>()
{
    static const Fields list = fields<AttachedNetwork>(
        &AttachedNetwork::extra,
        {
            {"ID", &AttachedNetwork::id},
            {"Version", &AttachedNetwork::version},
            {"CreatedAt", &AttachedNetwork::created_at},
            {"UpdatedAt", &AttachedNetwork::updated_at},
            {"Spec", &AttachedNetwork::spec},
            {"DriverState", &AttachedNetwork::driver_state},
            {"IPAMOptions", &AttachedNetwork::ipam_options},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TaskNetwork>()
{
    static const Fields list = fields<TaskNetwork>(
        &TaskNetwork::extra,
        {
            {"Network", &TaskNetwork::network},
            {"Addresses", &TaskNetwork::addresses},
        }
    );
    return list;
}

template <>
const Fields& fields_of<VolumeAttachment>()
{
    static const Fields list = fields<VolumeAttachment>(
        &VolumeAttachment::extra,
        {
            {"ID", &VolumeAttachment::id},
            {"Source", &VolumeAttachment::source},
            {"Target", &VolumeAttachment::target},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Task>()
{
    static const Fields list = fields<Task>(
        &Task::extra,
        {
            {"ID", &Task::id},
            {"Version", &Task::version},
            {"CreatedAt", &Task::created_at},
            {"UpdatedAt", &Task::updated_at},
            {"Name", &Task::name},
            {"Labels", &Task::labels},
            {"Spec", &Task::spec},
            {"ServiceID", &Task::service_id},
            {"Slot", &Task::slot},
            {"NodeID", &Task::node_id},
            {"AssignedGenericResources", &Task::assigned_generic_resources},
            {"Status", &Task::status},
            {"DesiredState", &Task::desired_state},
            {"NetworksAttachments", &Task::networks_attachments},
            {"GenericResources", &Task::generic_resources},
            {"JobIteration", &Task::job_iteration},
            {"Volumes", &Task::volumes},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
