#include "protocol/url.hpp"

#include <gtest/gtest.h>

namespace devenv::detail::protocol {
namespace {

std::string path(std::string_view value)
{
    std::string text;
    append_path(text, value);
    return text;
}

std::string query(std::string_view value)
{
    std::string text;
    append_query(text, value);
    return text;
}

TEST(Url, keeps_in_a_path_what_the_router_takes_raw)
{
    EXPECT_EQ(path("registry:5000/a/b@sha256:12"), "registry:5000/a/b@sha256:12");
    EXPECT_EQ(path("a b?c#d%e"), "a%20b%3Fc%23d%25e");
    EXPECT_EQ(path("\xC3\xA9\n"), "%C3%A9%0A");
    EXPECT_EQ(path(std::string_view("\0\xff", 2)), "%00%FF");
}

TEST(Url, encodes_all_but_unreserved_in_a_query)
{
    EXPECT_EQ(query("aZ09-._~"), "aZ09-._~");
    EXPECT_EQ(query("a b+c"), "a%20b%2Bc");
    EXPECT_EQ(query("{\"a\":[\"/\"]}&=?"), "%7B%22a%22%3A%5B%22%2F%22%5D%7D%26%3D%3F");
}

TEST(Url, joins_parameters)
{
    std::string target = "/containers/json";
    append_parameter(target, "all", "1");
    append_parameter(target, "fil&ters", "{}");
    append_parameter(target, "empty", "");
    EXPECT_EQ(target, "/containers/json?all=1&fil%26ters=%7B%7D&empty=");
}

}
}
