#include "protocol/http_request.hpp"

#include <gtest/gtest.h>

namespace devenv::detail::protocol {
namespace {

std::string text_of(const RequestHead& head)
{
    std::string text;
    EXPECT_TRUE(append_head(text, head));
    return text;
}

TEST(HttpRequest, has_this_text)
{
    EXPECT_EQ(
        text_of({.method = "GET", .target = "/v1.41/containers/json?all=1", .host = "docker"}),
        "GET /v1.41/containers/json?all=1 HTTP/1.1\r\nHost: docker\r\nUser-Agent: libdevenv\r\n\r\n"
    );
    const Headers headers{{"X-Registry-Config", "e30="}};
    EXPECT_EQ(
        text_of(
            {.method = "POST",
             .target = "/build",
             .host = "h:2375",
             .headers = &headers,
             .framing = BodyFraming::chunked,
             .content_type = "application/x-tar"}
        ),
        "POST /build HTTP/1.1\r\nHost: h:2375\r\nUser-Agent: libdevenv\r\nX-Registry-Config: e30=\r\n"
        "Content-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    EXPECT_EQ(
        text_of({.method = "POST", .target = "/start", .host = "docker", .framing = BodyFraming::length}),
        "POST /start HTTP/1.1\r\nHost: docker\r\nUser-Agent: libdevenv\r\nContent-Length: 0\r\n\r\n"
    );
    EXPECT_EQ(
        text_of(
            {.method = "POST",
             .target = "/attach",
             .host = "docker",
             .framing = BodyFraming::length,
             .length = 12,
             .upgrade = "tcp"}
        ),
        "POST /attach HTTP/1.1\r\nHost: docker\r\nUser-Agent: libdevenv\r\nContent-Length: 12\r\n"
        "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
    );
}

TEST(HttpRequest, goes_behind_what_is_there)
{
    std::string text = "before ";
    EXPECT_TRUE(append_head(text, {.method = "GET", .target = "/", .host = "h"}));
    EXPECT_EQ(text.substr(0, 12), "before GET /");
}

TEST(HttpRequest, lets_nothing_be_smuggled_in)
{
    using namespace std::string_view_literals;
    const RequestHead good{
        .method = "GET", .target = "/", .host = "h", .content_type = "t", .upgrade = "tcp"};
    for (const std::string_view bad : {"a\r\nEvil: 1"sv, "a\nb"sv, "a\rb"sv, "a\0b"sv}) {
        const Headers bad_value{{"Fine", "1"}, {"Name", std::string(bad)}};
        const Headers bad_name{{std::string(bad), "value"}};
        std::vector<RequestHead> heads(7, good);
        heads[0].method = bad;
        heads[1].target = bad;
        heads[2].host = bad;
        heads[3].content_type = bad;
        heads[4].upgrade = bad;
        heads[5].headers = &bad_value;
        heads[6].headers = &bad_name;
        for (std::size_t i = 0; i < heads.size(); ++i) {
            std::string text;
            EXPECT_FALSE(append_head(text, heads[i])) << i;
            EXPECT_EQ(text, "") << i;
        }
    }
    std::string text;
    EXPECT_FALSE(append_head(text, {.method = "GET", .target = "/a HTTP/1.0", .host = "h"}));
}

}
}
