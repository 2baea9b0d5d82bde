#include "build/archive.hpp"

#include "build/folder.hpp"
#include "devenv/error.hpp"
#include "protocol/tar_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace devenv::detail::build {
namespace {

using protocol::TarEntry;
using protocol::TarType;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Tar
{
public:
    Tar& add(TarEntry entry, std::string_view content = {})
    {
        entry.size = content.size();
        protocol::append_tar_header(entry, bytes_);
        bytes_.append(content);
        bytes_.append(protocol::tar_padding(content.size()), '\0');
        return *this;
    }
    std::string open() const { return bytes_; }
    std::string ended() const { return bytes_ + std::string(protocol::tar_end, '\0'); }

private:
    std::string bytes_{};
};

ArchiveSource source_of(const std::string& bytes, std::size_t step = 1'000)
{
    return [bytes, step, at = std::size_t{0}](std::span<std::byte> into) mutable {
        const std::size_t size = std::min({step, into.size(), bytes.size() - at});
        std::memcpy(into.data(), bytes.data() + at, size);
        at += size;
        return size;
    };
}

std::string content_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.is_open()) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

struct stat status_of(const std::string& path)
{
    struct stat status = {};
    EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
    return status;
}

Error error_of(const std::string& bytes, const Folder& folder)
{
    try {
        extract_tar(source_of(bytes), {.folder = folder.path()});
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return {ErrorKind::local, "none"};
}

TEST(Archive, is_unpacked_whatever_the_steps_it_comes_in)
{
    Tar tar;
    tar.add({.path = "bundles", .type = TarType::directory, .mode = 0755})
        .add({.path = "bundles/1.0/docker", .mode = 04755, .mtime = 1'000'000'000}, std::string(100'000, 'd'))
        .add({.path = "bundles/latest", .type = TarType::symlink, .link = "1.0"})
        .add({.path = "bundles/copy", .type = TarType::hard_link, .link = "bundles/1.0/docker"})
        .add({.path = "bundles/größe"}, "x")
        .add({.path = "bundles/empty"});
    for (const std::size_t step : {1U, 7U, 512U, 513U, 1'000'000U}) {
        const Folder folder;
        const Extracted got = extract_tar(source_of(tar.ended(), step), {.folder = folder.path()});
        EXPECT_THAT(
            got.files,
            ElementsAre(
                "bundles/1.0/docker", "bundles/latest", "bundles/copy", "bundles/größe", "bundles/empty"
            )
        );
        EXPECT_THAT(got.notes, IsEmpty());
        EXPECT_EQ(got.bytes, 100'001U);
        EXPECT_EQ(content_of(folder.path("bundles/1.0/docker")), std::string(100'000, 'd'));
        const struct stat status = status_of(folder.path("bundles/1.0/docker"));
        EXPECT_EQ(status.st_mode & 07777U, 0755U) << "no setuid from a stranger";
        EXPECT_EQ(status.st_mtime, 1'000'000'000);
        EXPECT_EQ(status.st_nlink, 2U);
        EXPECT_EQ(std::filesystem::read_symlink(folder.path("bundles/latest")), "1.0");
    }
}

TEST(Archive, leading_parts_are_left_away)
{
    Tar tar;
    tar.add({.path = "./a/b", .type = TarType::directory})
        .add({.path = "./a/b/c/file"}, "x")
        .add({.path = "a/b/second", .type = TarType::hard_link, .link = "a/b/c/file"})
        .add({.path = "a/top"}, "gone")
        .add({.path = "a/b/third", .type = TarType::hard_link, .link = "a/top"});
    const Folder folder;
    const Extracted got = extract_tar(source_of(tar.ended()), {.folder = folder.path("new"), .strip = 2});
    EXPECT_THAT(got.files, ElementsAre("c/file", "second"));
    EXPECT_EQ(content_of(folder.path("new/second")), "x");
    EXPECT_THAT(got.notes, ElementsAre("left out 'third': a second name of 'a/top', which isn't copied"));
}

TEST(Archive, replaces_what_is_there_and_writes_through_nothing)
{
    const Folder outside;
    outside.write("precious", "keep me");
    const Folder folder;
    folder.symlink(outside.path("precious"), "file");
    folder.symlink(outside.path(), "dir");
    folder.write("name", "old");
    folder.write("latest", "old");
    Tar tar;
    tar.add({.path = "file"}, "new")
        .add({.path = "dir", .type = TarType::directory, .mode = 0755})
        .add({.path = "dir/precious"}, "new")
        .add({.path = "name"}, "new")
        .add({.path = "latest", .type = TarType::symlink, .link = "dir"})
        .add({.path = "name2", .type = TarType::hard_link, .link = "name"});
    for (int round = 0; round < 2; ++round)
        extract_tar(source_of(tar.ended()), {.folder = folder.path()});
    EXPECT_EQ(content_of(outside.path("precious")), "keep me");
    EXPECT_EQ(content_of(folder.path("file")), "new");
    EXPECT_EQ(content_of(folder.path("dir/precious")), "new");
    EXPECT_EQ(content_of(folder.path("latest/precious")), "new");
    EXPECT_EQ(content_of(folder.path("name2")), "new");
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(folder.path()))
        ++files;
    EXPECT_EQ(files, 5U) << "no partial file stays";
}

TEST(Archive, names_that_lead_outside_are_refused)
{
    for (const char* path : {"../x", "a/../../x", "a/..", "/etc/x", "..", "./../x"}) {
        const Folder folder;
        const Error error = error_of(Tar().add({.path = path}, "x").ended(), folder);
        EXPECT_EQ(error.kind(), ErrorKind::protocol) << path;
        EXPECT_THAT(error.message(), HasSubstr(path));
    }
    const Folder folder;
    folder.write("a", "x");
    EXPECT_EQ(
        error_of(
            Tar().add({.path = "l", .type = TarType::hard_link, .link = "../../etc/passwd"}).ended(), folder
        )
            .kind(),
        ErrorKind::protocol
    );
}

TEST(Archive, a_link_of_the_archive_is_no_way_out)
{
    const Folder outside;
    const Folder folder;
    folder.symlink(outside.path(), "present");
    Tar tar;
    tar.add({.path = "inside", .type = TarType::directory, .mode = 0755})
        .add({.path = "link", .type = TarType::symlink, .link = "inside"})
        .add({.path = "link/x"}, "x");
    EXPECT_EQ(error_of(tar.ended(), folder).kind(), ErrorKind::local);
    EXPECT_THAT(
        error_of(Tar().add({.path = "present/x"}, "x").ended(), folder).message(),
        HasSubstr("present': it is a link or a file, not a folder")
    );
    EXPECT_TRUE(std::filesystem::is_empty(outside.path()));
}

TEST(Archive, links_that_lead_outside_devices_and_pipes_are_left_out_with_a_note)
{
    const Folder folder;
    Tar tar;
    tar.add({.path = "abs", .type = TarType::symlink, .link = "/etc/passwd"})
        .add({.path = "d/up", .type = TarType::symlink, .link = "../../x"})
        .add({.path = "d/hidden", .type = TarType::symlink, .link = "ok/../../../x"})
        .add({.path = "d/fine", .type = TarType::symlink, .link = "../x/y"})
        .add({.path = "d/here", .type = TarType::symlink, .link = "./z"})
        .add({.path = "null", .type = TarType::character_device, .device_major = 1, .device_minor = 3})
        .add({.path = "sda", .type = TarType::block_device, .device_major = 8})
        .add({.path = "pipe", .type = TarType::fifo})
        .add({.path = "last"}, "x");
    const Extracted got = extract_tar(source_of(tar.ended()), {.folder = folder.path()});
    EXPECT_THAT(got.files, ElementsAre("d/fine", "d/here", "last"));
    EXPECT_THAT(
        got.notes,
        ElementsAre(
            "left out the link 'abs': it leads outside, to '/etc/passwd'",
            "left out the link 'd/up': it leads outside, to '../../x'",
            "left out the link 'd/hidden': it leads outside, to 'ok/../../../x'",
            "left out 'null': a device or pipe",
            "left out 'sda': a device or pipe",
            "left out 'pipe': a device or pipe"
        )
    );
}

TEST(Archive, cut_anywhere_is_interrupted_and_leaves_no_partial_file)
{
    const std::string whole =
        Tar().add({.path = "a"}, std::string(700, 'a')).add({.path = "b"}, std::string(600, '\0')).ended();
    for (std::size_t size = 0; size < whole.size(); size += size % 512 == 0 ? 1U : 511U) {
        const Folder folder;
        folder.write("a", "old");
        const Error error = error_of(whole.substr(0, size), folder);
        EXPECT_EQ(error.kind(), ErrorKind::interrupted) << size << ": " << error.what();
        EXPECT_TRUE(error.retryable());
        EXPECT_FALSE(std::filesystem::exists(folder.path("a.devenv-partial"))) << size;
        if (size < 512 + 700) {
            EXPECT_EQ(content_of(folder.path("a")), "old") << size;
        }
    }
    const Folder folder;
    EXPECT_NO_THROW(extract_tar(source_of(whole + std::string(10'240, '\0')), {.folder = folder.path()}));
}

TEST(Archive, damage_is_named_as_such)
{
    const Folder folder;
    EXPECT_EQ(error_of(std::string(20'000, 'x'), folder).kind(), ErrorKind::protocol);
}

TEST(Archive, an_exception_of_the_source_comes_out_as_it_is)
{
    const Folder folder;
    const std::string start = Tar().add({.path = "a"}, std::string(100'000, 'a')).open().substr(0, 5'000);
    auto good = source_of(start);
    const ArchiveSource source = [&](std::span<std::byte> into) {
        const std::size_t size = good(into);
        if (size == 0)
            throw std::runtime_error("connection reset");
        return size;
    };
    try {
        extract_tar(source, {.folder = folder.path()});
        FAIL() << "no exception";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "connection reset");
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Archive, read_only_directories_can_be_filled)
{
    Tar tar;
    tar.add({.path = "ro", .type = TarType::directory, .mode = 0555, .mtime = 1'000'000'000})
        .add({.path = "ro/x"}, "x");
    const Folder folder;
    extract_tar(source_of(tar.ended()), {.folder = folder.path()});
    EXPECT_EQ(status_of(folder.path("ro")).st_mode & 07777U, 0555U);
    EXPECT_EQ(status_of(folder.path("ro")).st_mtime, 1'000'000'000);
    folder.directory("ro", 0755);
}

TEST(Archive, owner_is_the_caller_or_as_asked)
{
    Tar tar;
    tar.add({.path = "d", .type = TarType::directory, .mode = 0755})
        .add({.path = "d/x"}, "x")
        .add({.path = "d/l", .type = TarType::symlink, .link = "x"});
    const Folder folder;
    extract_tar(source_of(tar.ended()), {.folder = folder.path()});
    EXPECT_EQ(status_of(folder.path("d/x")).st_uid, ::geteuid());
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root may give files away";
    extract_tar(source_of(tar.ended()), {.folder = folder.path(), .owner = FileOwner{1234, 2345}});
    for (const char* name : {"d", "d/x", "d/l"}) {
        EXPECT_EQ(status_of(folder.path(name)).st_uid, 1234U) << name;
        EXPECT_EQ(status_of(folder.path(name)).st_gid, 2345U) << name;
    }
}

}  // namespace
}  // namespace devenv::detail::build
