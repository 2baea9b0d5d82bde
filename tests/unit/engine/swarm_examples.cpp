// What the operations of a swarm are on the wire.
#include "devenv/client.hpp"
#include "engine/examples.hpp"

namespace devenv::detail::engine {

void add_swarm_examples(std::vector<Example>& rows)
{
    rows.push_back(row("InspectSwarm", InspectSwarm{}, R"(GET /v1.55/swarm
)"));
    rows.push_back(row(
        "InitSwarm",
        InitSwarm{
            .config = {.listen_addr = "127.0.0.1", .advertise_addr = "127.0.0.1", .data_path_port = 4789}},
        R"(POST /v1.55/swarm/init
{"ListenAddr":"127.0.0.1","AdvertiseAddr":"127.0.0.1","DataPathPort":4789})"
    ));
    rows.push_back(row(
        "JoinSwarm",
        JoinSwarm{
            .config = {.listen_addr = "0.0.0.0:2377", .remote_addrs = {"10.0.0.1:2377"}, .join_token = "t"}},
        R"(POST /v1.55/swarm/join
{"ListenAddr":"0.0.0.0:2377","RemoteAddrs":["10.0.0.1:2377"],"JoinToken":"t"})"
    ));
    rows.push_back(row("LeaveSwarm", LeaveSwarm{.force = true}, R"(POST /v1.55/swarm/leave?force=1
)"));
    rows.push_back(row(
        "UpdateSwarm",
        UpdateSwarm{
            .version = 7,
            .rotate_worker_token = true,
            .rotate_manager_token = true,
            .rotate_manager_unlock_key = true,
            .spec = {.name = "default", .orchestration = {.task_history_retention_limit = 0}}},
        R"(POST /v1.55/swarm/update?version=7&rotateWorkerToken=1&rotateManagerToken=1&rotateManagerUnlockKey=1
{"Name":"default","Orchestration":{"TaskHistoryRetentionLimit":0}})"
    ));
    rows.push_back(row("ReadUnlockKey", ReadUnlockKey{}, R"(GET /v1.55/swarm/unlockkey
)"));
    rows.push_back(
        row("UnlockSwarm", UnlockSwarm{.config = {.key = "SWMKEY-1-x"}}, R"(POST /v1.55/swarm/unlock
{"UnlockKey":"SWMKEY-1-x"})")
    );
    rows.push_back(
        row("ListNodes",
            ListNodes{.filters = {{"label", {"a=b+c"}}}},
            R"(GET /v1.55/nodes?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(row("InspectNode", InspectNode{.node = "id"}, R"(GET /v1.55/nodes/id
)"));
    rows.push_back(
        row("RemoveNode", RemoveNode{.node = "id", .force = true}, R"(DELETE /v1.55/nodes/id?force=1
)")
    );
    rows.push_back(
        row("UpdateNode",
            UpdateNode{.node = "id", .version = 7, .spec = {.role = "manager", .availability = "drain"}},
            R"(POST /v1.55/nodes/id/update?version=7
{"Role":"manager","Availability":"drain"})")
    );
    rows.push_back(
        row("ListServices",
            ListServices{.filters = {{"label", {"a=b+c"}}}, .status = true},
            R"(GET /v1.55/services?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D&status=1
)")
    );
    rows.push_back(
        row("CreateService",
            CreateService{
                .registry_auth = "x",
                .spec =
                    {.name = "web",
                     .mode = {.replicated = Replicated{.replicas = 0}},
                     .update_config = UpdateConfig{.parallelism = 18446744073709551615ULL}}},
            R"(POST /v1.55/services/create
X-Registry-Auth: x
{"Name":"web","Mode":{"Replicated":{"Replicas":0}},"UpdateConfig":{"Parallelism":18446744073709551615}})")
    );
    rows.push_back(
        row("InspectService",
            InspectService{.service = "id", .insert_defaults = true},
            R"(GET /v1.55/services/id?insertDefaults=1
)")
    );
    rows.push_back(row("RemoveService", RemoveService{.service = "id"}, R"(DELETE /v1.55/services/id
)"));
    rows.push_back(
        row("UpdateService",
            UpdateService{
                .service = "id",
                .version = 7,
                .registry_auth_from = "x",
                .rollback = "x",
                .registry_auth = "x",
                .spec =
                    {.name = "web",
                     .mode = {.replicated = Replicated{.replicas = 0}},
                     .update_config = UpdateConfig{.parallelism = 18446744073709551615ULL}}},
            R"(POST /v1.55/services/id/update?version=7&registryAuthFrom=x&rollback=x
X-Registry-Auth: x
{"Name":"web","Mode":{"Replicated":{"Replicas":0}},"UpdateConfig":{"Parallelism":18446744073709551615}})")
    );
    rows.push_back(
        row("ServiceLogs",
            ServiceLogs{
                .service = "id",
                .out = true,
                .err = true,
                .follow = true,
                .details = true,
                .timestamps = true,
                .since = "x",
                .tail = "x"},
            R"(GET /v1.55/services/id/logs?stdout=1&stderr=1&follow=1&details=1&timestamps=1&since=x&tail=x
)")
    );
    rows.push_back(
        row("ListTasks",
            ListTasks{.filters = {{"label", {"a=b+c"}}}},
            R"(GET /v1.55/tasks?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(row("InspectTask", InspectTask{.task = "id"}, R"(GET /v1.55/tasks/id
)"));
    rows.push_back(
        row("TaskLogs",
            TaskLogs{
                .task = "id",
                .out = true,
                .err = true,
                .follow = true,
                .details = true,
                .timestamps = true,
                .since = "x",
                .tail = "x"},
            R"(GET /v1.55/tasks/id/logs?stdout=1&stderr=1&follow=1&details=1&timestamps=1&since=x&tail=x
)")
    );
    rows.push_back(
        row("ListSecrets",
            ListSecrets{.filters = {{"label", {"a=b+c"}}}},
            R"(GET /v1.55/secrets?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("CreateSecret", CreateSecret{.spec = {.name = "s", .data = "eA=="}}, R"(POST /v1.55/secrets/create
{"Name":"s","Data":"eA=="})")
    );
    rows.push_back(row("InspectSecret", InspectSecret{.secret = "id"}, R"(GET /v1.55/secrets/id
)"));
    rows.push_back(row("RemoveSecret", RemoveSecret{.secret = "id"}, R"(DELETE /v1.55/secrets/id
)"));
    rows.push_back(
        row("UpdateSecret",
            UpdateSecret{.secret = "id", .version = 7, .spec = {.name = "s", .data = "eA=="}},
            R"(POST /v1.55/secrets/id/update?version=7
{"Name":"s","Data":"eA=="})")
    );
    rows.push_back(
        row("ListSwarmConfigs",
            ListSwarmConfigs{.filters = {{"label", {"a=b+c"}}}},
            R"(GET /v1.55/configs?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("CreateSwarmConfig",
            CreateSwarmConfig{.spec = {.name = "s", .data = "eA=="}},
            R"(POST /v1.55/configs/create
{"Name":"s","Data":"eA=="})")
    );
    rows.push_back(row("InspectSwarmConfig", InspectSwarmConfig{.config = "id"}, R"(GET /v1.55/configs/id
)"));
    rows.push_back(row("RemoveSwarmConfig", RemoveSwarmConfig{.config = "id"}, R"(DELETE /v1.55/configs/id
)"));
    rows.push_back(
        row("UpdateSwarmConfig",
            UpdateSwarmConfig{.config = "id", .version = 7, .spec = {.name = "s", .data = "eA=="}},
            R"(POST /v1.55/configs/id/update?version=7
{"Name":"s","Data":"eA=="})")
    );
}

}  // namespace devenv::detail::engine
