#include "engine/discover.hpp"

#include "devenv/error.hpp"
#include "protocol/docker_context.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace devenv::detail::engine {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

// A home folder with docker's settings.
class Discover : public ::testing::Test
{
protected:
    Discover()
    {
        std::string folder = "/tmp/devenv-discover-XXXXXX";
        EXPECT_NE(::mkdtemp(folder.data()), nullptr);
        home_ = folder;
        variables_["HOME"] = folder;
    }
    ~Discover() override { fs::remove_all(home_); }

    fs::path docker() const { return home_ / ".docker"; }

    static void write(const fs::path& file, const std::string& text)
    {
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }

    fs::path meta(const std::string& name) const
    {
        return docker() / "contexts/meta" / protocol::context_folder(name) / "meta.json";
    }

    void add_context(const std::string& name, const std::string& host, const std::string& more = {})
    {
        const std::string endpoint = R"({"Host":")" + host + '"' + more + '}';
        write(
            meta(name), R"({"Name":")" + name + R"(","Metadata":{},"Endpoints":{"docker":)" + endpoint + "}}"
        );
    }

    std::string found(const ClientOptions& options = {}) { return find(options).to_string(); }

    transport::Endpoint find(const ClientOptions& options = {})
    {
        return find_daemon(
            options,
            {.variable = [this](const char* name) { return variables_[name]; },
             .is_socket = [this](const std::string& path) { return path == socket_; }}
        );
    }

    std::string refusal(const ClientOptions& options = {})
    {
        try {
            return "no error: " + found(options);
        } catch (const Error& e) {
            EXPECT_EQ(e.kind(), ErrorKind::config) << e.what();
            return e.what();
        }
    }

    fs::path home_{};
    std::map<std::string, std::string> variables_{};
    std::string socket_ = "/var/run/docker.sock";
};

TEST_F(Discover, the_order_is_dockers)
{
    EXPECT_EQ(found(), "unix:///var/run/docker.sock");
    socket_ = "/run/user/1/docker.sock";
    variables_["XDG_RUNTIME_DIR"] = "/run/user/1";
    EXPECT_EQ(found(), "unix:///run/user/1/docker.sock");

    add_context("chosen", "tcp://chosen:1");
    add_context("set", "tcp://set:2");
    add_context("given", "tcp://given:3");
    write(docker() / "config.json", R"({"currentContext":"chosen"})");
    EXPECT_EQ(found(), "tcp://chosen:1");
    variables_["DOCKER_CONTEXT"] = "set";
    EXPECT_EQ(found(), "tcp://set:2");
    variables_["DOCKER_HOST"] = "tcp://host:4";
    EXPECT_EQ(found(), "tcp://host:4");
    EXPECT_EQ(found({.context = "given"}), "tcp://given:3");
    EXPECT_EQ(found({.context = "default"}), "tcp://host:4");
    EXPECT_EQ(found({.host = "unix:///x"}), "unix:///x");
    EXPECT_THAT(refusal({.host = "unix:///x", .context = "given"}), HasSubstr("leave one out"));
}

TEST_F(Discover, the_default_context_is_no_file)
{
    variables_["DOCKER_CONTEXT"] = "default";
    EXPECT_EQ(found(), "unix:///var/run/docker.sock");
    write(docker() / "config.json", R"({"currentContext":"default"})");
    variables_.erase("DOCKER_CONTEXT");
    EXPECT_EQ(found(), "unix:///var/run/docker.sock");
}

TEST_F(Discover, docker_config_moves_the_store)
{
    add_context("far", "tcp://far:1");
    variables_["DOCKER_CONFIG"] = docker();
    variables_["HOME"] = "/nowhere";
    EXPECT_EQ(found({.context = "far"}), "tcp://far:1");
}

TEST_F(Discover, an_unknown_context_is_told_with_those_that_are)
{
    add_context("near", "tcp://near:1");
    add_context("far", "tcp://far:1");
    write(docker() / "config.json", R"({"currentContext":"gone"})");
    EXPECT_THAT(
        refusal(),
        AllOf(
            HasSubstr("currentContext of " + (docker() / "config.json").string()),
            HasSubstr("there is no docker context \"gone\""),
            HasSubstr("are: default, far, near")
        )
    );
    EXPECT_THAT(refusal({.context = "../../etc"}), HasSubstr("can't be the name"));
}

TEST_F(Discover, broken_files_are_named_with_the_place)
{
    write(meta("broken"), "{\"Name\":\n  nonsense}");
    EXPECT_THAT(refusal({.context = "broken"}), HasSubstr(meta("broken").string() + ":2:"));
    write(meta("broken"), R"({"Name":"broken","Endpoints":{"docker":{"Host":5}}})");
    EXPECT_THAT(refusal({.context = "broken"}), HasSubstr("Host must be"));
    write(meta("broken"), R"({"Name":"broken","Endpoints":{"kubernetes":{"Host":"tcp://x"}}})");
    EXPECT_THAT(refusal({.context = "broken"}), HasSubstr("says no daemon's address"));
    add_context("broken", "tcp://x:y");
    EXPECT_THAT(refusal({.context = "broken"}), HasSubstr("docker context broken: \"tcp://x:y\""));
    write(docker() / "config.json", "{\"currentContext\":");
    EXPECT_THAT(refusal(), HasSubstr("config.json:1:"));
    // Who names a daemon doesn't need the file.
    EXPECT_EQ(found({.host = "tcp://a:1"}), "tcp://a:1");
}

TEST_F(Discover, tls_is_of_the_environment_or_of_the_context)
{
    variables_["DOCKER_HOST"] = "tcp://host:4";
    EXPECT_EQ(find().tls, nullptr);
    variables_["DOCKER_TLS"] = "1";
    ASSERT_NE(find().tls, nullptr);
    EXPECT_EQ(find().tls->settings().verification, transport::TlsVerification::none);
    variables_["DOCKER_TLS_VERIFY"] = "0";
    EXPECT_THAT(refusal(), HasSubstr((docker() / "ca.pem").string()));
    variables_["DOCKER_CERT_PATH"] = home_ / "certs";
    EXPECT_THAT(refusal(), HasSubstr((home_ / "certs/ca.pem").string()));
    EXPECT_EQ(find({.tls = {.use = TlsOptions::Use::never}}).tls, nullptr);
    EXPECT_EQ(find({.host = "unix:///x"}).tls, nullptr);

    add_context("plain", "tcp://plain:1");
    EXPECT_EQ(find({.context = "plain"}).tls, nullptr);
    add_context("credulous", "tcp://credulous:1", R"(,"SkipTLSVerify":true)");
    EXPECT_EQ(find({.context = "credulous"}).tls->settings().verification, transport::TlsVerification::none);
    add_context("own", "tcp://own:1");
    const fs::path tls = docker() / "contexts/tls" / protocol::context_folder("own") / "docker";
    fs::create_directories(tls);
    EXPECT_EQ(find({.context = "own"}).tls->settings().roots, transport::TlsRoots::system_and_given);
    write(tls / "ca.pem", "nonsense");
    EXPECT_THAT(refusal({.context = "own"}), HasSubstr((tls / "ca.pem").string()));
}

}  // namespace
}  // namespace devenv::detail::engine
