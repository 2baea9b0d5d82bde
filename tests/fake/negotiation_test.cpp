#include <devenv/testing.hpp>

#include <gtest/gtest.h>

namespace devenv {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Negotiation : public testing::FakeDaemonTest
{
protected:
    void expect_version(std::string_view prefix)
    {
        daemon().on("GET /info").body("{}");
        client().send(Info{});
        EXPECT_THAT(daemon().wait_for("GET /info").target, StartsWith(prefix));
    }
};

TEST_F(Negotiation, takes_what_an_older_daemon_offers)
{
    daemon().on("HEAD /_ping").header("Api-Version", "1.41");
    expect_version("/v1.41/");
}

TEST_F(Negotiation, stays_at_its_own_newest_with_a_newer_daemon)
{
    daemon().on("HEAD /_ping").header("Api-Version", "1.99");
    expect_version("/v1.55/");
}

TEST_F(Negotiation, asks_by_get_where_head_is_not_known)
{
    daemon().on("HEAD /_ping").reply(405);
    daemon().on("GET /_ping").header("Api-Version", "1.45").body("OK");
    expect_version("/v1.45/");
}

TEST_F(Negotiation, without_a_version_it_assumes_its_own)
{
    daemon().on("HEAD /_ping");
    expect_version("/v1.55/");
}

TEST_F(Negotiation, asks_once)
{
    daemon().on("GET /info").body("{}");
    auto docker = client();
    docker.send(Info{});
    docker.send(Info{});
    EXPECT_EQ(daemon().requests("HEAD /_ping").size(), 1U);
}

TEST_F(Negotiation, refuses_a_daemon_that_is_too_old)
{
    daemon().on("HEAD /_ping").header("Api-Version", "1.12");
    auto docker = client();
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::unsupported, HasSubstr("too old: 1.24 is needed"));
}

TEST_F(Negotiation, a_pinned_version_asks_nothing)
{
    daemon().on("GET /info").body("{}");
    client({.api_version = "1.44"}).send(Info{});
    EXPECT_TRUE(daemon().requests("HEAD /_ping").empty());
    EXPECT_THAT(daemon().wait_for("GET /info").target, StartsWith("/v1.44/"));
}

TEST_F(Negotiation, a_failed_ping_is_reported)
{
    daemon().on("HEAD /_ping").reply(500);
    daemon().on("GET /_ping").reply(500).body(R"({"message":"starting up"})");
    auto docker = client();
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::server, HasSubstr("starting up"));
}

}  // namespace
}  // namespace devenv
