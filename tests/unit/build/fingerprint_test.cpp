#include "build/folder.hpp"
#include "devenv/context.hpp"
#include "devenv/error.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace devenv::detail::build {
namespace {

std::string fingerprint(const Folder& folder, const std::vector<std::string>& inputs = {})
{
    return context_fingerprint({.path = folder.path()}, inputs);
}

void fill(const Folder& folder)
{
    folder.write("Dockerfile", "FROM scratch\n");
    folder.write(".dockerignore", "**/*.o\n");
    folder.write("src/a.c", "content");
    folder.write("src/a.o", "object");
    folder.symlink("a.c", "src/link");
}

TEST(Fingerprint, is_the_same_for_equal_folders_whatever_their_times)
{
    const Folder one;
    const Folder two;
    fill(one);
    fill(two);
    const std::array<timespec, 2> times{{{1, 0}, {2, 0}}};
    ASSERT_EQ(::utimensat(AT_FDCWD, two.path("src/a.c").c_str(), times.data(), 0), 0);
    two.write("src/more.o", "ignored");
    EXPECT_EQ(fingerprint(one), fingerprint(two));
    EXPECT_EQ(fingerprint(one).size(), 64U);
}

TEST(Fingerprint, differs_with_everything_that_a_build_can_see)
{
    const Folder folder;
    fill(folder);
    std::set<std::string> seen{fingerprint(folder)};
    const auto expect_new = [&](const char* what) {
        EXPECT_TRUE(seen.insert(fingerprint(folder)).second) << what;
    };
    folder.write("src/a.c", "c0ntent");
    expect_new("content");
    ::chmod(folder.path("src/a.c").c_str(), 0755);
    expect_new("mode");
    std::filesystem::remove(folder.path("src/link"));
    folder.symlink("b.c", "src/link");
    expect_new("link target");
    folder.write("src/b.c");
    expect_new("new file");
    std::filesystem::rename(folder.path("src/b.c"), folder.path("src/c.c"));
    expect_new("name");
    folder.directory("src/d");
    expect_new("empty directory");
    folder.write(".dockerignore", "**/*.o\nsrc/d\n");
    expect_new("rules");
    folder.write("Dockerfile", "FROM other\n");
    expect_new("Dockerfile");
}

TEST(Fingerprint, differs_with_inputs_their_order_and_their_borders)
{
    const Folder folder;
    fill(folder);
    std::set<std::string> seen;
    for (const auto& inputs : std::vector<std::vector<std::string>>{
             {}, {""}, {"ab"}, {"a", "b"}, {"b", "a"}, {"ab", ""}, {"", "ab"}})
        EXPECT_TRUE(seen.insert(fingerprint(folder, inputs)).second);
}

TEST(Fingerprint, sees_a_dockerfile_outside_of_the_folder)
{
    const Folder top;
    top.write("Dockerfile", "FROM a\n");
    top.write("context/x");
    const ContextSpec spec{.path = top.path("context"), .dockerfile = "../Dockerfile"};
    const std::string before = context_fingerprint(spec, {});
    EXPECT_EQ(context_fingerprint(spec, {}), before);
    top.write("Dockerfile", "FROM b\n");
    EXPECT_NE(context_fingerprint(spec, {}), before);
}

TEST(Fingerprint, fails_as_the_stream_does)
{
    const Folder folder;
    EXPECT_THROW(fingerprint(folder), Error);
}

}  // namespace
}  // namespace devenv::detail::build
