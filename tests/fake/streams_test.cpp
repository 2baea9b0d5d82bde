// Output, builds and hijacked connections.
#include "support/stream_text.hpp"
#include <devenv/devenv.hpp>
#include <devenv/testing.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace devenv {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* multiplexed = "application/vnd.docker.multiplexed-stream";
constexpr const char* raw_stream = "application/vnd.docker.raw-stream";

class Streams : public testing::FakeDaemonTest
{
protected:
    std::string read_all(blocking::LogStream stream)
    {
        std::string text;
        while (const auto frame = stream.next())
            text += (frame->channel == Channel::err ? "E:" : "O:") + std::string(frame->bytes) + "|";
        return text;
    }
};

TEST_F(Streams, frames_are_told_apart)
{
    daemon()
        .on("GET /containers/{id}/logs")
        .content_type(multiplexed)
        .frame(1, "out")
        .frame(2, "err")
        .frame(1, "");
    EXPECT_EQ(read_all(client().logs({.container = "c"})), "O:out|E:err|");
}

TEST_F(Streams, a_terminals_output_is_raw)
{
    daemon()
        .on("GET /containers/{id}/logs")
        .content_type(raw_stream)
        .chunk("a\r\n")
        .chunk(std::string("\x01\0\0\0", 4));
    EXPECT_EQ(read_all(client().logs({.container = "c"})), "O:a\r\n|O:" + std::string("\x01\0\0\0", 4) + "|");
}

TEST_F(Streams, an_old_daemon_is_asked_whether_there_is_a_terminal)
{
    daemon().on("GET /containers/{id}/json").body(R"({"Config":{"Tty":false}})");
    daemon().on("GET /containers/{id}/logs").content_type(raw_stream).frame(2, "x");
    EXPECT_EQ(read_all(client({.api_version = "1.41"}).logs({.container = "c"})), "E:x|");
    EXPECT_EQ(daemon().requests("GET /containers/c/json").size(), 1U);
}

TEST_F(Streams, the_daemons_own_error_is_thrown)
{
    daemon()
        .on("GET /containers/{id}/logs")
        .content_type(multiplexed)
        .frame(1, "x")
        .frame(3, "Error grabbing logs");
    EXPECT_ERROR(
        read_all(client().logs({.container = "c"})), ErrorKind::server, HasSubstr("Error grabbing logs")
    );
}

TEST_F(Streams, a_raw_stream_taken_for_frames_is_a_clear_error)
{
    daemon().on("GET /containers/{id}/logs").content_type(multiplexed).chunk("hello");
    EXPECT_ERROR(read_all(client().logs({.container = "c"})), ErrorKind::protocol, HasSubstr("have a TTY?"));
}

boost::asio::awaitable<std::string> attach_and_talk(Client docker, std::string input)
{
    const AttachContainer operation{.container = "c", .in = true};
    AttachStream stream = co_await docker.send(operation);
    co_await stream.write(input);
    stream.close_input();
    std::string text = co_await test::rest_of(stream);
    co_return text;
}

TEST_F(Streams, a_hijacked_connection_goes_both_ways_after_101_and_200)
{
    for (const int status : {101, 200}) {
        daemon().on("GET /containers/{id}/json").body(R"({"Config":{"Tty":true}})");
        daemon()
            .on("POST /containers/{id}/attach")
            .hijack(status)
            .content_type(raw_stream)
            .send("first ")
            .echo();
        Client docker({.host = daemon().host()});
        EXPECT_EQ(run(docker, attach_and_talk(docker, "echoed")), "first echoed") << status;
    }
}

class Builds : public Streams
{
protected:
    void SetUp() override
    {
        folder_ =
            std::filesystem::temp_directory_path() / ("devenv-fake-build-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "Dockerfile") << "FROM a\n# why\nRUN make\n";
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    BuildSpec spec() const { return {.context = folder_.string(), .tags = {"x:y"}}; }

    std::filesystem::path folder_{};
};

TEST_F(Builds, steps_output_and_image_are_events)
{
    daemon()
        .on("POST /build")
        .chunk(
            "{\"stream\":\"Step 1/2 : FROM a\"}\r\n{\"stream\":\"\\n\"}\r\n{\"stream\":\" ---\\u003e 1\\n\"}"
        )
        .chunk("{\"stream\":\"Step 2/2 : RUN make\"}\n{\"stream\":\" ---\\u003e Using cache\\n\"}")
        .chunk("{\"aux\":{\"ID\":\"sha256:2\"}}{\"stream\":\"Successfully built 2\\n\"}");
    std::vector<std::string> said;
    const Image image = client().build(spec(), [&said](const BuildEvent& event) {
        if (event.kind == BuildEvent::Kind::step_started)
            said.push_back(
                std::to_string(event.step) + "/" + std::to_string(event.steps) + std::string(event.text)
            );
        if (event.kind == BuildEvent::Kind::step_cached)
            said.emplace_back("cached");
    });
    EXPECT_THAT(said, ElementsAre("1/2FROM a", "2/2RUN make", "cached"));
    EXPECT_EQ(image.id, "sha256:2");
    EXPECT_EQ(image.cached_steps, 1);
    const auto request = daemon().wait_for("POST /build");
    EXPECT_EQ(request.parameter("t"), "x:y");
    EXPECT_EQ(request.header("content-type"), "application/x-tar");
    EXPECT_THAT(request.body, HasSubstr("RUN make"));
}

TEST_F(Builds, an_error_in_a_200_is_a_failed_step)
{
    daemon()
        .on("POST /build")
        .chunk(
            "{\"stream\":\"Step 1/2 : FROM a\"}{\"stream\":\"Step 2/2 : RUN make\"}{\"stream\":\"cc: "
            "no\\nmake: \"}"
        )
        .chunk("{\"stream\":\"*** [all]\\n\"}")
        .chunk(
            R"({"errorDetail":{"code":2,"message":"The command returned a non-zero code: 2"},"error":"The"})"
        );
    auto docker = client();
    try {
        docker.build(spec());
        FAIL() << "the build has failed";
    } catch (const Error& e) {
        EXPECT_EQ(e.kind(), ErrorKind::step_failed);
        EXPECT_THAT(
            e.what(), HasSubstr("step 2/2 failed: RUN make: The command returned a non-zero code: 2")
        );
        EXPECT_THAT(e.what(), HasSubstr("Dockerfile:3"));
        ASSERT_NE(e.failed_step(), nullptr);
        EXPECT_EQ(e.failed_step()->exit_code, 2);
        EXPECT_THAT(e.failed_step()->last_lines, ElementsAre("cc: no", "make: *** [all]"));
    }
}

TEST_F(Builds, an_answer_without_an_image_is_no_success)
{
    daemon().on("POST /build").chunk("{\"stream\":\"Step 1/2 : FROM a\"}");
    auto docker = client();
    EXPECT_ERROR(docker.build(spec()), ErrorKind::interrupted, HasSubstr("without an image"));
}

TEST_F(Builds, a_refusal_before_the_context_is_read_is_heard)
{
    std::ofstream large(folder_ / "large", std::ios::binary);
    const std::string block(1 << 20, 'x');
    for (int i = 0; i < 32; ++i)
        large << block;
    large.close();
    daemon().on("POST /build").before_body().reply(400).body(R"({"message":"bad buildargs"})");
    auto docker = client();
    EXPECT_ERROR(docker.build(spec()), ErrorKind::bad_request, HasSubstr("bad buildargs"));
}

TEST_F(Builds, without_a_dockerfile_nothing_is_asked_for)
{
    std::filesystem::remove(folder_ / "Dockerfile");
    auto docker = client();
    EXPECT_ERROR(docker.build(spec()), ErrorKind::config, HasSubstr("there is no Dockerfile"));
    EXPECT_TRUE(daemon().requests("POST /build").empty());
}

/// Gives one piece and then fails, as a file does that shrinks while it is read.
class BrokenSource : public ByteSource
{
public:
    boost::asio::awaitable<std::size_t> read(std::span<char> into) override
    {
        if (is_begun_)
            throw Error(ErrorKind::local, "the file shrank");
        is_begun_ = true;
        co_return std::string(1000, 'x').copy(into.data(), into.size());
    }

private:
    bool is_begun_ = false;
};

TEST_F(Streams, an_upload_that_fails_on_our_side_says_why_and_is_never_taken_for_whole)
{
    daemon().on("PUT /containers/{id}/archive").reply(200);
    Client docker({.host = daemon().host()});
    const WriteArchive operation{.container = "c", .path = "/"};
    EXPECT_ERROR(
        run(docker, docker.send(operation, std::make_shared<BrokenSource>())),
        ErrorKind::local,
        HasSubstr("the file shrank")
    );
    daemon().wait_until_left();
    EXPECT_TRUE(daemon().requests("PUT /containers/c/archive").empty())
        << "a request counts once it is whole";
}

}  // namespace
}  // namespace devenv
