#pragma once

#include <devenv/json.hpp>
#include <devenv/models/task_spec.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: ServiceMode.Replicated.
struct Replicated
{
    std::optional<std::uint64_t> replicas{};
    Extra extra{};
};

/// Source: ServiceMode.ReplicatedJob, API 1.41.
struct ReplicatedJob
{
    std::optional<std::uint64_t> max_concurrent{};
    std::optional<std::uint64_t> total_completions{};
    Extra extra{};
};

/// One of four. Source: ServiceMode.
struct ServiceMode
{
    std::optional<Replicated> replicated{};
    std::optional<EmptyObject> global{};
    std::optional<ReplicatedJob> replicated_job{};
    std::optional<EmptyObject> global_job{};
    Extra extra{};
};

/// How a service goes from one version to the next, or back. Source: UpdateConfig.
struct UpdateConfig
{
    std::optional<std::uint64_t> parallelism{};  ///< 0 = all at once
    std::chrono::nanoseconds delay{};
    std::string failure_action{};
    std::chrono::nanoseconds monitor{};
    double max_failure_ratio = 0;
    std::string order{};
    Extra extra{};
};

/// Source: EndpointPortConfig.
struct EndpointPort
{
    std::string name{};
    std::string protocol{};
    std::uint32_t target_port = 0;
    std::uint32_t published_port = 0;
    std::string publish_mode{};
    Extra extra{};
};

/// Source: EndpointSpec.
struct EndpointSpec
{
    std::string mode{};
    std::vector<EndpointPort> ports{};
    Extra extra{};
};

/// What a service should be. Source: ServiceSpec.
struct ServiceSpec
{
    std::string name{};
    std::map<std::string, std::string> labels{};
    TaskSpec task_template{};
    ServiceMode mode{};
    std::optional<UpdateConfig> update_config{};
    std::optional<UpdateConfig> rollback_config{};
    std::vector<NetworkAttachmentConfig> networks{};
    std::optional<EndpointSpec> endpoint_spec{};
    Extra extra{};
};

/// Source: Service.Endpoint.VirtualIPs.
struct VirtualIp
{
    std::string network_id{};
    std::string addr{};
    Extra extra{};
};

/// Source: Service.Endpoint.
struct ServiceEndpoint
{
    EndpointSpec spec{};
    std::vector<EndpointPort> ports{};
    std::vector<VirtualIp> virtual_ips{};
    Extra extra{};
};

/// Source: Service.UpdateStatus.
struct UpdateStatus
{
    std::string state{};
    std::string started_at{};
    std::string completed_at{};
    std::string message{};
    Extra extra{};
};

/// Source: Service.ServiceStatus, API 1.41.
struct ServiceStatus
{
    std::uint64_t running_tasks = 0;
    std::uint64_t desired_tasks = 0;
    std::uint64_t completed_tasks = 0;
    Extra extra{};
};

/// Source: Service.JobStatus, API 1.41.
struct JobStatus
{
    ObjectVersion job_iteration{};
    std::string last_execution{};
    Extra extra{};
};

/// Source: Service.
struct Service
{
    std::string id{};
    ObjectVersion version{};
    std::string created_at{};
    std::string updated_at{};
    ServiceSpec spec{};
    std::optional<ServiceSpec> previous_spec{};
    ServiceEndpoint endpoint{};
    std::optional<UpdateStatus> update_status{};
    std::optional<ServiceStatus> service_status{};
    std::optional<JobStatus> job_status{};
    Extra extra{};
};

/// Source: ServiceCreateResponse.
struct ServiceCreated
{
    std::string id{};
    std::vector<std::string> warnings{};
    Extra extra{};
};

/// Source: ServiceUpdateResponse.
struct ServiceUpdated
{
    std::vector<std::string> warnings{};
    Extra extra{};
};

/// Source: ContainerStatus of a task.
struct ContainerStatus
{
    std::string container_id{};
    std::int64_t pid = 0;
    std::int64_t exit_code = 0;
    Extra extra{};
};

/// Source: PortStatus of a task.
struct PortStatus
{
    std::vector<EndpointPort> ports{};
    Extra extra{};
};

/// Source: TaskStatus.
struct TaskStatus
{
    std::string timestamp{};
    std::string state{};  ///< "new", "pending", …, "running", "complete", "failed", "rejected", …
    std::string message{};
    std::string err{};
    std::optional<ContainerStatus> container_status{};
    PortStatus port_status{};
    Extra extra{};
};

/// Source: Network of a NetworkAttachment.
struct AttachedNetwork
{
    std::string id{};
    ObjectVersion version{};
    std::string created_at{};
    std::string updated_at{};
    Json spec{};
    Json driver_state{};
    Json ipam_options{};
    Extra extra{};
};

/// Source: NetworkAttachment.
struct TaskNetwork
{
    AttachedNetwork network{};
    std::vector<std::string> addresses{};
    Extra extra{};
};

/// Source: VolumeAttachment, API 1.42.
struct VolumeAttachment
{
    std::string id{};
    std::string source{};
    std::string target{};
    Extra extra{};
};

/// Source: Task.
struct Task
{
    std::string id{};
    ObjectVersion version{};
    std::string created_at{};
    std::string updated_at{};
    std::string name{};
    std::map<std::string, std::string> labels{};
    TaskSpec spec{};
    std::string service_id{};
    std::int64_t slot = 0;
    std::string node_id{};
    std::vector<GenericResource> assigned_generic_resources{};
    TaskStatus status{};
    std::string desired_state{};
    std::vector<TaskNetwork> networks_attachments{};
    std::vector<GenericResource> generic_resources{};
    std::optional<ObjectVersion> job_iteration{};
    std::vector<VolumeAttachment> volumes{};
    Extra extra{};
};

}  // namespace devenv::inline v1
