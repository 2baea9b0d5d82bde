#include "protocol/tar_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace devenv::detail::protocol {
namespace {

/// All entries of an archive, or what stopped it.
std::string read(std::string_view archive)
{
    TarReader reader;
    std::string seen;
    while (archive.size() >= tar_block) {
        const TarStep step = reader.header(archive.substr(0, tar_block));
        archive.remove_prefix(tar_block);
        if (step == TarStep::end)
            return seen + "end";
        if (step == TarStep::is_wrong)
            return seen + "wrong";
        if (step == TarStep::more) {
            const auto need = static_cast<std::size_t>(reader.need());
            if (need > archive.size())
                return seen + "cut";
            reader.extend(archive.substr(0, need));
            archive.remove_prefix(std::min(archive.size(), need + tar_padding(need)));
            continue;
        }
        const TarHeader& entry = reader.entry();
        seen += std::string(1, entry.type) + ' ' + entry.path + ' ' + std::to_string(entry.size);
        seen += (entry.link.empty() ? "" : " -> " + entry.link) + '\n';
        archive.remove_prefix(std::min<std::size_t>(archive.size(), static_cast<std::size_t>(reader.skip())));
    }
    return seen + "cut";
}

std::string archive_of(const std::vector<TarEntry>& entries)
{
    std::string archive;
    for (const TarEntry& entry : entries) {
        append_tar_header(entry, archive);
        const auto size = static_cast<std::size_t>(entry.size);
        archive.append(size + tar_padding(size), 'x');
    }
    return archive + std::string(tar_end, '\0');
}

TEST(TarReader, reads_what_the_writer_writes)
{
    const std::string long_path = std::string(150, 'a') + '/' + std::string(150, 'b');
    const std::string long_link(200, 'c');
    EXPECT_EQ(
        read(archive_of({
            {.path = "d", .type = TarType::directory},
            {.path = "d/f", .size = 700},
            {.path = "l", .type = TarType::symlink, .link = "d/f"},
            {.path = long_path, .size = 1},
            {.path = "ll", .type = TarType::symlink, .link = long_link},
        })),
        "5 d/ 0\n0 d/f 700\n2 l 0 -> d/f\n0 " + long_path + " 1\n2 ll 0 -> " + long_link + "\nend"
    );
}

TEST(TarReader, knows_sizes_above_8_GiB)
{
    constexpr std::uint64_t size = std::uint64_t{9} << 30;
    std::string header;
    append_tar_header({.path = "f", .size = size}, header);
    EXPECT_EQ(read(header), "0 f " + std::to_string(size) + "\ncut");
}

TEST(TarReader, refuses_what_is_none)
{
    EXPECT_EQ(read(std::string(tar_block, 'x')), "wrong");
    std::string archive = archive_of({{.path = "f", .size = 1}});
    archive[0] = 'g';  // the sum doesn't fit any more
    EXPECT_EQ(read(archive), "wrong");
    EXPECT_EQ(TarReader().header("short"), TarStep::is_wrong);
    EXPECT_EQ(read(""), "cut");
}

TEST(TarReader, refuses_endless_names)
{
    std::string header;
    append_tar_header({.path = "f", .size = TarReader::longest_extension + 1}, header);
    // the type of an extension, and the sum that belongs to it
    header[156] = 'L';
    unsigned sum = 0;
    for (std::size_t i = 0; i < tar_block; ++i)
        sum += i >= 148 && i < 156 ? 32U : static_cast<unsigned char>(header[i]);
    for (std::size_t i = 0; i < 6; ++i)
        header[153 - i] = static_cast<char>('0' + (sum >> (3 * i)) % 8);
    header[154] = '\0';
    EXPECT_EQ(read(header), "wrong");
}

}  // namespace
}  // namespace devenv::detail::protocol
