#include "build/walk.hpp"

#include "build/folder.hpp"
#include "devenv/error.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

namespace devenv::detail::build {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

protocol::IgnoreRules rules_of(std::string_view text)
{
    return protocol::IgnoreRules::parse(text).rules.value();
}

base::Descriptor open_folder(const std::string& path)
{
    return base::Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

std::vector<std::string> paths_of(const Folder& folder, std::string_view rules = {})
{
    const auto root = open_folder(folder.path());
    const auto parsed = rules_of(rules);
    Walk walk(root, parsed);
    std::vector<std::string> paths;
    while (const WalkEntry* entry = walk.next())
        paths.emplace_back(entry->path);
    return paths;
}

std::size_t open_descriptors()
{
    return static_cast<std::size_t>(std::distance(
        std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator{}
    ));
}

TEST(Walk, names_of_a_directory_come_in_byte_order_and_before_its_next_sibling)
{
    const Folder folder;
    for (const char* name : {"b", "a/z", "a/b/c", "a.b", "a-b", "A", "é", "a/b.c"})
        folder.write(name);
    EXPECT_THAT(
        paths_of(folder), ElementsAre("A", "a", "a/b", "a/b/c", "a/b.c", "a/z", "a-b", "a.b", "b", "é")
    );
}

TEST(Walk, tells_types_and_follows_no_link)
{
    const Folder folder;
    folder.write("dir/file");
    folder.symlink("dir", "link");
    ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0644), 0);
    const auto root = open_folder(folder.path());
    const auto rules = rules_of("");
    Walk walk(root, rules);
    std::vector<FileType> types;
    while (const WalkEntry* entry = walk.next())
        types.push_back(entry->type);
    EXPECT_THAT(types, ElementsAre(FileType::directory, FileType::file, FileType::symlink, FileType::fifo));
}

TEST(Walk, excluded_directory_is_entered_only_for_the_text_of_an_exception)
{
    const Folder folder;
    for (const char* name : {"a/x", "a/keep/y", "a/keep/z", "b/keep/y", "c.go", "d/d.go"})
        folder.write(name);
    EXPECT_THAT(paths_of(folder, "*\n!a/keep"), ElementsAre("a/keep", "a/keep/y", "a/keep/z"));
    EXPECT_THAT(paths_of(folder, "*\n!**/*.go"), ElementsAre("c.go"));
    EXPECT_THAT(paths_of(folder, "a\nb\nd"), ElementsAre("c.go"));
}

TEST(Walk, does_not_open_what_it_prunes)
{
    const Folder folder;
    folder.write("secret/x");
    folder.write("y");
    folder.directory("secret", 0);
    EXPECT_THAT(paths_of(folder, "secret"), ElementsAre("y"));
}

TEST(Walk, very_deep_trees_need_few_descriptors)
{
    const Folder folder;
    constexpr std::size_t depth = 2'500;
    base::Descriptor at = open_folder(folder.path());
    for (std::size_t i = 0; i < depth; ++i) {
        ASSERT_EQ(::mkdirat(at.number(), "dir", 0755), 0);
        // A sibling after each directory makes the walk come back to every level.
        ASSERT_EQ(::mkdirat(at.number(), "z", 0755), 0);
        at = base::Descriptor(::openat(at.number(), "dir", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }
    const auto root = open_folder(folder.path());
    const auto rules = rules_of("");
    const std::size_t open_before = open_descriptors();
    std::size_t open_most = 0;
    std::size_t entries = 0;
    std::size_t longest = 0;
    {
        Walk walk(root, rules);
        while (const WalkEntry* entry = walk.next()) {
            ++entries;
            longest = std::max(longest, entry->path.size());
            if (entries % 50 == 0)
                open_most = std::max(open_most, open_descriptors());
        }
    }
    EXPECT_EQ(entries, 2 * depth);
    EXPECT_EQ(longest, 4 * depth - 1);
    EXPECT_LE(open_most, open_before + Walk::open_limit + 1);
    EXPECT_EQ(open_descriptors(), open_before);
    // std::filesystem opens every level at once.
    EXPECT_EQ(std::system(("rm -rf '" + folder.path("dir") + "'").c_str()), 0);
}

TEST(Walk, directory_that_vanishes_is_named)
{
    const Folder folder;
    folder.write("dir/x");
    const auto root = open_folder(folder.path());
    const auto rules = rules_of("");
    Walk walk(root, rules);
    ASSERT_EQ(walk.next()->path, "dir");
    std::filesystem::remove_all(folder.path("dir"));
    try {
        walk.next();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("'dir' vanished while the build context was read"));
        EXPECT_TRUE(error.retryable());
    }
}

}  // namespace
}  // namespace devenv::detail::build
