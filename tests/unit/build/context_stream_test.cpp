#include "build/folder.hpp"
#include "build/tar_listing.hpp"
#include "devenv/context.hpp"
#include "devenv/error.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace devenv::detail::build {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string tar_of(const Folder& folder)
{
    ContextStream stream({.path = folder.path()});
    return read_all(stream);
}

Listed entry_of(const std::string& tar, const std::string& path)
{
    for (const Listed& listed : list_tar(tar)) {
        if (listed.path == path)
            return listed;
    }
    ADD_FAILURE() << "no entry " << path;
    return {};
}

// A bit of everything that doesn't need root.
void fill(const Folder& folder)
{
    folder.write("Dockerfile", "FROM scratch\n");
    folder.write("src/main.c", std::string(1'000, 'm'));
    folder.write("src/block", std::string(512, 'b'));
    folder.write("src/large", std::string(300'000, 'l'), 0600);
    folder.write("run.sh", "#!/bin/sh\n", 04755);
    folder.directory("empty", 01777);
    folder.symlink("nowhere/at/all", "dangling");
    folder.write("größe/ñ", "unicode");
    folder.write(std::string(200, 'd') + "/" + std::string(100, 'f'), "long");
    std::filesystem::create_hard_link(folder.path("src/main.c"), folder.path("zz-same"));
}

TEST(ContextStream, has_all_entries_in_the_order_of_a_lexical_walk)
{
    const Folder folder;
    fill(folder);
    EXPECT_THAT(
        briefs(tar_of(folder)),
        ElementsAre(
            "f Dockerfile",
            "l dangling",
            "d " + std::string(200, 'd') + "/",
            "f " + std::string(200, 'd') + "/" + std::string(100, 'f'),
            "d empty/",
            "d größe/",
            "f größe/ñ",
            "f run.sh",
            "d src/",
            "f src/block",
            "f src/large",
            "f src/main.c",
            "h zz-same"
        )
    );
}

TEST(ContextStream, keeps_content_modes_and_links_but_no_owner_and_no_fraction_of_a_second)
{
    const Folder folder;
    fill(folder);
    const std::array<timespec, 2> times{{{1'000'000'000, 999}, {1'111'111'111, 999'999'999}}};
    ASSERT_EQ(::utimensat(AT_FDCWD, folder.path("run.sh").c_str(), times.data(), 0), 0);
    const std::string tar = tar_of(folder);
    const Listed script = entry_of(tar, "run.sh");
    EXPECT_EQ(script.mode, 04755U);
    EXPECT_EQ(script.content, "#!/bin/sh\n");
    EXPECT_EQ(script.mtime, 1'111'111'111);
    EXPECT_EQ(script.nanoseconds, 0);
    EXPECT_EQ(script.owner, 0);
    EXPECT_EQ(entry_of(tar, "empty/").mode, 01777U);
    EXPECT_EQ(entry_of(tar, "src/large").content, std::string(300'000, 'l'));
    EXPECT_EQ(entry_of(tar, "dangling").link, "nowhere/at/all");
    EXPECT_EQ(entry_of(tar, "zz-same").link, "src/main.c");
    EXPECT_EQ(entry_of(tar, "größe/ñ").content, "unicode");
}

TEST(ContextStream, gives_the_same_bytes_in_steps_of_any_size)
{
    const Folder folder;
    fill(folder);
    const std::string whole = tar_of(folder);
    EXPECT_EQ(whole.size() % 512, 0U);
    EXPECT_TRUE(whole.ends_with(std::string(1'024, '\0')));
    for (const std::size_t step : {1U, 7U, 511U, 512U, 513U, 65'536U, 10'000'000U}) {
        ContextStream stream({.path = folder.path()});
        EXPECT_TRUE(read_all(stream, step) == whole) << step;
        EXPECT_EQ(stream.bytes(), whole.size());
        EXPECT_EQ(stream.entries(), 13U);
        std::array<std::byte, 10> more{};
        EXPECT_EQ(stream.read(more), 0U) << "after the end";
    }
}

TEST(ContextStream, moves_in_the_middle_of_a_file)
{
    const Folder folder;
    fill(folder);
    const std::string whole = tar_of(folder);
    ContextStream first({.path = folder.path()});
    std::string got(2'000, '\0');
    got.resize(first.read(std::as_writable_bytes(std::span(got))));
    ContextStream second = std::move(first);
    EXPECT_TRUE(got + read_all(second) == whole);
}

TEST(ContextStream, gnu_tar_reads_it_too)
{
    const Folder folder;
    fill(folder);
    const Folder other;
    other.write("context.tar", tar_of(folder));
    other.directory("out");
    const std::string command = "tar -xf '" + other.path("context.tar") + "' -C '" + other.path("out") +
                                "' && diff -r --no-dereference '" + folder.path() + "' '" +
                                other.path("out") + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(ContextStream, leaves_out_what_dockerignore_says_but_not_the_two_files_the_builder_reads)
{
    const Folder folder;
    folder.write(".dockerignore", "*\n!src\nsrc/*.o\n");
    folder.write("Dockerfile");
    folder.write("src/a.c");
    folder.write("src/a.o");
    folder.write("README.md");
    EXPECT_THAT(
        briefs(tar_of(folder)), ElementsAre("f .dockerignore", "f Dockerfile", "d src/", "f src/a.c")
    );
}

TEST(ContextStream, dockerfile_in_an_excluded_directory_travels_alone)
{
    const Folder folder;
    folder.write(".dockerignore", "docker\n");
    folder.write("docker/deep/Dockerfile[1]");
    folder.write("docker/deep/other");
    ContextStream stream({.path = folder.path(), .dockerfile = "docker/deep/Dockerfile[1]"});
    EXPECT_THAT(briefs(read_all(stream)), ElementsAre("f .dockerignore", "f docker/deep/Dockerfile[1]"));
    EXPECT_EQ(stream.dockerfile(), "docker/deep/Dockerfile[1]");
}

TEST(ContextStream, finds_dockerfile_in_lower_case_only_if_there_is_no_other)
{
    const Folder folder;
    folder.write("dockerfile");
    EXPECT_EQ(ContextStream({.path = folder.path()}).dockerfile(), "dockerfile");
    folder.write("Dockerfile");
    EXPECT_EQ(ContextStream({.path = folder.path()}).dockerfile(), "Dockerfile");
}

TEST(ContextStream, rules_beside_the_dockerfile_win)
{
    const Folder folder;
    folder.write(".dockerignore", "a\n");
    folder.write("docker/dev.Dockerfile.dockerignore", "b\n");
    folder.write("docker/dev.Dockerfile");
    folder.write("a");
    folder.write("b");
    ContextStream stream({.path = folder.path(), .dockerfile = "docker/dev.Dockerfile"});
    EXPECT_THAT(
        briefs(read_all(stream)),
        ElementsAre(
            "f .dockerignore",
            "f a",
            "d docker/",
            "f docker/dev.Dockerfile",
            "f docker/dev.Dockerfile.dockerignore"
        )
    );
}

TEST(ContextStream, dockerfile_excluded_by_rules_beside_it_travels_as_a_copy)
{
    const Folder folder;
    folder.write("Dockerfile.dockerignore", "*\n!src\n");
    folder.write("Dockerfile", "FROM scratch\n");
    folder.write("src/a");
    ContextStream stream({.path = folder.path()});
    const std::string tar = read_all(stream);
    EXPECT_THAT(stream.dockerfile(), ::testing::MatchesRegex("\\.dockerfile\\.[0-9a-f]{20}"));
    EXPECT_THAT(briefs(tar), ElementsAre("d src/", "f src/a", "f " + stream.dockerfile(), "f .dockerignore"));
    EXPECT_EQ(entry_of(tar, ".dockerignore").content, ".dockerignore\n" + stream.dockerfile() + "\n");
}

TEST(ContextStream, dockerfile_outside_travels_as_a_copy_that_the_builder_removes)
{
    const Folder outside;
    outside.write("My.Dockerfile", "FROM scratch\n");
    const Folder folder;
    folder.write("a");
    ContextStream stream({.path = folder.path(), .dockerfile = outside.path("My.Dockerfile")});
    const std::string tar = read_all(stream);
    EXPECT_THAT(briefs(tar), ElementsAre("f a", "f " + stream.dockerfile(), "f .dockerignore"));
    EXPECT_EQ(entry_of(tar, stream.dockerfile()).content, "FROM scratch\n");
    EXPECT_EQ(entry_of(tar, stream.dockerfile()).mode, 0600U);
    EXPECT_EQ(entry_of(tar, ".dockerignore").content, ".dockerignore\n" + stream.dockerfile() + "\n");

    ContextStream again({.path = folder.path(), .dockerfile = outside.path("My.Dockerfile")});
    EXPECT_TRUE(read_all(again) == tar) << "the name comes from the content";
}

TEST(ContextStream, dockerfile_outside_is_added_to_the_rules_in_their_place)
{
    const Folder top;
    top.write("Dockerfile", "FROM scratch\n");
    top.write("context/.dockerignore", "x\n*ignore");
    top.write("context/x");
    top.write("context/y");
    ContextStream stream({.path = top.path("context"), .dockerfile = "../Dockerfile"});
    const std::string tar = read_all(stream);
    EXPECT_THAT(briefs(tar), ElementsAre("f .dockerignore", "f y", "f " + stream.dockerfile()));
    EXPECT_EQ(entry_of(tar, ".dockerignore").content, "x\n*ignore\n" + stream.dockerfile() + "\n");
}

TEST(ContextStream, dockerfile_that_is_a_link_is_what_it_leads_to)
{
    const Folder outside;
    outside.write("real", "FROM scratch\n");
    const Folder folder;
    folder.write("docker/real");
    folder.symlink("docker/real", "Dockerfile");
    folder.symlink(outside.path("real"), "Outside");
    EXPECT_EQ(ContextStream({.path = folder.path()}).dockerfile(), "docker/real");
    EXPECT_THAT(
        ContextStream({.path = folder.path(), .dockerfile = "Outside"}).dockerfile(),
        ::testing::StartsWith(".dockerfile.")
    );
    EXPECT_EQ(
        ContextStream({.path = folder.path(), .dockerfile = "docker/../docker/real"}).dockerfile(),
        "docker/real"
    );
}

TEST(ContextStream, folder_may_be_a_link)
{
    const Folder folder;
    folder.write("real/Dockerfile");
    folder.symlink("real", "link");
    ContextStream stream({.path = folder.path("link")});
    EXPECT_EQ(stream.dockerfile(), "Dockerfile");
    EXPECT_THAT(briefs(read_all(stream)), ElementsAre("f Dockerfile"));
}

TEST(ContextStream, sends_pipes_and_leaves_out_sockets_with_a_note)
{
    const Folder folder;
    folder.write("Dockerfile");
    ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0644), 0);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    folder.path("sock").copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(listener);
    ContextStream stream({.path = folder.path()});
    EXPECT_THAT(briefs(read_all(stream)), ElementsAre("f Dockerfile", "p pipe"));
    EXPECT_THAT(stream.notes(), ElementsAre("left out the socket 'sock'"));
}

TEST(ContextStream, sends_the_capability_of_a_program_in_revision_2)
{
    const Folder folder;
    folder.write("Dockerfile");
    folder.write("ping", "x", 0755);
    const std::string revision_2("\1\0\0\2\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
    if (::setxattr(
            folder.path("ping").c_str(), "security.capability", revision_2.data(), revision_2.size(), 0
        ) != 0)
        GTEST_SKIP() << "no right to set a capability, or a file system without them";
    EXPECT_THAT(tar_of(folder), HasSubstr("SCHILY.xattr.security.capability=" + revision_2 + "\n"));
}

TEST(ContextStream, sparse_file_over_8_gibibytes_has_a_size_record)
{
    const Folder folder;
    folder.write("Dockerfile");
    folder.write("huge");
    std::filesystem::resize_file(folder.path("huge"), (8ULL << 30U) + 5);
    ContextStream stream({.path = folder.path()});
    std::string start(4'096, '\0');
    ASSERT_EQ(stream.read(std::as_writable_bytes(std::span(start))), start.size());
    EXPECT_THAT(start, HasSubstr(" size=8589934597\n"));
}

TEST(ContextStream, longest_name_of_a_file_system_is_fine)
{
    const Folder folder;
    folder.write("Dockerfile");
    folder.write(std::string(255, 'n'), "name");
    EXPECT_EQ(entry_of(tar_of(folder), std::string(255, 'n')).content, "name");
}

// Reads the stream up to the first bytes of a large file, lets `change` happen, reads on.
template <class Change>
Error error_after(const Folder& folder, Change change)
{
    ContextStream stream({.path = folder.path()});
    std::string got(2'000, '\0');
    EXPECT_EQ(stream.read(std::as_writable_bytes(std::span(got))), got.size());
    change();
    try {
        got += read_all(stream);
    } catch (const Error& first) {
        try {
            std::array<std::byte, 512> more{};
            stream.read(more);
            ADD_FAILURE() << "reads on after an error";
        } catch (const Error& second) {
            EXPECT_STREQ(first.what(), second.what());
        }
        return first;
    }
    ADD_FAILURE() << "no error";
    return {ErrorKind::local, "none"};
}

TEST(ContextStream, file_that_shrinks_is_named)
{
    const Folder folder;
    folder.write("Dockerfile");
    folder.write("log", std::string(100'000, 'x'));
    const Error error =
        error_after(folder, [&] { std::filesystem::resize_file(folder.path("log"), 50'000); });
    EXPECT_EQ(error.kind(), ErrorKind::local);
    EXPECT_TRUE(error.retryable());
    EXPECT_THAT(error.what(), HasSubstr("'log' shrank while the build context was read"));
}

TEST(ContextStream, file_that_grows_is_named)
{
    for (const std::size_t size : {100'000U, 512U * 200U}) {
        const Folder folder;
        folder.write("Dockerfile");
        folder.write("log", std::string(size, 'x'));
        const Error error =
            error_after(folder, [&] { std::ofstream(folder.path("log"), std::ios::app) << "one more line"; });
        EXPECT_THAT(error.what(), HasSubstr("'log' grew while the build context was read"));
    }
}

TEST(ContextStream, file_that_vanishes_is_named)
{
    const Folder folder;
    folder.write("Dockerfile", std::string(10'000, 'x'));
    folder.write("later");
    const Error error = error_after(folder, [&] { std::filesystem::remove(folder.path("later")); });
    EXPECT_THAT(error.what(), HasSubstr("'later' vanished"));
}

TEST(ContextStream, file_that_becomes_a_link_or_a_pipe_is_named)
{
    const Folder folder;
    folder.write("Dockerfile", std::string(10'000, 'x'));
    folder.write("later");
    const auto replaced_by = [&](auto make) {
        return [&folder, make] {
            std::filesystem::remove(folder.path("later"));
            make();
        };
    };
    EXPECT_THAT(
        error_after(folder, replaced_by([&] { folder.symlink("/etc/passwd", "later"); })).what(),
        HasSubstr("'later' was replaced")
    );
    folder.write("later.file");
    std::filesystem::rename(folder.path("later.file"), folder.path("later"));
    EXPECT_THAT(
        error_after(folder, replaced_by([&] { ::mkfifo(folder.path("later").c_str(), 0644); })).what(),
        HasSubstr("'later' was replaced")
    );
}

Error error_of(const ContextSpec& spec)
{
    try {
        ContextStream stream(spec);
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return {ErrorKind::local, "none"};
}

TEST(ContextStream, says_what_is_wrong_before_the_first_byte)
{
    const Folder folder;
    folder.write("file");
    folder.directory("dir");
    folder.symlink("nowhere", "dangling");
    const std::string path = folder.path();

    const Error no_folder = error_of({.path = folder.path("nope")});
    EXPECT_EQ(no_folder.kind(), ErrorKind::config);
    EXPECT_EQ(no_folder.message(), "the build context '" + folder.path("nope") + "' doesn't exist");
    EXPECT_EQ(
        error_of({.path = folder.path("file")}).message(),
        "the build context '" + folder.path("file") + "' is not a folder"
    );
    EXPECT_EQ(error_of({.path = ""}).kind(), ErrorKind::config);

    const Error no_dockerfile = error_of({.path = path});
    EXPECT_EQ(no_dockerfile.kind(), ErrorKind::config);
    EXPECT_EQ(no_dockerfile.message(), "there is no Dockerfile 'Dockerfile' in '" + path + "'");
    EXPECT_THAT(no_dockerfile.hint(), Not(IsEmpty()));
    EXPECT_EQ(
        error_of({.path = path, .dockerfile = "x/y"}).message(),
        "there is no Dockerfile 'x/y' in '" + path + "'"
    );
    EXPECT_EQ(error_of({.path = path, .dockerfile = "file/y"}).kind(), ErrorKind::config);
    EXPECT_EQ(error_of({.path = path, .dockerfile = "dangling"}).kind(), ErrorKind::config);
    EXPECT_EQ(error_of({.path = path, .dockerfile = "dir"}).message(), "the Dockerfile 'dir' is not a file");
}

TEST(ContextStream, wrong_pattern_is_shown_with_its_place)
{
    const Folder folder;
    folder.write("Dockerfile");
    folder.write(".dockerignore", "ok\n\n[bad\n");
    EXPECT_EQ(
        error_of({.path = folder.path()}).message(), ".dockerignore:3: '[bad': the pattern's syntax is wrong"
    );
    folder.write("Dockerfile.dockerignore", "!\n");
    EXPECT_THAT(
        error_of({.path = folder.path()}).message(), ::testing::StartsWith("Dockerfile.dockerignore:1: '!': ")
    );
    folder.write(".dockerignore", "ok\n");
    std::filesystem::remove(folder.path("Dockerfile.dockerignore"));
    folder.directory("Dockerfile.dockerignore");
    EXPECT_EQ(error_of({.path = folder.path()}).message(), "'Dockerfile.dockerignore' is not a file");
}

// Root may read everything, so that the test is someone else for a moment.
class AsNobody
{
public:
    AsNobody() : was_(::geteuid()), is_changed_(was_ == 0 && ::seteuid(65'534) == 0) {}
    ~AsNobody()
    {
        if (is_changed_ && ::seteuid(was_) != 0)
            std::abort();
    }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

private:
    uid_t was_;
    bool is_changed_;
};

TEST(ContextStream, unreadable_file_or_folder_is_an_error_before_sending_unless_excluded)
{
    const Folder folder;
    folder.write("Dockerfile");
    folder.write("src/key", "secret", 0);
    {
        const AsNobody nobody;
        const Error error = error_of({.path = folder.path()});
        EXPECT_EQ(error.kind(), ErrorKind::local);
        EXPECT_EQ(error.message(), "can't read 'src/key': Permission denied");
        EXPECT_EQ(error.hint(), "make it readable or exclude it in .dockerignore");
    }
    folder.directory("src", 0);
    {
        const AsNobody nobody;
        EXPECT_EQ(error_of({.path = folder.path()}).message(), "can't read 'src': Permission denied");
        ContextStream late({.path = folder.path(), .read_check = ReadCheck::while_sending});
        EXPECT_THROW(read_all(late), Error);
    }
    folder.write(".dockerignore", "src\n");
    const AsNobody nobody;
    EXPECT_THAT(briefs(tar_of(folder)), ElementsAre("f .dockerignore", "f Dockerfile"));
}

TEST(ContextStream, root_sends_files_without_permissions)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root may read them";
    const Folder folder;
    folder.write("Dockerfile");
    folder.write("key", "secret", 0);
    const Listed key = entry_of(tar_of(folder), "key");
    EXPECT_EQ(key.mode, 0U);
    EXPECT_EQ(key.content, "secret");
}

}  // namespace
}  // namespace devenv::detail::build
