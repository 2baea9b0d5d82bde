#include "protocol/web_url.hpp"

#include <gtest/gtest.h>

#include <string>

namespace devenv::detail::protocol {
namespace {

std::string whole(const std::optional<WebUrl>& url)
{
    return url ? url->origin() + url->target : "none";
}

TEST(WebUrl, reads_addresses)
{
    EXPECT_EQ(whole(parse_web_url("https://Example.org")), "https://example.org/");
    EXPECT_EQ(whole(parse_web_url("http://example.org:5000/v2/?a=b#c")), "http://example.org:5000/v2/?a=b");
    EXPECT_EQ(whole(parse_web_url("https://example.org:443/x")), "https://example.org/x");
    EXPECT_EQ(whole(parse_web_url("http://[::1]:5000/x")), "http://[::1]:5000/x");
    EXPECT_EQ(whole(parse_web_url("https://example.org?q")), "https://example.org/?q");
}

TEST(WebUrl, refuses_what_it_must_not_follow)
{
    for (const char* text :
         {"",
          "example.org",
          "ftp://x/",
          "file:///etc/passwd",
          "http://",
          "http:///x",
          "http://a:b@c/",
          "http://x:0/",
          "http://x:65536/",
          "http://x:1:2/",
          "http://a b/",
          "http://x/\r\nEvil: 1",
          "http://[::1/",
          "http://x/\xC3\xA4"})
        EXPECT_EQ(whole(parse_web_url(text)), "none") << text;
}

TEST(WebUrl, resolves_locations)
{
    const WebUrl base = *parse_web_url("http://h:5000/v2/a/blobs/x?q=1");
    EXPECT_EQ(whole(resolve(base, "https://cdn/y?s=2")), "https://cdn/y?s=2");
    EXPECT_EQ(whole(resolve(base, "//cdn/y")), "http://cdn/y");
    EXPECT_EQ(whole(resolve(base, "/y?u=http://z")), "http://h:5000/y?u=http://z");
    EXPECT_EQ(whole(resolve(base, "y")), "http://h:5000/v2/a/blobs/y");
    EXPECT_EQ(whole(resolve(base, "?z")), "http://h:5000/v2/a/blobs/x?z");
    EXPECT_EQ(whole(resolve(base, "file:///etc/passwd")), "none");
    EXPECT_EQ(whole(resolve(base, "")), "none");
    EXPECT_EQ(whole(resolve(base, "/a\nb")), "none");
}

TEST(WebUrl, is_told_without_its_query)
{
    EXPECT_EQ(parse_web_url("https://cdn/y?signature=secret")->to_string(), "https://cdn/y");
}

}  // namespace
}  // namespace devenv::detail::protocol
