// Ctrl-C, kill and kill -9 at any moment: an exit code that says so, and nothing left behind.
#include "cli_fixture.hpp"
#include "support/private_daemon.hpp"
#include "support/socket_proxy.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <random>
#include <thread>

namespace devenv::test {

namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// DEVENV_TEST_SEED, or a new one; printed, so that a failure can be had again.
unsigned seed()
{
    const char* given = std::getenv("DEVENV_TEST_SEED");
    const unsigned value =
        given != nullptr ? static_cast<unsigned>(std::stoul(given)) : std::random_device{}();
    std::cout << "DEVENV_TEST_SEED=" << value << std::endl;
    return value;
}

/// On a daemon of its own: whatever is there is left by us, with or without a label.
class InterruptStormTest : public PrivateDaemonTest
{
protected:
    static constexpr std::size_t at_once = 5;

    void SetUp() override
    {
        PrivateDaemonTest::SetUp();
        if (!private_daemon_)
            return;
        // The volume of the image has no name: it is for the container's removal to take it along.
        folder_.write(
            "devenv.json",
            R"({"name": "${name}", "build": {"network": "host"},
                "run": {"network": "host", "caches": {"${name}-cache": "/cache"}},
                "targets": {"binary": "echo begin; echo x > bundles/file; sleep 0.7; echo end", "quick": "true"}})"
        );
        folder_.write(
            "Dockerfile",
            "FROM " + base_image() + "\nWORKDIR /src\nVOLUME /data\nRUN echo step && sleep 0.5\n"
        );
    }

    /// Runs the command `count` times, some at once, and sends each the signal at a moment of its whole time.
    void storm(int count, int signal, milliseconds whole, const std::function<void(const CommandEnd&)>& check)
    {
        std::uniform_int_distribution<int> moment(0, static_cast<int>(whole.count()));
        for (int done = 0; done < count;) {
            std::vector<std::pair<int, std::unique_ptr<Command>>> wave;
            const Clock::time_point start = Clock::now();
            for (; done < count && wave.size() < at_once; ++done)
                wave.emplace_back(
                    moment(random_), std::make_unique<Command>(command({"binary", "--no-cache"}))
                );
            std::ranges::sort(wave, {}, [](const auto& one) { return one.first; });
            for (const auto& [after, victim] : wave) {
                std::this_thread::sleep_until(start + milliseconds(after));
                victim->send(signal);
            }
            for (const auto& [after, victim] : wave) {
                SCOPED_TRACE("signal after " + std::to_string(after) + " ms");
                check(victim->wait(seconds(20)));
            }
        }
    }

    milliseconds whole_time()
    {
        const Clock::time_point start = Clock::now();
        const CommandEnd end = run({"binary", "--no-cache"});
        EXPECT_EQ(end.code, 0) << end.err;
        return std::chrono::duration_cast<milliseconds>(Clock::now() - start);
    }

    /// After the next command; the daemon needs a moment to end builds that nobody waits for.
    void expect_nothing_left()
    {
        const CommandEnd next = run({"quick"});
        EXPECT_EQ(next.code, 0) << next.err;
        blocking::Client client({.host = host()});
        const ListContainers containers{.all = true};
        const Clock::time_point due = Clock::now() + seconds(20);
        while (!client.send(containers).empty() && Clock::now() < due)
            std::this_thread::sleep_for(milliseconds(100));
        std::vector<std::string> left;
        for (const ContainerSummary& container : client.send(containers))
            left.push_back(container.id + " " + container.command + " " + container.status);
        EXPECT_THAT(left, IsEmpty());
        std::vector<std::string> volumes;
        for (const Volume& volume : client.send(ListVolumes{}).volumes)
            volumes.push_back(volume.name);
        EXPECT_THAT(volumes, ElementsAre(folder_.name() + "-cache"));
    }

    std::mt19937 random_{};
};

TEST_F(InterruptStormTest, a_hundred_times_ctrl_c)
{
    random_.seed(seed());
    const milliseconds whole = whole_time();
    std::map<int, int> codes;
    int building = 0;
    int running = 0;
    storm(100, SIGINT, whole, [&](const CommandEnd& end) {
        ++codes[end.code];
        ++(end.out.empty() ? building : running);
        // before main has set up its handlers the kernel ends it, which a shell can't tell apart
        EXPECT_THAT(end.code, AnyOf(130, 0)) << end.err;
    });
    std::cout << "exit codes: " << ::testing::PrintToString(codes) << "; " << running
              << " when the container ran, " << building << " before" << std::endl;
    EXPECT_GT(codes[130], 50);
    EXPECT_GT(running, 5);
    EXPECT_GT(building, 5);
    expect_nothing_left();
}

TEST_F(InterruptStormTest, twenty_times_kill_9)
{
    random_.seed(seed());
    const milliseconds whole = whole_time();
    storm(20, SIGKILL, whole, [](const CommandEnd& end) { EXPECT_THAT(end.code, AnyOf(137, 0)); });
    expect_nothing_left();
}

class InterruptTest : public CliTest
{
protected:
    void SetUp() override
    {
        CliTest::SetUp();
        if (!IsSkipped() && !HasFatalFailure())
            make_project(R"("targets": {
                "waits": "echo ready; sleep 60",
                "handles": "trap 'exit 5' INT; echo ready; while :; do sleep 0.1; done",
                "ignores": "trap '' INT TERM; echo ready; sleep 60",
                "ignores-int": "trap '' INT; echo ready; while :; do sleep 0.1; done",
                "short": "echo ready; sleep 2; echo end"})");
    }

    /// A target of ours that says "ready" when it is.
    std::unique_ptr<Command> start(std::string target)
    {
        auto running = std::make_unique<Command>(command({std::move(target)}));
        EXPECT_TRUE(running->shows("ready\n")) << running->err();
        return running;
    }
};

TEST_F(InterruptTest, each_signal_gives_its_code)
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1}) {
        const auto running = start("waits");
        running->send(signal);
        const CommandEnd end = running->wait(seconds(8));
        EXPECT_EQ(end.code, 128 + signal) << end.err;
        EXPECT_FALSE(end.was_killed);
    }
}

TEST_F(InterruptTest, the_jobs_own_answer_to_a_signal_counts)
{
    const auto running = start("handles");
    running->send(SIGINT);
    EXPECT_EQ(running->wait(seconds(8)).code, 5);
}

TEST_F(InterruptTest, a_second_one_kills_what_ignores_the_first)
{
    const auto running = start("ignores");
    running->send(SIGINT);
    EXPECT_FALSE(running->shows("nothing", seconds(1)));
    running->send(SIGINT);
    EXPECT_EQ(running->wait(seconds(8)).code, 137);
}

TEST_F(InterruptTest, what_ignores_ctrl_c_is_stopped_after_ten_seconds)
{
    const auto running = start("ignores-int");
    running->send(SIGINT);
    EXPECT_EQ(running->wait(seconds(20)).code, 143);
}

TEST_F(InterruptTest, nohup_is_respected)
{
    CommandSpec spec = command({"short"});
    spec.words.insert(spec.words.begin(), {"sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""});
    Command running(spec);
    ASSERT_TRUE(running.shows("ready\n"));
    running.send(SIGHUP);
    const CommandEnd end = running.wait();
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_THAT(end.out, ::testing::EndsWith("end\n"));
}

TEST_F(InterruptTest, a_hung_daemon_is_no_reason_to_wait)
{
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"version"}, {"doctor"}, {"clean"}, {"logs"}, {"build"}, {"waits"}}) {
        const ProjectFolder place;
        SocketProxy proxy(place.path() / "docker.sock", host());
        proxy.hang();
        CommandSpec spec = command(words);
        spec.environment["DOCKER_HOST"] = proxy.host();
        Command running(spec);
        running.shows("nothing", milliseconds(500));
        running.send(SIGINT);
        const CommandEnd end = running.wait(seconds(5));
        EXPECT_EQ(end.code, 130) << words[0] << "\n" << end.err;
        EXPECT_THAT(errors_in(end.err), IsEmpty()) << "who interrupts knows it";
    }
}

TEST_F(InterruptTest, following_logs_ends)
{
    const CommandEnd started = run({"waits", "-d"});
    ASSERT_EQ(started.code, 0) << started.err;
    Command following(command({"logs", "-f"}));
    ASSERT_TRUE(following.shows("ready\n"));
    following.send(SIGINT);
    EXPECT_EQ(following.wait(seconds(5)).code, 130);
    EXPECT_THAT(containers_of(host(), folder_.name()), ElementsAre(::testing::EndsWith(" running")));
    remove_all_of(host(), folder_.name());
}

}  // namespace

}  // namespace devenv::test
