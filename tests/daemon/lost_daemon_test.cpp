// The daemon goes away under a command: one sentence, no container once it is back, no artefact lost.
#include "cli_fixture.hpp"
#include "support/private_daemon.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <memory>

namespace devenv::test {

namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class LostDaemonTest : public PrivateDaemonTest
{
protected:
    void TearDown() override
    {
        if (!private_daemon_)
            return;
        private_daemon_->start();
        CliTest::TearDown();
    }

    /// Runs it, and stops the daemon when stderr or stdout shows the text.
    CommandEnd lose_daemon(std::vector<std::string> words, std::string_view when)
    {
        Command victim(command(std::move(words)));
        EXPECT_TRUE(victim.shows(when)) << victim.err();
        private_daemon_->stop();
        return victim.wait(std::chrono::seconds(30));
    }

    /// The next command works, and takes away what the lost one has left; TearDown looks.
    void expect_recovery(std::vector<std::string> words)
    {
        private_daemon_->start();
        const CommandEnd next = run(std::move(words));
        EXPECT_EQ(next.code, 0) << next.err;
    }
};

constexpr std::string_view went_away = ": the daemon went away while the container ran: ";
constexpr std::string_view start_it =
    "; start it again; the next command removes the container if it is still there";

// A daemon that is stopped in order kills the step first, and says so; one that dies says nothing.
TEST_F(LostDaemonTest, while_building)
{
    make_project({}, "RUN echo sleeping && sleep 60\n");
    const CommandEnd end = lose_daemon({"build"}, "sleeping\n");
    EXPECT_THAT(end.code, AnyOf(1, 125)) << end.err;
    EXPECT_THAT(
        errors_in(end.err),
        ElementsAre(AnyOf(
            HasSubstr("it was killed: out of memory, or the daemon was stopped; see "),
            EndsWith("; is the daemon still running?")
        ))
    );
    make_project({}, "RUN echo awake\n");
    expect_recovery({"build"});
}

TEST_F(LostDaemonTest, while_running)
{
    make_project(
        R"("targets": {"binary": "echo content > bundles/file; echo sleeping; sleep 60", "next": "true"})"
    );
    const CommandEnd end = lose_daemon({"binary"}, "sleeping\n");
    EXPECT_EQ(end.code, 125) << end.err;
    EXPECT_THAT(errors_in(end.err), ElementsAre(AllOf(HasSubstr(went_away), EndsWith(start_it))));
    EXPECT_EQ(folder_.read("bundles/file"), "content\n") << "what was made is there";
    expect_recovery({"next"});
}

TEST_F(LostDaemonTest, while_streaming)
{
    make_project(R"("targets": {"binary": "seq 1000000000", "next": "true"})");
    const CommandEnd end = lose_daemon({"binary"}, "100000\n");
    EXPECT_EQ(end.code, 125) << end.err;
    EXPECT_THAT(errors_in(end.err), ElementsAre(AllOf(HasSubstr(went_away), EndsWith(start_it))));
    expect_recovery({"next"});
}

}  // namespace

}  // namespace devenv::test
