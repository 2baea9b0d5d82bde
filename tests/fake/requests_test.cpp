// What goes over the wire, and how plain answers come back.
#include <devenv/testing.hpp>

#include <gtest/gtest.h>

namespace devenv {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Requests : public testing::FakeDaemonTest
{};

TEST_F(Requests, a_post_without_body_says_that_its_length_is_zero)
{
    daemon().on("POST /containers/{id}/start").reply(204);
    const StartContainer operation{.container = "web"};
    EXPECT_EQ(client().send(operation), StartOutcome::started);
    const auto seen = daemon().wait_for("POST /containers/web/start");
    EXPECT_EQ(
        seen.head,
        "POST /v1.51/containers/web/start HTTP/1.1\r\nHost: docker\r\nUser-Agent: "
        "libdevenv\r\nContent-Length: 0\r\n\r\n"
    );
}

TEST_F(Requests, not_modified_is_an_outcome)
{
    daemon().on("POST /containers/{id}/start").reply(304);
    daemon().on("POST /containers/{id}/stop").reply(304);
    auto docker = client();
    EXPECT_EQ(docker.send(StartContainer{.container = "web"}), StartOutcome::was_running);
    EXPECT_EQ(docker.send(StopContainer{.container = "web"}), StopOutcome::was_stopped);
}

TEST_F(Requests, query_values_are_encoded_and_a_plus_is_no_blank)
{
    daemon().on("GET /containers/json").content_type("application/json").body("[]");
    ListContainers operation{.all = true, .limit = 3};
    operation.filters["label"] = {"a=b+c d"};
    client().send(operation);
    const auto seen = daemon().wait_for("GET /containers/json");
    EXPECT_EQ(
        seen.target,
        "/v1.51/containers/json?all=1&limit=3&filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%20d%22%5D%7D"
    );
    EXPECT_EQ(seen.parameter("filters"), R"({"label":["a=b+c d"]})");
}

TEST_F(Requests, a_json_body_has_its_type_and_length)
{
    daemon().on("POST /containers/create").reply(201).body(R"({"Id":"abc","Warnings":null})");
    CreateContainer operation{.name = "web"};
    operation.config = config_of({.image = "debian", .command = {"true"}, .privileged = true});
    EXPECT_EQ(client().send(operation).id, "abc");
    const auto seen = daemon().wait_for("POST /containers/create");
    EXPECT_EQ(seen.header("content-type"), "application/json");
    EXPECT_EQ(seen.parameter("name"), "web");
    EXPECT_EQ(
        seen.body,
        R"({"AttachStdout":true,"AttachStderr":true,"Cmd":["true"],"Image":"debian",)"
        R"("HostConfig":{"NetworkMode":"default","Privileged":true}})"
    );
}

TEST_F(Requests, lists_that_are_null_are_empty)
{
    daemon().on("GET /images/json").body("null");
    daemon().on("GET /volumes").body(R"({"Volumes":null,"Warnings":null})");
    auto docker = client();
    EXPECT_TRUE(docker.send(ListImages{}).empty());
    EXPECT_TRUE(docker.send(ListVolumes{}).volumes.empty());
}

TEST_F(Requests, image_names_keep_their_slashes)
{
    daemon().on("GET /images/{name}/json").body(R"({"Id":"sha256:1"})");
    EXPECT_EQ(client().send(InspectImage{.image = "host:5000/a/b:c"}).id, "sha256:1");
    EXPECT_THAT(
        daemon().wait_for("GET /images/{name}/json").target, StartsWith("/v1.51/images/host:5000/a/b:c/json")
    );
}

TEST_F(Requests, the_stat_of_a_path_comes_from_its_header)
{
    daemon()
        .on("HEAD /containers/{id}/archive")
        .header(
            "X-Docker-Container-Path-Stat", "eyJuYW1lIjoidG1wIiwic2l6ZSI6NDA5NiwibW9kZSI6MjE0NzQ4NDE1OX0="
        );
    const PathStat seen = client().send(StatPath{.container = "c", .path = "/tmp"});
    EXPECT_EQ(seen.name, "tmp");
    EXPECT_TRUE(seen.is_directory());
}

struct Refusal
{
    int status;
    ErrorKind kind;
};

class Refusals : public testing::FakeDaemonTest, public ::testing::WithParamInterface<Refusal>
{};

TEST_P(Refusals, have_a_kind_and_the_daemons_words)
{
    daemon()
        .on("GET /containers/{id}/json")
        .reply(GetParam().status)
        .body(R"({"message":"the daemon's words"})");
    auto docker = client();
    const InspectContainer look{.container = "web"};
    EXPECT_ERROR(docker.send(look), GetParam().kind, "InspectContainer web: the daemon's words");
}

INSTANTIATE_TEST_SUITE_P(
    Statuses,
    Refusals,
    ::testing::Values(
        Refusal{400, ErrorKind::bad_request},
        Refusal{403, ErrorKind::denied},
        Refusal{404, ErrorKind::not_found},
        Refusal{409, ErrorKind::conflict},
        Refusal{500, ErrorKind::server},
        Refusal{501, ErrorKind::unsupported},
        Refusal{503, ErrorKind::server}
    )
);

TEST_F(Requests, a_web_page_is_no_docker_daemon)
{
    daemon().on("GET /info").reply(502).content_type("text/html").body("<html>Bad Gateway</html>");
    auto docker = client();
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::server, HasSubstr("a proxy stands between"));
}

TEST_F(Requests, a_container_that_is_gone_or_going_is_removed)
{
    auto docker = client();
    daemon().on("DELETE /containers/{id}").reply(404).body(R"({"message":"No such container: x"})");
    docker.send(RemoveContainer{.container = "x"});
    daemon()
        .on("DELETE /containers/{id}")
        .reply(409)
        .body(R"({"message":"removal of container x is already in progress"})");
    daemon().on("GET /containers/{id}/json").reply(404).body("{}");
    docker.send(RemoveContainer{.container = "x"});
    EXPECT_EQ(daemon().requests("GET /containers/x/json").size(), 1U);
}

TEST_F(Requests, answers_that_do_not_fit_say_where)
{
    daemon().on("GET /containers/{id}/json").body(R"({"State":{"ExitCode":"one"}})");
    auto docker = client();
    EXPECT_ERROR(
        docker.send(InspectContainer{.container = "web"}),
        ErrorKind::protocol,
        HasSubstr("/State/ExitCode: a whole number in range expected, a text found")
    );
}

TEST_F(Requests, one_connection_serves_them_all)
{
    auto docker = client();
    for (int i = 0; i < 20; ++i)
        docker.send(Ping{});
    EXPECT_EQ(daemon().connections(), 1);
}

TEST_F(Requests, an_option_for_a_newer_daemon_is_refused_before_it_is_sent)
{
    ClientOptions options{.api_version = "1.40", .retry = RetryPolicy::none()};
    auto docker = client(options);
    CreateContainer operation{.platform = "linux/arm64"};
    EXPECT_ERROR(
        docker.send(operation), ErrorKind::unsupported, HasSubstr("`platform` needs Docker API 1.41")
    );
    EXPECT_TRUE(daemon().requests().empty());
}

}  // namespace
}  // namespace devenv
