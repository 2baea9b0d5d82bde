#include "daemon_fixture.hpp"
#include "support/stream_text.hpp"
#include <devenv/devenv.hpp>

namespace devenv {
namespace {

using ::testing::HasSubstr;

class Containers : public DaemonTest
{};

DEVENV_WITH_EACH_DAEMON(Containers);

TEST_P(Containers, tell_output_exit_code_and_leave_nothing)
{
    std::string out;
    std::string err;
    const ExitStatus end = client().run(shell("echo out; echo err >&2; exit 3"), [&](const Frame& frame) {
        (frame.channel == Channel::err ? err : out) += frame.bytes;
    });
    EXPECT_EQ(end.code, 3);
    EXPECT_EQ(out, "out\n");
    EXPECT_EQ(err, "err\n");
    EXPECT_EQ(containers(), 0U);
}

TEST_P(Containers, lose_no_byte_of_a_large_output)
{
    std::size_t bytes = 0;
    const auto end = client().run(shell("head -c 50000000 /dev/zero; exit 0"), [&](const Frame& frame) {
        bytes += frame.bytes.size();
    });
    EXPECT_EQ(bytes, 50'000'000U);
    EXPECT_EQ(end.code, 0);
}

TEST_P(Containers, that_end_at_once_lose_neither_output_nor_code)
{
    auto docker = client();
    for (int i = 0; i < 10; ++i) {
        std::string out;
        const auto end = docker.run(shell("echo x; exit 7"), [&](const Frame& frame) { out += frame.bytes; });
        ASSERT_EQ(end.code, 7);
        ASSERT_EQ(out, "x\n");
    }
}

TEST_P(Containers, go_when_their_command_cannot_be_found)
{
    ContainerSpec spec = shell("");
    spec.command = {"/no/such/program"};
    auto docker = client();
    try {
        docker.run(spec);
        FAIL() << "it can't have started";
    } catch (const Error& e) {
        EXPECT_EQ(e.kind(), ErrorKind::bad_request) << e.what();
        EXPECT_EQ(start_failure_code(e), 127) << e.what();
    }
    EXPECT_EQ(containers(), 0U);
}

TEST_P(Containers, go_when_their_command_cannot_be_executed)
{
    ContainerSpec spec = shell("");
    spec.command = {"/etc/hostname"};
    auto docker = client();
    try {
        docker.run(spec);
        FAIL() << "it can't have started";
    } catch (const Error& e) {
        EXPECT_EQ(start_failure_code(e), 126) << e.what();
    }
    EXPECT_EQ(containers(), 0U);
}

TEST_P(Containers, a_missing_image_is_not_found)
{
    ContainerSpec spec = shell("true");
    spec.image = name_ + ":none";
    auto docker = client();
    EXPECT_ERROR(docker.run(spec), ErrorKind::not_found, HasSubstr("No such image"));
}

boost::asio::awaitable<std::string> feed(Client docker, ContainerSpec spec, std::string input)
{
    Container box = co_await docker.create(spec);
    AttachStream stream = co_await box.attach();
    co_await box.start();
    co_await stream.write(input);
    stream.close_input();
    std::string text = co_await test::rest_of(stream);
    const ExitStatus end = co_await box.wait();
    co_await box.remove();
    co_return text + std::to_string(end.code);
}

TEST_P(Containers, read_their_input_to_its_end)
{
    ContainerSpec spec = shell("sort; exit 5");
    spec.input = true;
    Client docker({.host = host_});
    EXPECT_EQ(run(docker, feed(docker, spec, "b\na\n")), "a\nb\n5");
}

boost::asio::awaitable<std::string> read_log(Client docker, ContainerSpec spec)
{
    Container box = co_await docker.create(spec);
    co_await box.start();
    const Logs operation{.container = box.id(), .follow = true, .timestamps = true};
    LogStream stream = co_await docker.logs(operation);
    std::string text = co_await test::rest_of(stream);
    co_return text;
}

TEST_P(Containers, have_a_log_that_ends_with_them)
{
    Client docker({.host = host_});
    const std::string log = run(docker, read_log(docker, shell("echo one; echo two")));
    EXPECT_THAT(log, ::testing::MatchesRegex("[0-9T:.-]+Z one\n[0-9T:.-]+Z two\n"));
    EXPECT_EQ(containers(), 0U) << "the handle has removed it";
}

boost::asio::awaitable<std::string> exec_in(Client docker, ContainerSpec spec)
{
    Container box = co_await docker.create(spec);
    co_await box.start();
    const ExecSpec exec{.container = box.id(), .command = {"sh", "-c", "sort; echo err >&2; exit 9"}};
    Process process = co_await docker.exec(exec);
    co_await process.write("b\na\n");
    process.close_input();
    std::string text;
    std::string errors;
    while (true) {
        const auto frame = co_await process.next();
        if (!frame)
            break;
        (frame->channel == Channel::err ? errors : text) += frame->bytes;
    }
    const ExitStatus end = co_await process.wait();
    co_await box.kill();
    co_await box.remove();
    co_return text + errors + std::to_string(end.code);
}

TEST_P(Containers, run_further_commands)
{
    Client docker({.host = host_});
    EXPECT_EQ(run(docker, exec_in(docker, shell("exec sleep 1000"))), "a\nb\nerr\n9");
}

TEST_P(Containers, are_removed_with_their_anonymous_volumes)
{
    ContainerSpec spec = shell("touch /data/x; echo there");
    Mount data = Mount::volume("", "/data");
    data.volume_options = VolumeOptions{.labels = {{"devenv.test", name_}}};
    spec.mounts = {data};
    // By its label: the daemon has other tests' volumes too, which come and go.
    ListVolumes ours;
    ours.filters["label"] = {"devenv.test=" + name_};
    auto other = client();
    std::size_t meanwhile = 0;
    auto docker = client();
    docker.run(spec, [&](const Frame&) { meanwhile = other.send(ours).volumes.size(); });
    EXPECT_EQ(meanwhile, 1U);
    EXPECT_TRUE(other.send(ours).volumes.empty());
}

TEST_P(Containers, volumes_are_made_found_and_removed)
{
    auto docker = client();
    const CreateVolume creation{.config = {.name = name_, .labels = {{"devenv.test", name_}}}};
    EXPECT_EQ(docker.send(creation).name, name_);
    EXPECT_EQ(docker.send(creation).name, name_) << "making it twice is fine";
    ListVolumes question;
    question.filters["label"] = {"devenv.test=" + name_};
    EXPECT_EQ(docker.send(question).volumes.size(), 1U);
    docker.send(RemoveVolume{.volume = name_});
    EXPECT_ERROR(docker.send(InspectVolume{.volume = name_}), ErrorKind::not_found, HasSubstr(name_));
}

TEST_P(Containers, the_daemon_tells_of_itself)
{
    auto docker = client();
    const SystemVersion version = docker.send(Version{});
    EXPECT_EQ(docker.send(Ping{}).api_version, version.api_version);
    EXPECT_EQ(docker.send(Info{}).server_version, version.version);
}

/// Not with 20.10: it needs every capability there is to start a privileged container, which a machine may
/// lack.
class PrivilegedContainers : public DaemonTest
{};

INSTANTIATE_TEST_SUITE_P(
    Daemons,
    PrivilegedContainers,
    ::testing::Values(
        DaemonUnderTest{"v26", "DEVENV_TEST_DAEMON_26"}, DaemonUnderTest{"v28", "DEVENV_TEST_DAEMON_28"}
    ),
    [](const auto& daemon) { return std::string(daemon.param.name); }
);

TEST_P(PrivilegedContainers, see_a_bind_and_may_mount)
{
    ContainerSpec spec = shell("id -u > /out/uid && mount -t tmpfs none /mnt && echo mounted");
    spec.privileged = true;
    spec.mounts = {Mount::bind(folder_.string(), "/out")};
    std::string out;
    const auto end = client().run(spec, [&](const Frame& frame) { out += frame.bytes; });
    EXPECT_EQ(end.code, 0);
    EXPECT_EQ(out, "mounted\n");
    EXPECT_EQ(read_file(folder_ / "uid"), "0\n");
}

boost::asio::awaitable<std::string> put_and_read(Client docker, ContainerSpec spec, std::string tar)
{
    Container box = co_await docker.create(spec);
    const WriteArchive upload{.container = box.id(), .path = "/root"};
    co_await docker.send(upload, byte_source(std::move(tar)));
    AttachStream stream = co_await box.attach();
    co_await box.start();
    std::string text = co_await test::rest_of(stream);
    co_return text;
}

TEST_P(Containers, take_files_before_they_start)
{
    write("tree/file", "from the test\n");
    ASSERT_EQ(
        std::system(("tar -C " + (folder_ / "tree").string() + " -cf " + (folder_ / "t.tar").string() +
                     " file")
                        .c_str()),
        0
    );
    Client docker({.host = host_});
    const std::string tar = read_file(folder_ / "t.tar");
    EXPECT_EQ(run(docker, put_and_read(docker, shell("cat /root/file"), tar)), "from the test\n");
}

// A command and its child in a container; what the exec tells after a signal.
boost::asio::awaitable<std::string> kill_in(Client docker, ContainerSpec spec, std::string signal)
{
    Container box = co_await docker.create(spec);
    co_await box.start();
    const ExecSpec other{.container = box.id(), .command = {"sh", "-c", "echo up; exec sleep 1000"}};
    Process bystander = co_await docker.exec(other);
    co_await bystander.next();
    const ExecSpec exec{.container = box.id(), .command = {"sh", "-c", "sleep 999 & echo up; wait"}};
    Process process = co_await docker.exec(exec);
    co_await process.next();
    const bool is_reached = co_await process.kill(signal);
    const ExitStatus end = co_await process.wait();
    const bool is_again = co_await process.kill(signal);
    const bool is_other = co_await bystander.kill("0");
    co_await box.remove();
    std::string text = is_reached ? "reached " : "missed ";
    text += std::to_string(end.code);
    text += is_again ? " again" : "";
    text += is_other ? " bystander lives" : " bystander died";
    co_return text;
}

TEST_P(Containers, kill_one_command_and_what_it_started)
{
    Client docker({.host = host_});
    EXPECT_EQ(run(docker, kill_in(docker, shell("exec sleep 1000"), "KILL")), "reached 137 bystander lives");
    EXPECT_EQ(
        run(docker, kill_in(docker, shell("exec sleep 1000"), "SIGTERM")), "reached 143 bystander lives"
    );
}

}  // namespace
}  // namespace devenv
