// A swarm of one node.
#include "operation_calls.hpp"
#include "support/real_daemon.hpp"

#include <chrono>
#include <thread>

namespace devenv::test {

namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr const char* name = "devenv-operations";
using Labels = std::map<std::string, std::string>;

// In base64: "content".
constexpr const char* content = "Y29udGVudA==";

void call_secrets(Calls& calls)
{
    CreateSecret create{};
    create.spec = {.name = name, .data = content};
    const std::string id = calls.serve(create).id;
    EXPECT_THAT(calls.serve(ListSecrets{}), SizeIs(1));
    Secret secret = calls.serve(InspectSecret{.secret = id});
    secret.spec.labels["a"] = "b";
    calls.serve(UpdateSecret{.secret = id, .version = secret.version.index, .spec = secret.spec});
    EXPECT_EQ(calls.serve(InspectSecret{.secret = id}).spec.labels, (Labels{{"a", "b"}}));
    calls.serve(RemoveSecret{.secret = id});
}

void call_configs(Calls& calls)
{
    CreateSwarmConfig create{};
    create.spec = {.name = name, .data = content};
    const std::string id = calls.serve(create).id;
    EXPECT_THAT(calls.serve(ListSwarmConfigs{}), SizeIs(1));
    SwarmConfig config = calls.serve(InspectSwarmConfig{.config = id});
    EXPECT_EQ(config.spec.data, content);
    config.spec.labels["a"] = "b";
    calls.serve(UpdateSwarmConfig{.config = id, .version = config.version.index, .spec = config.spec});
    EXPECT_EQ(calls.serve(InspectSwarmConfig{.config = id}).spec.labels, (Labels{{"a", "b"}}));
    calls.serve(RemoveSwarmConfig{.config = id});
}

/// The task of the service that runs and has written its line, which takes a second or two.
std::string task_that_wrote(Calls& calls, const std::string& service)
{
    ServiceLogs logs{.service = service, .follow = true};
    LogStream stream = calls.serve(logs);
    EXPECT_EQ(calls.first(stream), "hello\n");
    stream.close();
    for (const Task& task : calls.serve(ListTasks{})) {
        if (task.service_id == service && task.desired_state == "running")
            return task.id;
    }
    return {};
}

void call_services(Calls& calls)
{
    CreateService create{};
    create.spec.name = name;
    create.spec.task_template.container =
        TaskContainer{.image = base_image(), .command = {"sh", "-c", "echo hello; exec sleep 1000"}};
    create.spec.task_template.networks = {{.target = "host"}};
    create.spec.mode.replicated = Replicated{.replicas = 1};
    const std::string id = calls.serve(create).id;
    EXPECT_EQ(calls.serve(ListServices{.status = true}).at(0).id, id);
    const std::string task = task_that_wrote(calls, id);
    EXPECT_EQ(calls.serve(InspectTask{.task = task}).service_id, id);
    EXPECT_EQ(calls.output(calls.serve(TaskLogs{.task = task})), "hello\n");
    Service service = calls.serve(InspectService{.service = id});
    service.spec.labels["a"] = "b";
    calls.serve(UpdateService{.service = id, .version = service.version.index, .spec = service.spec});
    EXPECT_EQ(calls.serve(InspectService{.service = id}).spec.labels, (Labels{{"a", "b"}}));
    calls.serve(RemoveService{.service = id});
}

void call_nodes(Calls& calls, const std::string& id)
{
    EXPECT_EQ(calls.serve(ListNodes{}).at(0).id, id);
    Node node = calls.serve(InspectNode{.node = id});
    EXPECT_TRUE(node.manager_status.value_or(ManagerStatus{}).leader);
    node.spec.labels["a"] = "b";
    calls.serve(UpdateNode{.node = id, .version = node.version.index, .spec = node.spec});
    EXPECT_EQ(calls.serve(InspectNode{.node = id}).spec.labels, (Labels{{"a", "b"}}));
    calls.refuse(RemoveNode{.node = id}, ErrorKind::bad_request, "must be demoted to worker before removal");
}

void call_cluster_volumes(Calls& calls)
{
    if (calls.is("20.10")) {
        calls.refuse(UpdateVolume{.volume = name}, ErrorKind::unsupported, "1.42");
        return;
    }
    CreateVolume create{};
    create.config.name = "devenv-operations-cluster";
    create.config.driver = "none-such";
    create.config.cluster_volume_spec = ClusterVolumeSpec{};
    create.config.cluster_volume_spec->access_mode = VolumeAccessMode{.scope = "single", .sharing = "none"};
    create.config.cluster_volume_spec->access_mode->mount_volume.emplace();
    create.config.cluster_volume_spec->availability = "active";
    const ClusterVolume made = calls.serve(create).cluster_volume.value_or(ClusterVolume{});
    UpdateVolume update{.volume = made.id, .version = made.version.index};
    update.config.spec = made.spec;
    update.config.spec->availability = "pause";
    calls.serve(update);
    const Volume volume = calls.serve(InspectVolume{.volume = made.id});
    EXPECT_EQ(volume.cluster_volume.value_or(ClusterVolume{}).spec.availability, "pause");
    calls.serve(RemoveVolume{.volume = made.id, .force = true});
}

void lock_and_unlock(Calls& calls, const std::function<void()>& restart)
{
    Swarm swarm = calls.serve(InspectSwarm{});
    swarm.spec.encryption_config.auto_lock_managers = true;
    calls.serve(UpdateSwarm{.version = swarm.version.index, .spec = swarm.spec});
    const SwarmUnlockKey key = calls.serve(ReadUnlockKey{});
    EXPECT_THAT(key.key, HasSubstr("SWMKEY-1-"));
    restart();
    calls.reconnect();
    EXPECT_EQ(calls.serve(Info{}).swarm.local_node_state, "locked");
    calls.serve(UnlockSwarm{.config = key});
    EXPECT_EQ(calls.serve(Info{}).swarm.local_node_state, "active");
}

}  // namespace

void call_swarm(Calls& calls, const std::function<void()>& restart)
{
    const std::string address = "127.0.0.1:2377";
    InitSwarm init{};
    init.config = {.listen_addr = address, .advertise_addr = address};
    const std::string node = calls.serve(init);
    EXPECT_EQ(calls.serve(Info{}).swarm.node_id, node);
    JoinSwarm join{};
    join.config = {.listen_addr = address, .remote_addrs = {address}, .join_token = "SWMTKN-1-none"};
    calls.refuse(join, ErrorKind::server, "already part of a swarm");
    call_nodes(calls, node);
    call_secrets(calls);
    call_configs(calls);
    call_services(calls);
    call_cluster_volumes(calls);
    lock_and_unlock(calls, restart);
    calls.serve(LeaveSwarm{.force = true});
    EXPECT_EQ(calls.serve(Info{}).swarm.local_node_state, "inactive");
}

}  // namespace devenv::test
