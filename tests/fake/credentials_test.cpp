// Logins of registries: config.json, and helpers that answer, fail, hang or aren't there.
#include "engine/credentials.hpp"

#include "base/base64.hpp"
#include "devenv/error.hpp"
#include <devenv/testing.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace devenv::detail::engine {
namespace {

namespace fs = std::filesystem;
using protocol::RegistryCredentials;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class CredentialsOf : public ::testing::Test
{
protected:
    CredentialsOf() : path_(std::getenv("PATH"))
    {
        std::string folder = "/tmp/devenv-login-XXXXXX";
        EXPECT_NE(::mkdtemp(folder.data()), nullptr);
        folder_ = folder;
        variables_["DOCKER_CONFIG"] = folder;
        ::setenv("PATH", (folder + ":" + path_).c_str(), 1);
    }
    ~CredentialsOf() override
    {
        ::setenv("PATH", path_.c_str(), 1);
        fs::remove_all(folder_);
    }

    void config(const std::string& text) { std::ofstream(folder_ / "config.json") << text; }

    void helper(const std::string& name, const std::string& script)
    {
        const fs::path file = folder_ / ("docker-credential-" + name);
        std::ofstream(file.string() + ".new") << "#!/bin/sh\n" << script << '\n';
        fs::permissions(file.string() + ".new", fs::perms::owner_all);
        fs::rename(file.string() + ".new", file);
    }

    Credentials credentials(std::chrono::milliseconds patience = helper_time)
    {
        return Credentials(
            {.variable = [this](const char* name) { return variables_[name]; },
             .is_socket = [](const std::string&) { return false; }},
            patience
        );
    }

    template <class T>
    static T run(boost::asio::awaitable<T> job)
    {
        boost::asio::io_context io;
        auto result = boost::asio::co_spawn(io, std::move(job), boost::asio::use_future);
        io.run();
        return result.get();
    }

    RegistryCredentials find(const std::string& domain) { return run(credentials().find(domain)); }

    std::string read(const std::string& name)
    {
        std::ifstream file(folder_ / name);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    fs::path folder_{};
    std::string path_;
    std::map<std::string, std::string> variables_{};
};

std::string auth_of(const std::string& pair)
{
    return base::encode_base64(pair, base::Base64Alphabet::standard);
}

TEST_F(CredentialsOf, the_file_are_found_also_by_old_keys)
{
    EXPECT_EQ(find("docker.io"), RegistryCredentials{});
    config(
        R"({"auths":{"https://index.docker.io/v1/":{"auth":")" + auth_of("me:pass:word") +
        R"("},"https://old.test/v2/":{"auth":")" + auth_of("you:p") + R"("},"bad.test":{"auth":"#"},)" +
        R"("token.test":{"identitytoken":"t"}}})"
    );
    EXPECT_EQ(find("docker.io").username, "me");
    EXPECT_EQ(find("docker.io").password, "pass:word");
    EXPECT_EQ(find("old.test").username, "you");
    EXPECT_EQ(find("token.test").identity_token, "t");
    EXPECT_EQ(find("else.test"), RegistryCredentials{});
    EXPECT_ERROR(find("bad.test"), ErrorKind::config, HasSubstr("`docker login bad.test`"));
    EXPECT_EQ(run(credentials().all()).size(), 3U);
}

TEST_F(CredentialsOf, the_variable_come_first)
{
    config(R"({"credsStore":"none"})");
    variables_["DOCKER_AUTH_CONFIG"] = R"({"auths":{"a.test":{"auth":")" + auth_of("ci:x") + R"("}}})";
    EXPECT_EQ(find("a.test").username, "ci");
    variables_["DOCKER_AUTH_CONFIG"] = "{";
    EXPECT_ERROR(credentials(), ErrorKind::config, HasSubstr("DOCKER_AUTH_CONFIG:1:"));
}

TEST_F(CredentialsOf, a_helper_are_asked_for_the_registrys_key)
{
    config(
        R"({"credsStore":"all","credHelpers":{"own.test":"own"},"auths":{"file.test":{"auth":")" +
        auth_of("file:f") + R"("}}})"
    );
    const std::string log = (folder_ / "log").string();
    helper("own", R"(printf '{"ServerURL":"x","Username":"<token>","Secret":"idtoken"}')");
    helper("all", "read -r server; echo \"$1 $server\" >>" + log + R"(
case "$1 $server" in
"get https://index.docker.io/v1/") printf '{"ServerURL":"x","Username":"hub","Secret":"s"}' ;;
"list "*) printf '{"https://index.docker.io/v1/":"hub"}' ;;
*) printf 'credentials not found in native keychain\n'; exit 1 ;;
esac)");
    EXPECT_EQ(find("docker.io").username, "hub");
    EXPECT_EQ(find("docker.io").server_address, "https://index.docker.io/v1/");
    EXPECT_EQ(find("own.test").identity_token, "idtoken");
    EXPECT_EQ(find("file.test").username, "file");
    EXPECT_EQ(find("none.test"), RegistryCredentials{});
    EXPECT_THAT(read("log"), HasSubstr("get none.test\n"));
    const auto all = run(credentials().all());
    EXPECT_EQ(all.size(), 3U);
    EXPECT_EQ(all.at("own.test").identity_token, "idtoken");
}

TEST_F(CredentialsOf, a_helper_are_stored_and_erased)
{
    config(R"({"credsStore":"all"})");
    helper("all", "echo \"$1\" >>" + (folder_ / "log").string() + "; cat >>" + (folder_ / "log").string());
    run(credentials().store({.username = "me", .password = "s\"x", .server_address = "docker.io"}));
    run(credentials().erase("a.test"));
    EXPECT_EQ(
        read("log"),
        "store\n{\"ServerURL\":\"https://index.docker.io/v1/"
        "\",\"Username\":\"me\",\"Secret\":\"s\\\"x\"}erase\na.test"
    );
}

TEST_F(CredentialsOf, a_helper_that_fails_is_quoted_without_secrets)
{
    config(R"({"credsStore":"all"})");
    helper("all", "echo 'the store is locked'; exit 1");
    EXPECT_ERROR(
        find("a.test"),
        ErrorKind::local,
        AllOf(
            HasSubstr("docker-credential-all get failed (1): the store is locked"), HasSubstr("docker login")
        )
    );
    helper("all", R"(echo '{"Secret":"hush"}'; exit 1)");
    EXPECT_ERROR(find("a.test"), ErrorKind::local, Not(HasSubstr("hush")));
    helper("all", "echo '{\"Secret\":\"hush\"}'");
    EXPECT_ERROR(find("a.test"), ErrorKind::local, AllOf(HasSubstr("gave no login"), Not(HasSubstr("hush"))));
    helper("all", "echo \"can't store: $(cat)\"; exit 1");
    const RegistryCredentials login{.username = "me", .password = "hush", .server_address = "a.test"};
    EXPECT_ERROR(run(credentials().store(login)), ErrorKind::local, Not(HasSubstr("hush")));
}

TEST_F(CredentialsOf, a_helper_that_hangs_is_ended)
{
    config(R"({"credsStore":"all"})");
    helper("all", "echo $$ >" + (folder_ / "pid").string() + "; exec sleep 1000");
    EXPECT_ERROR(
        run(credentials(std::chrono::milliseconds(200)).find("a.test")),
        ErrorKind::timed_out,
        HasSubstr("docker-credential-all get gave no answer within 200ms")
    );
    EXPECT_NE(::kill(std::stoi(read("pid")), 0), 0);
}

TEST_F(CredentialsOf, a_helper_that_isnt_there_is_named)
{
    config(R"({"credsStore":"missing"})");
    EXPECT_ERROR(
        find("a.test"), ErrorKind::local, AllOf(HasSubstr("docker-credential-missing"), HasSubstr("install"))
    );
    config(R"({"credsStore":"../evil"})");
    EXPECT_ERROR(find("a.test"), ErrorKind::config, HasSubstr("docker-credential-NAME"));
}

}  // namespace
}  // namespace devenv::detail::engine
