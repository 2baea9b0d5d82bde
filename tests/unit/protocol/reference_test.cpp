#include "protocol/reference.hpp"

#include "devenv/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace devenv::detail::protocol {
namespace {

const std::string sha256_digest = "sha256:" + std::string(64, 'a');

struct Good
{
    std::string text;
    Reference parts;
    std::string familiar;
};

TEST(ParseReference, reads_what_docker_reads)
{
    const std::vector<Good> table{
        {"busybox", {"docker.io", "library/busybox", "", ""}, "busybox"},
        {"busybox:1.36", {"docker.io", "library/busybox", "1.36", ""}, "busybox:1.36"},
        {"alice/aria2", {"docker.io", "alice/aria2", "", ""}, "alice/aria2"},
        {"docker.io/busybox", {"docker.io", "library/busybox", "", ""}, "busybox"},
        {"index.docker.io/busybox", {"docker.io", "library/busybox", "", ""}, "busybox"},
        {"docker.io/alice/x:t", {"docker.io", "alice/x", "t", ""}, "alice/x:t"},
        {"localhost/x", {"localhost", "x", "", ""}, "localhost/x"},
        {"localhost:5000/x:y", {"localhost:5000", "x", "y", ""}, "localhost:5000/x:y"},
        {"UPPER/x", {"UPPER", "x", "", ""}, "UPPER/x"},
        {"a.b/c/d__e.f-g---h", {"a.b", "c/d__e.f-g---h", "", ""}, "a.b/c/d__e.f-g---h"},
        {"[::1]:5000/x", {"[::1]:5000", "x", "", ""}, "[::1]:5000/x"},
        {"[fe80::A]/x", {"[fe80::A]", "x", "", ""}, "[fe80::A]/x"},
        {"x@" + sha256_digest, {"docker.io", "library/x", "", sha256_digest}, "x@" + sha256_digest},
        {"h:5/x:t@" + sha256_digest, {"h:5", "x", "t", sha256_digest}, "h:5/x:t@" + sha256_digest},
        {"x:_.-", {"docker.io", "library/x", "_.-", ""}, "x:_.-"},
        {"docker.io/a.b/c", {"docker.io", "a.b/c", "", ""}, "docker.io/a.b/c"},
        {"docker.io/library/a/b", {"docker.io", "library/a/b", "", ""}, "library/a/b"},
        {"x@multi+a.b:" + std::string(32, 'F'),
         {"docker.io", "library/x", "", "multi+a.b:" + std::string(32, 'F')},
         "x@multi+a.b:" + std::string(32, 'F')},
        {std::string(63, 'a'),
         {"docker.io", "library/" + std::string(63, 'a'), "", ""},
         std::string(63, 'a')},
        {"x:" + std::string(128, 'T'),
         {"docker.io", "library/x", std::string(128, 'T'), ""},
         "x:" + std::string(128, 'T')},
    };
    for (const auto& [text, parts, familiar] : table) {
        Reference seen;
        const auto problem = parse_reference(text, seen);
        EXPECT_FALSE(problem) << text << ": " << describe(problem.fault);
        EXPECT_EQ(seen, parts) << text << " gave " << seen.to_string();
        EXPECT_EQ(seen.familiar(), familiar);
        Reference again;
        EXPECT_FALSE(parse_reference(seen.familiar(), again)) << seen.familiar();
        EXPECT_EQ(again, seen) << "the familiar form means another image";
    }
}

TEST(ParseReference, names_the_wrong_part_and_where_it_is)
{
    struct Bad
    {
        std::string text;
        ReferenceFault fault;
        std::size_t position;
    };
    const std::vector<Bad> table{
        {"", ReferenceFault::empty, 0},
        {std::string(64, 'a'), ReferenceFault::image_id, 0},
        {"docker-dev:feature/x", ReferenceFault::port, 11},  // as docker reads it: a registry with a port
        {"x:-y", ReferenceFault::tag, 2},
        {"x:.y", ReferenceFault::tag, 2},
        {"x:gr\xC3\xB6\xC3\x9F"
         "e",
         ReferenceFault::tag,
         4},
        {"x:a/b", ReferenceFault::port, 2},
        {"x/y:a/b", ReferenceFault::tag, 5},
        {"x:", ReferenceFault::tag_empty, 2},
        {"x:" + std::string(129, 'a'), ReferenceFault::tag_long, 130},
        {"x:a:b", ReferenceFault::tag, 3},
        {"Upper", ReferenceFault::path_case, 0},
        {"a/uPper", ReferenceFault::path_case, 3},
        {"-x", ReferenceFault::path, 0},
        {"x-", ReferenceFault::path, 1},
        {"x..y", ReferenceFault::path, 1},
        {"x___y", ReferenceFault::path, 1},
        {"x._y", ReferenceFault::path, 2},
        {"a//b", ReferenceFault::path_empty, 2},
        {"/b", ReferenceFault::path_empty, 0},
        {"a/", ReferenceFault::path_empty, 2},
        {":t", ReferenceFault::path_empty, 0},
        {"a b", ReferenceFault::path, 1},
        {"a.b:x/c", ReferenceFault::port, 4},
        {"a.b:/c", ReferenceFault::port, 4},
        {"a..b/c", ReferenceFault::domain, 2},
        {".a/c", ReferenceFault::domain, 0},
        {"-a.b/c", ReferenceFault::domain, 0},
        {"a_b.c/d", ReferenceFault::domain, 1},
        {"[::1/x", ReferenceFault::domain, 0},
        {"[]:5/x", ReferenceFault::domain, 1},
        {"[::1]5/x", ReferenceFault::domain, 5},
        {"x@sha256:abc", ReferenceFault::digest, 9},
        {"x@sha256:" + std::string(64, 'A'), ReferenceFault::digest, 9},
        {"x@sha256", ReferenceFault::digest, 2},
        {"x@", ReferenceFault::digest, 2},
        {"x@9a:" + std::string(32, 'a'), ReferenceFault::digest, 2},
        {"x@md5:" + std::string(31, 'a'), ReferenceFault::digest, 6},
        {"h.i/" + std::string(256, 'a'), ReferenceFault::path_long, 259},
        {std::string(248, 'a'), ReferenceFault::path_long, 247},
    };
    for (const auto& [text, fault, position] : table) {
        Reference out;
        const auto problem = parse_reference(text, out);
        EXPECT_EQ(problem.fault, fault) << text << ": " << describe(problem.fault);
        EXPECT_EQ(problem.position, position) << text;
    }
}

TEST(Reference, parse_throws_one_sentence)
{
    try {
        Reference::parse("docker-dev:a b");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::bad_request);
        EXPECT_STREQ(
            error.what(),
            "\"docker-dev:a b\" isn't an image reference: the tag may have letters, digits, '_', '.' and "
            "'-', and not "
            "begin with '.' or '-' (at character 13)"
        );
    }
}

TEST(Reference, default_tag_only_if_nothing_is_given)
{
    EXPECT_EQ(Reference::parse("x").with_default_tag().familiar(), "x:latest");
    EXPECT_EQ(Reference::parse("x:y").with_default_tag().familiar(), "x:y");
    EXPECT_EQ(Reference::parse("x@" + sha256_digest).with_default_tag().tag, "");
    EXPECT_EQ(Reference::parse("x").to_string(), "docker.io/library/x");
    EXPECT_EQ(Reference::parse("h:1/x").repository(), "h:1/x");
}

TEST(TagFromBranch, always_gives_a_legal_tag)
{
    struct Case
    {
        std::string branch;
        std::string tag;
    };
    const std::vector<Case> table{
        {"master", "master"},
        {"HEAD", "HEAD"},
        {"feature/x", "feature-x"},
        {"a/b/c_d.e-f", "a-b-c_d.e-f"},
        {"-x", "_x"},
        {".x", "_x"},
        {"/x", "_x"},
        {"gr\xC3\xB6\xC3\x9F"
         "e",
         "gr--e"},
        {"\xE6\x97\xA5\xE6\x9C\xAC", "_-"},
        {"fix#1+2@3", "fix-1-2-3"},
        {std::string(200, 'x'), std::string(128, 'x')},
        {"", ""},
    };
    for (const auto& [branch, tag] : table) {
        EXPECT_EQ(tag_from_branch(branch), tag);
        Reference out;
        if (!tag.empty()) {
            EXPECT_FALSE(parse_reference("docker-dev:" + tag, out)) << branch;
        }
    }
}

}  // namespace
}  // namespace devenv::detail::protocol
