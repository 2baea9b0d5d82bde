#pragma once

#include "devenv/context.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace devenv::detail::build {

struct Listed
{
    std::string path{};
    char type = '?';
    unsigned mode = 0;
    std::string link{};
    std::string content{};
    std::int64_t mtime = 0;
    std::int64_t nanoseconds = 0;
    std::int64_t owner = -1;

    /// "f dir/name" — what most tests look at.
    std::string brief() const { return std::string(1, type) + " " + path; }
};

inline char letter_of(archive_entry* entry)
{
    if (archive_entry_hardlink(entry) != nullptr)
        return 'h';
    switch (archive_entry_filetype(entry)) {
        case AE_IFREG:
            return 'f';
        case AE_IFDIR:
            return 'd';
        case AE_IFLNK:
            return 'l';
        case AE_IFIFO:
            return 'p';
        case AE_IFCHR:
            return 'c';
        case AE_IFBLK:
            return 'b';
        default:
            return '?';
    }
}

/// Reads an archive by libarchive, which has no code in common with the writer.
inline std::vector<Listed> list_tar(const std::string& bytes)
{
    std::vector<Listed> all;
    archive* reader = archive_read_new();
    archive_read_support_format_tar(reader);
    EXPECT_EQ(archive_read_open_memory(reader, bytes.data(), bytes.size()), ARCHIVE_OK);
    archive_entry* entry = nullptr;
    int outcome = 0;
    // A warning only says that the locale of the test can't show a name; its bytes are there all the same.
    while ((outcome = archive_read_next_header(reader, &entry)) == ARCHIVE_OK || outcome == ARCHIVE_WARN) {
        Listed listed;
        listed.path = archive_entry_pathname(entry);
        listed.type = letter_of(entry);
        listed.mode = archive_entry_perm(entry);
        if (const char* link =
                listed.type == 'h' ? archive_entry_hardlink(entry) : archive_entry_symlink(entry))
            listed.link = link;
        listed.mtime = archive_entry_mtime(entry);
        listed.nanoseconds = archive_entry_mtime_nsec(entry);
        listed.owner = archive_entry_uid(entry) + archive_entry_gid(entry);
        listed.content.resize(static_cast<std::size_t>(archive_entry_size(entry)));
        EXPECT_EQ(
            archive_read_data(reader, listed.content.data(), listed.content.size()),
            static_cast<la_ssize_t>(listed.content.size())
        );
        all.push_back(std::move(listed));
    }
    EXPECT_EQ(outcome, ARCHIVE_EOF) << archive_error_string(reader);
    archive_read_free(reader);
    return all;
}

inline std::string read_all(ContextStream& stream, std::size_t step = 65'536)
{
    std::string all;
    std::vector<std::byte> buffer(step);
    while (const std::size_t size = stream.read(buffer))
        all.append(reinterpret_cast<const char*>(buffer.data()), size);
    return all;
}

inline std::vector<std::string> briefs(const std::string& bytes)
{
    std::vector<std::string> all;
    for (const Listed& listed : list_tar(bytes))
        all.push_back(listed.brief());
    return all;
}

}  // namespace devenv::detail::build
