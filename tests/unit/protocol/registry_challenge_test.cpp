#include "protocol/registry_challenge.hpp"

#include <gtest/gtest.h>

namespace devenv::detail::protocol {
namespace {

TEST(RegistryChallenge, reads_a_token_server)
{
    const auto challenges = parse_challenges(
        R"(Bearer realm="https://auth.example/token",service="registry.example",scope="repository:a/b:pull,push")"
    );
    ASSERT_EQ(challenges.size(), 1U);
    EXPECT_EQ(challenges[0].scheme, "bearer");
    EXPECT_EQ(challenges[0].parameter("realm"), "https://auth.example/token");
    EXPECT_EQ(challenges[0].parameter("service"), "registry.example");
    EXPECT_EQ(challenges[0].parameter("scope"), "repository:a/b:pull,push");
    EXPECT_EQ(challenges[0].parameter("error"), "");
}

TEST(RegistryChallenge, reads_several_and_odd_ones)
{
    const auto challenges =
        parse_challenges(R"(BASIC Realm="a \"b\", c" , Negotiate, bearer realm=https://x/t ,scope = "s")");
    ASSERT_EQ(challenges.size(), 3U);
    EXPECT_EQ(challenges[0].scheme, "basic");
    EXPECT_EQ(challenges[0].parameter("realm"), R"(a "b", c)");
    EXPECT_EQ(challenges[1].scheme, "negotiate");
    EXPECT_EQ(challenges[2].parameter("realm"), "https://x/t");
    EXPECT_EQ(challenges[2].parameter("scope"), "s");
}

TEST(RegistryChallenge, ends_for_any_bytes)
{
    for (const char* text : {"", ",", "=", "\"", "a=\"", "Bearer realm=", "\x01\x02", "x y z", "= = ="})
        EXPECT_NO_THROW(parse_challenges(text)) << text;
}

TEST(TokenAnswer, takes_either_name)
{
    TokenAnswer answer;
    EXPECT_TRUE(parse_token_answer(R"({"token":"t","expires_in":300})", answer));
    EXPECT_EQ(answer.token, "t");
    EXPECT_EQ(answer.expires_in, 300);
    EXPECT_TRUE(parse_token_answer(R"({"access_token":"u"})", answer));
    EXPECT_EQ(answer.token, "u");
    EXPECT_EQ(answer.expires_in, 60);
    for (const char* text : {"", "{}", "[]", "<html>", R"({"token":""})", R"({"token":5})"})
        EXPECT_FALSE(parse_token_answer(text, answer)) << text;
}

TEST(RegistryErrors, are_said_in_their_words)
{
    EXPECT_EQ(
        registry_error_text(R"({"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]})"),
        "manifest unknown"
    );
    EXPECT_EQ(registry_error_text(R"({"errors":[{"code":"DENIED"}]})"), "DENIED");
    EXPECT_EQ(
        registry_error_text(R"({"details":"incorrect username or password"})"),
        "incorrect username or password"
    );
    EXPECT_EQ(registry_error_text("<html>"), "");
    EXPECT_EQ(registry_error_text(R"({"errors":[]})"), "");
    EXPECT_EQ(registry_error_text(R"({"errors":["x"]})"), "");
}

}  // namespace
}  // namespace devenv::detail::protocol
