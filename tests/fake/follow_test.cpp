// A followed log over connections that are cut at every byte.
#include <devenv/devenv.hpp>
#include <devenv/testing.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace devenv {
namespace {

using ::testing::HasSubstr;

constexpr const char* multiplexed = "application/vnd.docker.multiplexed-stream";

struct Entry
{
    int channel;
    std::string time;
    std::string text;
};

const std::vector<Entry>& entries()
{
    static const std::vector<Entry> all{
        {1, "2023-11-14T22:13:20.000000001Z", "a\n"},
        {2, "2023-11-14T22:13:20.000000001Z", "a\n"},
        {1, "2023-11-14T22:13:20.000000002Z", "b\n"},
        {1, "2023-11-14T22:13:20.000000002Z", "b\n"}};
    return all;
}

class Follow : public testing::FakeDaemonTest
{
protected:
    // The log from an entry on, as a script.
    testing::Script serve(std::size_t from)
    {
        testing::Script script = daemon().on("GET /containers/{id}/logs");
        script.content_type(multiplexed);
        for (std::size_t i = from; i < entries().size(); ++i)
            script.frame(entries()[i].channel, entries()[i].time + " " + entries()[i].text);
        return script;
    }

    std::string read_all(std::chrono::milliseconds patience = std::chrono::seconds(30))
    {
        Client client({.host = daemon().host(), .retry = RetryPolicy::none()});
        const FollowLogs spec{.container = "c", .tty = false, .patience = patience};
        FollowedLogs logs = client.follow(spec);
        std::string text;
        while (const auto frame = run(client, logs.next()))
            text += (frame->channel == Channel::err ? "E:" : "O:") + std::string(frame->bytes);
        resumptions_ = logs.resumptions();
        return text;
    }

    int resumptions_ = 0;
};

// Pieces of one line come with their channel each, so only whole lines are compared so.
const char* const all_lines = "O:a\nE:a\nO:b\nO:b\n";

TEST_F(Follow, a_log_that_ends_with_its_container_is_over)
{
    daemon().on("GET /containers/{id}/json").body(R"({"State":{"Running":false}})");
    serve(0);
    EXPECT_EQ(read_all(), all_lines);
    EXPECT_EQ(resumptions_, 0);
    const auto request = daemon().requests("GET /containers/c/logs").at(0);
    EXPECT_EQ(request.parameter("timestamps"), "1");
    EXPECT_EQ(request.parameter("follow"), "1");
}

TEST_F(Follow, no_line_is_lost_or_repeated_wherever_the_connection_is_cut)
{
    constexpr std::size_t size = 310;  // of the whole reply, and a little more
    for (std::size_t cut = 1; cut < size; ++cut) {
        testing::FakeDaemon other;
        other.on("GET /containers/{id}/json").body(R"({"State":{"Running":false}})");
        // All of the log for who saw nothing, or its first time; from the third entry for who saw the second.
        const auto script = [&other](std::size_t from) {
            testing::Script made = other.on("GET /containers/{id}/logs");
            made.content_type(multiplexed);
            for (std::size_t i = from; i < entries().size(); ++i)
                made.frame(entries()[i].channel, entries()[i].time + " " + entries()[i].text);
            return made;
        };
        script(0);
        script(0).cut_after(cut).once();
        Client client({.host = other.host(), .retry = RetryPolicy::none()});
        const FollowLogs spec{.container = "c", .tty = false};
        FollowedLogs logs = client.follow(spec);
        std::string text;
        bool is_open = true;
        try {
            while (is_open) {
                const auto frame = run(client, logs.next());
                is_open = frame.has_value();
                if (frame)
                    text += frame->bytes;
                // What the daemon will be asked for: a real one would leave out what is older.
                script(text.size() > 4 ? 2 : 0);
            }
            EXPECT_EQ(text, "a\na\nb\nb\n") << "cut after " << cut;
        } catch (const Error& e) {
            // Before the first answer there is nothing to resume.
            EXPECT_EQ(e.kind(), ErrorKind::interrupted) << e.what();
            EXPECT_EQ(text, "");
        }
    }
}

TEST_F(Follow, the_daemon_is_asked_for_the_last_time_seen)
{
    daemon().on("GET /containers/{id}/json").body(R"({"State":{"Running":false}})");
    serve(2);
    serve(0).cut_after(255).once();  // in the header of the last frame
    EXPECT_EQ(read_all(), all_lines);
    EXPECT_EQ(resumptions_, 1);
    const auto requests = daemon().requests("GET /containers/c/logs");
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_EQ(requests[1].parameter("since"), "1700000000.000000002");
}

TEST_F(Follow, a_proper_end_while_the_container_goes_on_is_no_end)
{
    daemon().on("GET /containers/{id}/json").body(R"({"State":{"Running":false}})");
    daemon().on("GET /containers/{id}/json").body(R"({"State":{"Running":true}})").once();
    serve(2);
    testing::Script first = daemon().on("GET /containers/{id}/logs");
    first.content_type(multiplexed).once();
    for (std::size_t i = 0; i < 3; ++i)
        first.frame(entries()[i].channel, entries()[i].time + " " + entries()[i].text);
    EXPECT_EQ(read_all(), all_lines);
}

TEST_F(Follow, a_daemon_that_stays_away_is_given_up)
{
    serve(0).cut_after(250);
    EXPECT_ERROR(
        read_all(std::chrono::milliseconds(300)), ErrorKind::interrupted, HasSubstr("connection broke")
    );
}

TEST_F(Follow, a_container_that_isnt_there_is_told_at_once)
{
    daemon().on("GET /containers/{id}/logs").reply(404).body(R"({"message":"No such container: c"})");
    EXPECT_ERROR(read_all(), ErrorKind::not_found, HasSubstr("No such container"));
}

}  // namespace
}  // namespace devenv
