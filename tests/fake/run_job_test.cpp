// A run whose daemon says things in an unlucky order.
#include "workflow/run_job.hpp"

#include <devenv/testing.hpp>

#include <gtest/gtest.h>

namespace devenv {
namespace {

namespace workflow = detail::workflow;

class TextSink : public OutputSink
{
public:
    boost::asio::awaitable<State> write(std::span<const Frame> frames) override
    {
        for (const Frame& frame : frames)
            text += frame.bytes;
        co_return State::open;
    }

    std::string text{};
};

class Runs : public testing::FakeDaemonTest
{
protected:
    void SetUp() override
    {
        daemon().on("POST /containers/create").reply(201).body(R"({"Id":"abc"})");
        daemon().on("POST /containers/{id}/start").reply(204);
        daemon().on("POST /containers/{id}/resize");
        daemon().on("POST /containers/{id}/rename").reply(204);
        daemon().on("DELETE /containers/{id}").reply(204);
        daemon().on("POST /containers/{id}/attach").upgrade().send("bye\r\n");
        daemon().on("GET /containers/{id}/json").body(R"({"Id":"abc","State":{"Running":true}})");
    }

    RunReport run_with_terminal()
    {
        Client docker({.host = daemon().host()});
        workflow::JobSpec spec{.run = "run-1"};
        spec.creation.config.tty = true;
        spec.streams.output = sink_;
        spec.streams.terminal = TerminalSize{.height = 24, .width = 80};
        auto job = std::make_shared<workflow::RunJob>(docker, std::move(spec), control_, observer_);
        return devenv::run(docker, workflow::RunJob::run(job));
    }

    std::shared_ptr<TextSink> sink_ = std::make_shared<TextSink>();
    RunControl control_{};
    Observer observer_{};
};

TEST_F(Runs, a_terminals_output_may_end_before_the_daemon_knows_of_the_end)
{
    // The news of the end trickles in while the container still counts as running.
    daemon()
        .on("POST /containers/{id}/wait")
        .dribble(1)
        .body(std::string(200'000, ' ') + R"({"StatusCode":3})");
    const RunReport report = run_with_terminal();
    EXPECT_EQ(sink_->text, "bye\r\n");
    EXPECT_FALSE(report.is_detached);
    EXPECT_EQ(report.status.code, 3);
    EXPECT_EQ(daemon().requests("DELETE /containers/abc").size(), 1U);
}

TEST_F(Runs, a_container_that_goes_on_was_left_by_the_detach_keys)
{
    daemon().on("POST /containers/{id}/wait").stall_after(60).body(std::string(100, ' ') + "{}");
    const RunReport report = run_with_terminal();
    EXPECT_TRUE(report.is_detached);
    EXPECT_TRUE(daemon().requests("DELETE /containers/abc").empty());
    EXPECT_EQ(daemon().wait_for("POST /containers/abc/rename").parameter("name"), "devenv-detached-run-1");
}

}  // namespace
}  // namespace devenv
