#include "build/folder.hpp"
#include "devenv/context.hpp"
#include "devenv/error.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
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

// --- with the hashes of the last time

class RememberedFingerprint : public ::testing::Test
{
protected:
    std::string fingerprint() const { return context_fingerprint(spec_, {}, known_); }

    std::string remembered() const
    {
        std::ifstream file(known_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    // Files that were changed a moment ago aren't remembered; but only their inode's time can't be set.
    void wait_until_files_are_old() const
    {
        struct stat status = {};
        ASSERT_EQ(::stat(folder_.path("src/a.c").c_str(), &status), 0);
        timespec now = {};
        do {
            ::usleep(20'000);
            ::clock_gettime(CLOCK_REALTIME, &now);
        } while (now.tv_sec <= status.st_ctim.tv_sec + 2);
    }

    Folder folder_{};
    Folder cache_{};
    ContextSpec spec_{.path = folder_.path()};
    std::string known_ = cache_.path("deep/known");
};

TEST_F(RememberedFingerprint, is_the_one_that_reading_gives)
{
    fill(folder_);
    folder_.write("src-more/b.c", "after src, though - sorts before /");
    folder_.write("src/empty");
    const std::string read = context_fingerprint(spec_, {});
    wait_until_files_are_old();
    EXPECT_EQ(fingerprint(), read);
    EXPECT_EQ(fingerprint(), read) << "from the remembered hashes";
    EXPECT_TRUE(std::filesystem::exists(known_));
    folder_.write("src/a.c", "c0ntent");
    EXPECT_EQ(fingerprint(), context_fingerprint(spec_, {}));
    EXPECT_NE(fingerprint(), read);
}

TEST_F(RememberedFingerprint, sees_a_change_whose_time_was_set_back)
{
    fill(folder_);
    wait_until_files_are_old();
    const std::string before = fingerprint();
    struct stat status = {};
    ASSERT_EQ(::stat(folder_.path("src/a.c").c_str(), &status), 0);
    folder_.write("src/a.c", "c0ntent");
    const std::array<timespec, 2> times{status.st_atim, status.st_mtim};
    ASSERT_EQ(::utimensat(AT_FDCWD, folder_.path("src/a.c").c_str(), times.data(), 0), 0);
    EXPECT_NE(fingerprint(), before);
}

TEST_F(RememberedFingerprint, remembers_nothing_of_what_was_changed_a_moment_ago)
{
    fill(folder_);
    fingerprint();
    EXPECT_EQ(remembered().find("src/a.c"), std::string::npos);
    wait_until_files_are_old();
    fingerprint();
    EXPECT_NE(remembered().find("src/a.c"), std::string::npos);
}

TEST_F(RememberedFingerprint, reads_no_file_that_is_as_it_was)
{
    fill(folder_);
    wait_until_files_are_old();
    const std::string before = fingerprint();
    // What is remembered of src/a.c is falsified: only who doesn't read the file can believe it.
    std::string bytes = remembered();
    const std::size_t end = bytes.find("src/a.c");
    ASSERT_NE(end, std::string::npos);
    bytes[end - 10] = static_cast<char>(bytes[end - 10] ^ 1);
    std::ofstream(known_, std::ios::binary) << bytes;
    EXPECT_NE(fingerprint(), before);
}

TEST_F(RememberedFingerprint, survives_whatever_stands_in_its_file)
{
    fill(folder_);
    wait_until_files_are_old();
    const std::string right = fingerprint();
    const std::string bytes = remembered();
    for (std::size_t size = 0; size < bytes.size(); size += 7) {
        std::ofstream(known_, std::ios::binary) << bytes.substr(0, size);
        EXPECT_EQ(fingerprint(), right) << size;
    }
    std::ofstream(known_, std::ios::binary) << bytes.substr(0, 25) << std::string(5000, '\xff');
    EXPECT_EQ(fingerprint(), right);
    std::filesystem::remove(known_);
    std::filesystem::create_directories(known_);
    EXPECT_EQ(fingerprint(), right) << "no file can be written there";
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(cache_.path("deep")), {}), 1)
        << "nothing is left";
}

}  // namespace
}  // namespace devenv::detail::build
