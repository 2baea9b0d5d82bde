// The daemon goes away under a command: one sentence, no container once it is back, no artefact lost.
#include "cli_fixture.hpp"
#include "support/private_daemon.hpp"
#include "support/socket_proxy.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <memory>

namespace devenv::test {

namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class LostDaemonTest : public CliTest
{
protected:
    void SetUp() override
    {
        CliTest::SetUp();
        if (IsSkipped())
            return;
        if (::geteuid() != 0)
            GTEST_SKIP() << "starting a private daemon needs root";
        private_daemon_ = std::make_unique<PrivateDaemon>("26");
        daemon_ = {.version = "26", .host = private_daemon_->host()};
    }

    void TearDown() override
    {
        if (!private_daemon_)
            return;
        private_daemon_->start();
        CliTest::TearDown();
    }

    /// Runs it, stops the daemon when stderr or stdout shows the text, and expects one sentence that asks for
    /// the daemon.
    void lose_daemon(std::vector<std::string> words, std::string_view when)
    {
        Command victim(command(std::move(words)));
        ASSERT_TRUE(victim.shows(when)) << victim.err();
        private_daemon_->stop();
        const CommandEnd end = victim.wait(std::chrono::seconds(30));
        EXPECT_EQ(end.code, 125) << end.err;
        EXPECT_THAT(errors_in(end.err), ElementsAre(::testing::EndsWith("; is the daemon still running?")))
            << end.err;
    }

    std::unique_ptr<PrivateDaemon> private_daemon_{};
};

TEST_F(LostDaemonTest, while_building)
{
    make_project({}, "RUN echo sleeping && sleep 60\n");
    lose_daemon({"build"}, "sleeping");
    private_daemon_->start();
    make_project({}, "RUN echo awake\n");
    EXPECT_EQ(run({"build"}).code, 0);
}

TEST_F(LostDaemonTest, while_running)
{
    make_project(
        R"("targets": {"binary": "echo content > bundles/file; echo sleeping; sleep 60", "next": "true"})"
    );
    lose_daemon({"binary"}, "sleeping");
    EXPECT_EQ(folder_.read("bundles/file"), "content\n");
    private_daemon_->start();
    const CommandEnd next = run({"next"});
    EXPECT_EQ(next.code, 0) << next.err;
}

TEST_F(LostDaemonTest, while_streaming)
{
    make_project(R"("targets": {"binary": "seq 1000000000", "next": "true"})");
    lose_daemon({"binary"}, "100000\n");
    private_daemon_->start();
    const CommandEnd next = run({"next"});
    EXPECT_EQ(next.code, 0) << next.err;
}

}  // namespace

}  // namespace devenv::test
