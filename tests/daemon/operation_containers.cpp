// Containers, their commands and checkpoints.
#include "operation_calls.hpp"
#include "support/real_daemon.hpp"

namespace devenv::test {

namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

ContainerConfig config_for(std::vector<std::string> command)
{
    ContainerConfig config{.open_stdin = true, .command = std::move(command), .image = base_image()};
    config.host_config.network_mode = "none";
    return config;
}

std::string created(Calls& calls, const std::string& name, ContainerConfig config)
{
    const CreateContainer create{.name = name, .config = std::move(config)};
    return calls.serve(create).id;
}

void talk(Calls& calls, const std::string& id)
{
    Client& docker = calls.docker();
    AttachStream attached = calls.serve(AttachContainer{.container = id, .in = true});
    EXPECT_EQ(calls.serve(StartContainer{.container = id}), StartOutcome::started);
    run(docker, attached.write("hello\n"));
    EXPECT_EQ(calls.first(attached), "hello\n");
    AttachStream socket = calls.serve(AttachWebSocket{.container = id, .in = true});
    run(docker, socket.write("by socket\n"));
    EXPECT_EQ(calls.first(socket), "by socket\n");
    EXPECT_EQ(calls.output(calls.serve(Logs{.container = id})), "hello\nby socket\n");
}

void look(Calls& calls, const std::string& id)
{
    EXPECT_TRUE(calls.serve(InspectContainer{.container = id}).state.running);
    std::vector<std::string> ids;
    for (const ContainerSummary& one : calls.serve(ListContainers{}))
        ids.push_back(one.id);
    EXPECT_THAT(ids, Contains(id));
    ObjectStream<ContainerStats> stats = calls.serve(WatchStats{.container = id});
    EXPECT_EQ(run(calls.docker(), stats.next()).value_or(ContainerStats{}).id, id);
    stats.close();
    EXPECT_EQ(calls.serve(ReadStats{.container = id}).name, "/devenv-operations");
    EXPECT_THAT(calls.serve(ReadStats{.container = id, .one_shot = true}).read, StartsWith("20"));
    // The daemon starts ps of its own root, which has none.
    calls.refuse(ListProcesses{.container = id}, ErrorKind::server, "ps");
}

void move_files(Calls& calls, const std::string& id)
{
    calls.serve(WriteArchive{.container = id, .path = "/srv"}, tar_of({{"given", "content"}}));
    EXPECT_EQ(calls.serve(StatPath{.container = id, .path = "/srv/given"}).size, 7);
    EXPECT_THAT(
        calls.bytes(calls.serve(ReadArchive{.container = id, .path = "/srv/given"})), HasSubstr("content")
    );
    std::vector<std::string> changed;
    for (const FilesystemChange& change : calls.serve(ListChanges{.container = id}))
        changed.push_back(change.path);
    EXPECT_THAT(changed, Contains("/srv/given"));
    EXPECT_THAT(calls.bytes(calls.serve(ExportContainer{.container = id})), HasSubstr("srv/given"));
}

void control(Calls& calls, const std::string& id)
{
    UpdateContainer update{.container = id};
    update.config.restart_policy = RestartPolicy{.name = "on-failure"};
    calls.serve(update);
    EXPECT_EQ(calls.serve(InspectContainer{.container = id}).host_config.restart_policy.name, "on-failure");
    update.config.restart_policy = RestartPolicy{.name = "no"};
    calls.serve(update);
    calls.serve(PauseContainer{.container = id});
    EXPECT_EQ(calls.serve(InspectContainer{.container = id}).state.status, "paused");
    calls.serve(UnpauseContainer{.container = id});
    EXPECT_EQ(calls.serve(InspectContainer{.container = id}).state.status, "running");
    calls.serve(RenameContainer{.container = id, .name = "devenv-operations-renamed"});
    EXPECT_EQ(calls.serve(InspectContainer{.container = id}).name, "/devenv-operations-renamed");
    const std::string started = calls.serve(InspectContainer{.container = id}).state.started_at;
    calls.serve(RestartContainer{.container = id, .timeout = std::chrono::seconds(0)});
    EXPECT_NE(calls.serve(InspectContainer{.container = id}).state.started_at, started);
}

void commit(Calls& calls, const std::string& id)
{
    const ObjectCreated image =
        calls.serve(CommitContainer{.container = id, .repository = "devenv-operations", .tag = "committed"});
    EXPECT_EQ(calls.serve(InspectImage{.image = "devenv-operations:committed"}).id, image.id);
    calls.serve(RemoveImage{.image = "devenv-operations:committed"});
}

void end(Calls& calls, const std::string& id)
{
    calls.serve(KillContainer{.container = id});
    EXPECT_EQ(calls.serve(WaitContainer{.container = id}).status_code, 137);
    EXPECT_EQ(calls.serve(StopContainer{.container = id}), StopOutcome::was_stopped);
    EXPECT_THAT(calls.serve(PruneContainers{}).removed, Contains(id));
}

void call_checkpoints(Calls& calls, const std::string& id)
{
    const char* words = "experimental";
    calls.refuse(ListCheckpoints{.container = id}, ErrorKind::unsupported, words);
    calls.refuse(
        CreateCheckpoint{.container = id, .config = {.checkpoint_id = "one"}}, ErrorKind::unsupported, words
    );
    calls.refuse(RemoveCheckpoint{.container = id, .checkpoint = "one"}, ErrorKind::unsupported, words);
}

}  // namespace

void call_containers(Calls& calls)
{
    const std::string id = created(calls, "devenv-operations", config_for({"cat"}));
    talk(calls, id);
    look(calls, id);
    move_files(calls, id);
    call_checkpoints(calls, id);
    control(calls, id);
    commit(calls, id);
    end(calls, id);
}

void call_execs(Calls& calls)
{
    ContainerConfig config = config_for({"cat"});
    config.tty = true;
    const std::string id = created(calls, "devenv-operations-exec", config);
    calls.serve(StartContainer{.container = id});
    calls.serve(ResizeContainer{.container = id, .height = 11, .width = 22});
    CreateExec create{.container = id};
    create.config = {
        .attach_stdin = true,
        .attach_stdout = true,
        .attach_stderr = true,
        .tty = true,
        .command = {"sh", "-c", "echo ready; read x; stty size; exit 7"}};
    const std::string exec = calls.serve(create).id;
    StartExec start{.exec = exec};
    start.config.tty = true;
    AttachStream stream = calls.serve(start);
    EXPECT_EQ(calls.first(stream), "ready\r\n");
    EXPECT_TRUE(calls.serve(InspectExec{.exec = exec}).running);
    calls.serve(ResizeExec{.exec = exec, .height = 33, .width = 44});
    run(calls.docker(), stream.write("\n"));
    EXPECT_THAT(calls.output(std::move(stream)), HasSubstr("33 44"));
    EXPECT_EQ(calls.serve(InspectExec{.exec = exec}).exit_code, 7);
    calls.serve(RemoveContainer{.container = id, .force = true});
    for (const ContainerSummary& one : calls.serve(ListContainers{.all = true}))
        EXPECT_THAT(one.id, Not(id));
}

}  // namespace devenv::test
