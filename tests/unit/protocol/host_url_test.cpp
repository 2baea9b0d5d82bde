#include "protocol/host_url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace devenv::detail::protocol {
namespace {

using Scheme = HostUrl::Scheme;

TEST(HostUrl, reads_every_form)
{
    struct Good
    {
        std::string text;
        HostUrl parts;
        std::string whole;
    };
    const std::vector<Good> table{
        {"unix:///run/d.sock", {.scheme_name = "unix", .path = "/run/d.sock"}, "unix:///run/d.sock"},
        {"unix://", {.scheme_name = "unix", .path = "/var/run/docker.sock"}, "unix:///var/run/docker.sock"},
        {"unix://@name", {.scheme_name = "unix", .path = "@name"}, "unix://@name"},
        {"unix://a b?c", {.scheme_name = "unix", .path = "a b?c"}, "unix://a b?c"},
        {"tcp://h:1", {.scheme = Scheme::tcp, .scheme_name = "tcp", .host = "h", .port = 1}, "tcp://h:1"},
        {"TCP://h", {.scheme = Scheme::tcp, .scheme_name = "tcp", .host = "h", .port = 2375}, "tcp://h:2375"},
        {"h", {.scheme = Scheme::tcp, .scheme_name = "tcp", .host = "h", .port = 2375}, "tcp://h:2375"},
        {"10.0.0.1:7",
         {.scheme = Scheme::tcp, .scheme_name = "tcp", .host = "10.0.0.1", .port = 7},
         "tcp://10.0.0.1:7"},
        {":7",
         {.scheme = Scheme::tcp, .scheme_name = "tcp", .host = "localhost", .port = 7},
         "tcp://localhost:7"},
        {"tcp://",
         {.scheme = Scheme::tcp, .scheme_name = "tcp", .host = "localhost", .port = 2375},
         "tcp://localhost:2375"},
        {"tcp://[::1]:7/a/b/",
         {.scheme = Scheme::tcp, .scheme_name = "tcp", .host = "::1", .port = 7, .base_path = "/a/b"},
         "tcp://[::1]:7/a/b"},
        {"tcp://h/",
         {.scheme = Scheme::tcp, .scheme_name = "tcp", .host = "h", .port = 2375},
         "tcp://h:2375"},
        {"ssh://me@h:22/run/d.sock",
         {.scheme = Scheme::ssh,
          .scheme_name = "ssh",
          .path = "/run/d.sock",
          .user = "me",
          .host = "h",
          .port = 22},
         "ssh://me@h:22/run/d.sock"},
        {"ssh://h", {.scheme = Scheme::ssh, .scheme_name = "ssh", .host = "h"}, "ssh://h"},
        {"fd://3", {.scheme = Scheme::fd, .scheme_name = "fd", .path = "3"}, "fd://3"},
        {"npipe:////./pipe/d",
         {.scheme = Scheme::npipe, .scheme_name = "npipe", .path = "//./pipe/d"},
         "npipe:////./pipe/d"},
        {"vsock://2:3", {.scheme = Scheme::other, .scheme_name = "vsock", .path = "2:3"}, "vsock://2:3"},
    };
    for (const auto& [text, parts, whole] : table) {
        HostUrl seen;
        const auto problem = parse_host_url(text, seen);
        EXPECT_FALSE(problem) << describe(text, problem);
        EXPECT_EQ(seen, parts) << text;
        EXPECT_EQ(seen.to_string(), whole);
    }
}

TEST(HostUrl, says_what_is_wrong)
{
    struct Bad
    {
        std::string text;
        HostUrlFault fault;
        std::size_t position;
    };
    const std::vector<Bad> table{
        {"", HostUrlFault::empty, 0},
        {"/var/run/docker.sock", HostUrlFault::path_without_scheme, 0},
        {"@name", HostUrlFault::path_without_scheme, 0},
        {"://x", HostUrlFault::scheme, 0},
        {"a b://x", HostUrlFault::scheme, 1},
        {"tcp://h:", HostUrlFault::port, 8},
        {"tcp://h:0", HostUrlFault::port, 8},
        {"tcp://h:65536", HostUrlFault::port, 8},
        {"tcp://h:1x", HostUrlFault::port, 8},
        {"tcp://h h", HostUrlFault::host, 7},
        {"tcp://[::1", HostUrlFault::host, 6},
        {"tcp://[::1]x", HostUrlFault::host, 11},
        {"tcp://me@h", HostUrlFault::secret, 6},
        {"ssh://me:secret@h", HostUrlFault::secret, 6},
        {"ssh://", HostUrlFault::host, 6},
        {"ssh://h?x", HostUrlFault::query, 7},
        {"tcp://h/#x", HostUrlFault::query, 8},
        {"unix://" + std::string(108, 'x'), HostUrlFault::path_long, 114},
    };
    for (const auto& [text, fault, position] : table) {
        HostUrl out;
        const auto problem = parse_host_url(text, out);
        EXPECT_EQ(problem.fault, fault) << text;
        EXPECT_EQ(problem.position, position) << text;
        EXPECT_THAT(describe(text, problem), testing::Not(testing::HasSubstr("me:secret")));
    }
}

TEST(HostUrl, a_bare_path_is_answered_with_what_to_write)
{
    HostUrl out;
    const std::string text = "/run/d.sock";
    EXPECT_EQ(
        describe(text, parse_host_url(text, out)),
        "\"/run/d.sock\" has no scheme and would mean tcp; write unix:///run/d.sock"
    );
}

}  // namespace
}  // namespace devenv::detail::protocol
