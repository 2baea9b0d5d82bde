// What the operations of containers are on the wire.
#include "devenv/client.hpp"
#include "engine/examples.hpp"

namespace devenv::detail::engine {

void add_container_examples(std::vector<Example>& rows)
{
    rows.push_back(
        row("ListCheckpoints",
            ListCheckpoints{.container = "id", .dir = "x"},
            R"(GET /v1.55/containers/id/checkpoints?dir=x
)")
    );
    rows.push_back(
        row("CreateCheckpoint",
            CreateCheckpoint{.container = "id", .config = {.checkpoint_id = "one", .exit = true}},
            R"(POST /v1.55/containers/id/checkpoints
{"CheckpointID":"one","Exit":true})")
    );
    rows.push_back(
        row("RemoveCheckpoint",
            RemoveCheckpoint{.container = "id", .checkpoint = "id", .dir = "x"},
            R"(DELETE /v1.55/containers/id/checkpoints/id?dir=x
)")
    );
    rows.push_back(
        row("ListProcesses",
            ListProcesses{.container = "id", .ps_args = "x"},
            R"(GET /v1.55/containers/id/top?ps_args=x
)")
    );
    rows.push_back(row("ListChanges", ListChanges{.container = "id"}, R"(GET /v1.55/containers/id/changes
)"));
    rows.push_back(
        row("ExportContainer", ExportContainer{.container = "id"}, R"(GET /v1.55/containers/id/export
)")
    );
    rows.push_back(row("WatchStats", WatchStats{.container = "id"}, R"(GET /v1.55/containers/id/stats
)"));
    rows.push_back(
        row("ReadStats",
            ReadStats{.container = "id", .one_shot = true},
            R"(GET /v1.55/containers/id/stats?stream=0&one-shot=1
)")
    );
    rows.push_back(
        row("RestartContainer",
            RestartContainer{.container = "id", .signal = "x", .timeout = std::chrono::seconds(3)},
            R"(POST /v1.55/containers/id/restart?signal=x&t=3
)")
    );
    rows.push_back(
        row("UpdateContainer",
            UpdateContainer{
                .container = "id",
                .config =
                    {.memory = 9007199254740993,
                     .pids_limit = 0,
                     .restart_policy = RestartPolicy{.name = "always"}}},
            R"(POST /v1.55/containers/id/update
{"Memory":9007199254740993,"PidsLimit":0,"RestartPolicy":{"Name":"always"}})")
    );
    rows.push_back(row("PauseContainer", PauseContainer{.container = "id"}, R"(POST /v1.55/containers/id/pause
)"));
    rows.push_back(
        row("UnpauseContainer", UnpauseContainer{.container = "id"}, R"(POST /v1.55/containers/id/unpause
)")
    );
    rows.push_back(
        row("PruneContainers",
            PruneContainers{.filters = {{"label", {"a=b+c"}}}},
            R"(POST /v1.55/containers/prune?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("ListContainers",
            ListContainers{.all = true, .limit = 3, .size = true, .filters = {{"label", {"a"}}}},
            R"(GET /v1.55/containers/json?all=1&limit=3&size=1&filters=%7B%22label%22%3A%5B%22a%22%5D%7D
)")
    );
    rows.push_back(
        row("CreateContainer",
            CreateContainer{
                .name = "web",
                .platform = "linux/arm64",
                .config =
                    {.image = "debian",
                     .host_config =
                         {.memory_swap = -1, .init = false, .masked_paths = std::vector<std::string>{}}}},
            R"(POST /v1.55/containers/create?name=web&platform=linux%2Farm64
{"Image":"debian","HostConfig":{"MemorySwap":-1,"Init":false,"MaskedPaths":[]}})")
    );
    rows.push_back(
        row("InspectContainer", InspectContainer{.container = "id"}, R"(GET /v1.55/containers/id/json
)")
    );
    rows.push_back(
        row("StartContainer",
            StartContainer{.container = "id", .detach_keys = "ctrl-a"},
            R"(POST /v1.55/containers/id/start?detachKeys=ctrl-a
)")
    );
    rows.push_back(
        row("StopContainer",
            StopContainer{.container = "id", .signal = "INT", .timeout = std::chrono::seconds(-1)},
            R"(POST /v1.55/containers/id/stop?signal=INT&t=-1
)")
    );
    rows.push_back(
        row("KillContainer",
            KillContainer{.container = "id", .signal = "TERM"},
            R"(POST /v1.55/containers/id/kill?signal=TERM
)")
    );
    rows.push_back(
        row("ResizeContainer",
            ResizeContainer{.container = "id", .height = 24, .width = 80},
            R"(POST /v1.55/containers/id/resize?h=24&w=80
)")
    );
    rows.push_back(
        row("RenameContainer",
            RenameContainer{.container = "id", .name = "other"},
            R"(POST /v1.55/containers/id/rename?name=other
)")
    );
    rows.push_back(
        row("RemoveContainer",
            RemoveContainer{.container = "id", .force = true, .volumes = true},
            R"(DELETE /v1.55/containers/id?force=1&v=1
)")
    );
    rows.push_back(
        row("WaitContainer",
            WaitContainer{.container = "id", .condition = "next-exit"},
            R"(POST /v1.55/containers/id/wait?condition=next-exit
)")
    );
    rows.push_back(row(
        "Logs",
        Logs{
            .container = "id", .follow = true, .timestamps = true, .since = "1.5", .until = "2", .tail = "3"},
        R"(GET /v1.55/containers/id/logs?stdout=1&stderr=1&follow=1&timestamps=1&since=1.5&until=2&tail=3
)"
    ));
    rows.push_back(
        row("AttachContainer",
            AttachContainer{.container = "id", .in = true, .logs = true},
            R"(POST /v1.55/containers/id/attach?stream=1&stdin=1&stdout=1&stderr=1&logs=1
)")
    );
    rows.push_back(
        row("StatPath",
            StatPath{.container = "id", .path = "/a b"},
            R"(HEAD /v1.55/containers/id/archive?path=%2Fa%20b
)")
    );
    rows.push_back(
        row("ReadArchive",
            ReadArchive{.container = "id", .path = "/a"},
            R"(GET /v1.55/containers/id/archive?path=%2Fa
)")
    );
    rows.push_back(
        row("WriteArchive",
            WriteArchive{.container = "id", .path = "/a", .keep_kind = true, .copy_owner = true},
            R"(PUT /v1.55/containers/id/archive?path=%2Fa&noOverwriteDirNonDir=1&copyUIDGID=1
)")
    );
    rows.push_back(
        row("CreateExec",
            CreateExec{.container = "id", .config = {.command = {"ls"}, .console_size = {24, 80}}},
            R"(POST /v1.55/containers/id/exec
{"Cmd":["ls"],"ConsoleSize":[24,80]})")
    );
    rows.push_back(
        row("StartExec", StartExec{.exec = "id", .config = {.tty = true}}, R"(POST /v1.55/exec/id/start
{"Tty":true})")
    );
    rows.push_back(row("InspectExec", InspectExec{.exec = "id"}, R"(GET /v1.55/exec/id/json
)"));
    rows.push_back(
        row("ResizeExec",
            ResizeExec{.exec = "id", .height = 24, .width = 80},
            R"(POST /v1.55/exec/id/resize?h=24&w=80
)")
    );
    rows.push_back(
        row("AttachWebSocket",
            AttachWebSocket{.container = "id", .in = true},
            R"(GET /v1.55/containers/id/attach/ws?stream=1&stdin=1&stdout=1&stderr=1
)")
    );
}

}  // namespace devenv::detail::engine
