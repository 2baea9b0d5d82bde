#include "protocol/docker_config.hpp"

#include "base/base64.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace devenv::detail::protocol {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

DockerConfig config_of(std::string_view text)
{
    DockerConfig config;
    const auto problem = parse_docker_config(text, config);
    EXPECT_FALSE(problem) << problem->position.to_string() << problem->message;
    return config;
}

constexpr std::string_view whole = R"({
  "auths": {
    "https://index.docker.io/v1/": {"auth": "YWxpY2U6czNjcmV0"},
    "r.example:5000": {"username": "bob", "password": "p", "identitytoken": "t"},
    "https://old.example/v1/": {"auth": "Y2Fyb2w6eDp5AAA="},
    "bad.example": {"auth": "c2VjcmV0"},
    "empty.example": {}
  },
  "HttpHeaders": {"X-A": "1", "user-agent": "me"},
  "credsStore": "pass",
  "credHelpers": {"gcr.example": "gcloud"},
  "currentContext": "far",
  "detachkeys": "ctrl-e,e",
  "proxies": {
    "default": {"httpProxy": "http://p:1", "noProxy": "localhost", "ftpProxy": ""},
    "tcp://far:2375": {"httpsProxy": "http://q:2", "allProxy": "socks5://s"}
  },
  "psFormat": 7,
  "auths2": null
})";

TEST(DockerConfig, reads_what_a_client_needs)
{
    const DockerConfig config = config_of(whole);
    EXPECT_EQ(config.credentials_store, "pass");
    EXPECT_EQ(config.current_context, "far");
    EXPECT_EQ(config.detach_keys, "ctrl-e,e") << "names count whatever their case";
    EXPECT_THAT(config.http_headers, ElementsAre(Pair("X-A", "1")));
    EXPECT_EQ(config.logins.size(), 5U);
}

TEST(DockerConfig, empty_or_missing_members_are_nothing)
{
    EXPECT_TRUE(config_of("").logins.empty());
    EXPECT_TRUE(config_of(" \n").logins.empty());
    EXPECT_TRUE(config_of("{}").logins.empty());
    EXPECT_TRUE(config_of(R"({"auths": null, "proxies": null, "credsStore": null})").logins.empty());
}

TEST(DockerConfig, logins_are_found_by_key_or_by_the_host_of_an_old_key)
{
    const DockerConfig config = config_of(whole);
    for (const std::string domain : {"docker.io", "index.docker.io"}) {
        const auto* hub = find_login(config, domain);
        ASSERT_NE(hub, nullptr);
        EXPECT_EQ(hub->credentials.username, "alice");
        EXPECT_EQ(hub->credentials.password, "s3cret");
        EXPECT_EQ(hub->credentials.server_address, "https://index.docker.io/v1/");
    }
    EXPECT_EQ(find_login(config, "r.example:5000")->credentials.identity_token, "t");
    const auto* old = find_login(config, "old.example");
    ASSERT_NE(old, nullptr);
    EXPECT_EQ(old->credentials.username, "carol");
    EXPECT_EQ(old->credentials.password, "x:y") << "only the first colon separates, NULs at the end go";
    EXPECT_FALSE(find_login(config, "bad.example")->is_readable);
    EXPECT_TRUE(find_login(config, "empty.example")->is_readable);
    EXPECT_EQ(find_login(config, "r.example"), nullptr);
    EXPECT_EQ(find_login(config, "example"), nullptr);
}

TEST(DockerConfig, helper_of_a_registry_or_the_common_store)
{
    const DockerConfig config = config_of(whole);
    EXPECT_EQ(credential_helper(config, "gcr.example"), "gcloud");
    EXPECT_EQ(credential_helper(config, "docker.io"), "pass");
    EXPECT_EQ(credential_helper(DockerConfig{}, "docker.io"), "");
}

TEST(DockerConfig, proxies_of_the_daemon_or_the_default_in_both_cases)
{
    const DockerConfig config = config_of(whole);
    EXPECT_THAT(
        proxy_variables(config, "unix:///var/run/docker.sock"),
        ElementsAre(
            Pair("HTTP_PROXY", "http://p:1"),
            Pair("http_proxy", "http://p:1"),
            Pair("NO_PROXY", "localhost"),
            Pair("no_proxy", "localhost")
        )
    );
    EXPECT_THAT(
        proxy_variables(config, "tcp://far:2375"),
        ElementsAre(
            Pair("HTTPS_PROXY", "http://q:2"),
            Pair("https_proxy", "http://q:2"),
            Pair("ALL_PROXY", "socks5://s"),
            Pair("all_proxy", "socks5://s")
        )
    ) << "an entry of its own replaces the default whole";
    EXPECT_THAT(proxy_variables(DockerConfig{}, "x"), IsEmpty());
}

TEST(DockerConfig, problems_have_a_place_and_no_value)
{
    const std::vector<std::pair<std::string, std::string>> table{
        {R"({"auths": {"h": {"auth": 1}}})", "1:26: auth must be a string, not a number"},
        {R"({"auths": {"h": "s3cret"}})", "1:17: a member of auths must be an object, not a string"},
        {R"({"auths": ["s3cret"]})", "1:11: auths must be an object, not a list"},
        {R"({"credsStore": {}})", "1:16: credsStore must be a string, not an object"},
        {R"(["s3cret"])", "1:1: the file must be an object, not a list"},
        {"{\"auths\": {\n\"h\": {\"auth\": \"s3cret\" \"x\"}}}",
         "2:24: a ',' or '}' is missing after a member"},
        {R"({} {})", "1:4: there is more text after the end of the document"},
    };
    for (const auto& [text, message] : table) {
        DockerConfig config;
        const auto problem = parse_docker_config(text, config);
        ASSERT_TRUE(problem) << text;
        EXPECT_EQ(problem->position.to_string() + ": " + problem->message, message);
        EXPECT_THAT(problem->message, testing::Not(testing::HasSubstr("s3cret")));
    }
}

TEST(RegistryAuth, is_padded_base64url_of_json)
{
    EXPECT_EQ(encode_registry_auth({}), "e30=");
    const RegistryCredentials credentials{
        .username = "a", .password = "\"?>~", .server_address = "https://index.docker.io/v1/"};
    const std::string header = encode_registry_auth(credentials);
    EXPECT_EQ(header.find_first_of("+/"), std::string::npos);
    EXPECT_EQ(header.size() % 4, 0U);
    EXPECT_EQ(
        base::decode_base64(header, base::Base64Alphabet::url),
        R"({"username":"a","password":"\"?>~","serveraddress":"https://index.docker.io/v1/"})"
    );
    EXPECT_EQ(
        base::decode_base64(
            encode_registry_config({{"h", {.username = "u", .password = "p"}}, {"i", {.identity_token = "t"}}}
            ),
            base::Base64Alphabet::url
        ),
        R"({"h":{"username":"u","password":"p"},"i":{"identitytoken":"t"}})"
    );
    EXPECT_EQ(encode_registry_config({}), "e30=");
}

}  // namespace
}  // namespace devenv::detail::protocol
