// A test against the fake daemon: no Docker is needed.
#include <devenv/testing.hpp>

namespace {

class Build : public devenv::testing::FakeDaemonTest
{};

TEST_F(Build, meets_a_fake_daemon)
{
    EXPECT_EQ(client().send(devenv::Ping{}).api_version, "1.51");
    EXPECT_ERROR(
        client().send(devenv::Info{}), devenv::ErrorKind::not_found, testing::HasSubstr("not found")
    );
}

}
