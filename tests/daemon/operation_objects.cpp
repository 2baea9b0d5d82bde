// The daemon itself, networks, volumes.
#include "operation_calls.hpp"
#include "support/real_daemon.hpp"

#include <chrono>

namespace devenv::test {

namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

void call_events(Calls& calls)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto second = std::chrono::duration_cast<std::chrono::seconds>(now).count();
    Events op{.since = std::to_string(second - 1), .filters = {{"volume", {"devenv-operations-event"}}}};
    calls.serve(CreateVolume{.config = {.name = "devenv-operations-event"}});
    ObjectStream<Event> events = calls.serve(op);
    EXPECT_EQ(run(calls.docker(), events.next()).value_or(Event{}).actor.id, "devenv-operations-event");
    events.close();
    calls.serve(RemoveVolume{.volume = "devenv-operations-event"});
}

void call_sessions(Calls& calls)
{
    using std::string_view_literals::operator""sv;
    constexpr std::string_view preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"sv;
    AttachStream grpc = calls.serve(OpenGrpc{});
    run(calls.docker(), grpc.write(preface));
    const std::string settings = calls.first(grpc);
    ASSERT_GT(settings.size(), 8U);
    EXPECT_EQ(settings[3], '\4') << "the type of a SETTINGS frame";
    grpc.close();
    AttachStream session =
        calls.serve(OpenSession{.id = "devenv-operations", .name = "devenv", .shared_key = "key"});
    EXPECT_THAT(calls.first(session), StartsWith("PRI * HTTP/2.0")) << "the daemon is the client";
    session.close();
}

}  // namespace

void call_system(Calls& calls)
{
    const Pong pong = calls.serve(Ping{});
    EXPECT_EQ(pong.os_type, "linux");
    EXPECT_EQ(ping_by_get(calls).api_version, pong.api_version);
    EXPECT_THAT(calls.serve(Version{}).version, StartsWith(calls.version()));
    EXPECT_THAT(calls.serve(Info{}).server_version, StartsWith(calls.version()));
    EXPECT_THAT(calls.serve(ReadDiskUsage{}).images, Not(IsEmpty()));
    call_events(calls);
    call_sessions(calls);
}

void call_networks(Calls& calls)
{
    // Only a configuration for others: nothing of the machine is touched.
    CreateNetwork create{};
    create.config = {
        .name = "devenv-operations", .config_only = true, .labels = {{"devenv.operations", "1"}}};
    const std::string network = calls.serve(create).id;
    EXPECT_TRUE(calls.serve(InspectNetwork{.network = network}).config_only);
    std::vector<std::string> names;
    for (const NetworkInspect& one : calls.serve(ListNetworks{}))
        names.push_back(one.name);
    EXPECT_THAT(names, Contains("devenv-operations"));
    CreateContainer container{.name = "devenv-operations-network"};
    container.config = {.command = {{"true"}}, .image = base_image()};
    container.config.host_config.network_mode = "none";
    const std::string id = calls.serve(container).id;
    calls.serve(DisconnectNetwork{.network = "none", .config = {.container = id}});
    EXPECT_THAT(calls.serve(InspectContainer{.container = id}).network_settings.networks, IsEmpty());
    calls.serve(ConnectNetwork{.network = "none", .config = {.container = id}});
    EXPECT_EQ(calls.serve(InspectContainer{.container = id}).network_settings.networks.count("none"), 1U);
    calls.serve(RemoveContainer{.container = id});
    calls.serve(PruneNetworks{.filters = {{"label", {"devenv.operations=never"}}}});
    calls.serve(RemoveNetwork{.network = network});
}

void call_volumes(Calls& calls)
{
    CreateVolume create{};
    create.config = {.name = "devenv-operations", .labels = {{"devenv.operations", "1"}}};
    EXPECT_EQ(calls.serve(create).name, "devenv-operations");
    EXPECT_EQ(calls.serve(InspectVolume{.volume = "devenv-operations"}).driver, "local");
    std::vector<std::string> names;
    for (const Volume& one : calls.serve(ListVolumes{}).volumes)
        names.push_back(one.name);
    EXPECT_THAT(names, Contains("devenv-operations"));
    calls.serve(RemoveVolume{.volume = "devenv-operations"});
    const std::string anonymous = calls.serve(CreateVolume{}).name;
    EXPECT_THAT(calls.serve(PruneVolumes{}).removed, Contains(anonymous));
}

}  // namespace devenv::test
