// sample: README.md, "In a test harness"
#include <devenv/testing.hpp>

#include <gtest/gtest.h>

// With a real daemon: a program in a container, its output and its exit code.
TEST(Compiler, is_in_the_image)
{
    devenv::blocking::Client docker;
    std::string output;
    const auto end = docker.run(
        {.image = "debian:bookworm-slim", .command = {"cat", "/etc/debian_version"}, .network = "none"},
        [&](const devenv::Frame& frame) { output += frame.bytes; }
    );
    EXPECT_EQ(end.code, 0);
    EXPECT_EQ(output.substr(0, 3), "12.");
}

// Without any: a daemon that does what the test says, over a real socket.
class Build : public devenv::testing::FakeDaemonTest
{};

TEST_F(Build, error_in_a_200_is_a_failure)
{
    daemon().on("POST /images/{name}/tag").reply(500).body(R"({"message":"no space left on device"})");
    auto docker = client();
    const devenv::TagImage tag{.image = "a", .repository = "b", .tag = "c"};
    EXPECT_ERROR(docker.send(tag), devenv::ErrorKind::server, testing::HasSubstr("no space left"));
    EXPECT_EQ(daemon().wait_for("POST /images/a/tag").parameter("repo"), "b");
}
