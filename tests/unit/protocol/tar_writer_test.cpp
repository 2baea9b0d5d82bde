#include "protocol/tar_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace devenv::detail::protocol {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// Taken apart by the book (POSIX pax interchange format), independently of the writer.
struct Read
{
    std::map<std::string, std::string> records{};
    std::string name{}, mode{}, uid{}, gid{}, size{}, mtime{}, link{}, magic{}, major{}, minor{};
    char type = '?';
    std::size_t blocks = 0;
};

std::string text_at(const std::string& block, std::size_t at, std::size_t size)
{
    return block.substr(at, std::min(size, block.find('\0', at) - at));
}

void expect_checksum(const std::string& block)
{
    unsigned sum = 8 * ' ';
    for (std::size_t i = 0; i < 512; ++i)
        sum += i >= 148 && i < 156 ? 0U : static_cast<unsigned char>(block[i]);
    EXPECT_EQ(std::stoul(block.substr(148, 6), nullptr, 8), sum);
    EXPECT_EQ(block[154], '\0');
    EXPECT_EQ(block[155], ' ');
}

std::map<std::string, std::string> records_of(std::string_view text)
{
    std::map<std::string, std::string> records;
    while (!text.empty()) {
        const std::size_t length = std::stoul(std::string(text.substr(0, text.find(' '))));
        std::string_view record = text.substr(0, length);
        EXPECT_EQ(record.back(), '\n');
        record.remove_suffix(1);
        record.remove_prefix(record.find(' ') + 1);
        const std::size_t equals = record.find('=');
        records.emplace(record.substr(0, equals), record.substr(equals + 1));
        text.remove_prefix(length);
    }
    return records;
}

Read read(const TarEntry& entry)
{
    std::string out = "before";
    append_tar_header(entry, out);
    EXPECT_TRUE(out.starts_with("before"));
    out.erase(0, 6);
    EXPECT_EQ(out.size() % 512, 0U);
    Read result;
    result.blocks = out.size() / 512;
    expect_checksum(out);
    if (out[156] == 'x') {
        const std::size_t size = std::stoul(text_at(out, 124, 12), nullptr, 8);
        result.records = records_of(std::string_view(out).substr(512, size));
        out.erase(0, 512 + (size + 511) / 512 * 512);
        expect_checksum(out);
    }
    EXPECT_EQ(out.size(), 512U);
    result.name = text_at(out, 0, 100);
    result.mode = text_at(out, 100, 8);
    result.uid = text_at(out, 108, 8);
    result.gid = text_at(out, 116, 8);
    result.size = text_at(out, 124, 12);
    result.mtime = text_at(out, 136, 12);
    result.type = out[156];
    result.link = text_at(out, 157, 100);
    result.magic = out.substr(257, 8);
    result.major = text_at(out, 329, 8);
    result.minor = text_at(out, 337, 8);
    return result;
}

TEST(TarWriter, plain_file_is_one_ustar_block)
{
    const Read got = read({.path = "dir/file", .mode = 04755, .size = 1'000, .mtime = 1'234'567'890});
    EXPECT_EQ(got.blocks, 1U);
    EXPECT_EQ(got.name, "dir/file");
    EXPECT_EQ(got.mode, "0004755");
    EXPECT_EQ(got.uid, "0000000");
    EXPECT_EQ(got.gid, "0000000");
    EXPECT_EQ(got.size, "00000001750");
    EXPECT_EQ(got.mtime, "11145401322");
    EXPECT_EQ(got.type, '0');
    EXPECT_EQ(
        got.magic,
        std::string(
            "ustar\0"
            "00",
            8
        )
    );
}

TEST(TarWriter, directory_ends_in_a_slash)
{
    EXPECT_EQ(read({.path = "d", .type = TarType::directory}).name, "d/");
    EXPECT_EQ(read({.path = "d/", .type = TarType::directory}).name, "d/");
    const std::string name_of_100(99, 'd');
    EXPECT_THAT(read({.path = name_of_100, .type = TarType::directory}).records, IsEmpty());
    const std::string name_of_101(100, 'd');
    EXPECT_THAT(
        read({.path = name_of_101, .type = TarType::directory}).records,
        ElementsAre(Pair("path", name_of_101 + "/"))
    );
    const std::string long_name(5'000, 'd');
    EXPECT_THAT(
        read({.path = long_name, .type = TarType::directory}).records,
        ElementsAre(Pair("path", long_name + "/"))
    );
}

TEST(TarWriter, long_paths_and_links_become_records)
{
    EXPECT_EQ(read({.path = std::string(100, 'p')}).blocks, 1U);
    for (std::size_t length = 101; length < 1'200; ++length) {
        const std::string path(length, 'p');
        EXPECT_THAT(read({.path = path}).records, ElementsAre(Pair("path", path)));
    }
    const std::string target(300, 't');
    const Read got = read({.path = "l", .type = TarType::symlink, .link = target});
    EXPECT_THAT(got.records, ElementsAre(Pair("linkpath", target)));
    EXPECT_EQ(got.type, '2');
    EXPECT_EQ(got.link, std::string(100, 't'));
}

TEST(TarWriter, what_is_not_ascii_becomes_a_record)
{
    const Read got = read({.path = "größe", .type = TarType::hard_link, .link = "höhe"});
    EXPECT_THAT(got.records, ElementsAre(Pair("linkpath", "höhe"), Pair("path", "größe")));
    EXPECT_EQ(got.name, "gr____e");
}

TEST(TarWriter, eight_gibibytes_become_a_record)
{
    constexpr std::uint64_t limit = 8ULL << 30U;
    EXPECT_EQ(read({.path = "f", .size = limit - 1}).size, "77777777777");
    const Read got = read({.path = "f", .size = limit});
    EXPECT_THAT(got.records, ElementsAre(Pair("size", "8589934592")));
    EXPECT_EQ(got.size, "00000000000");
}

TEST(TarWriter, times_outside_of_the_field_become_a_record)
{
    EXPECT_THAT(read({.path = "f", .mtime = -1}).records, ElementsAre(Pair("mtime", "-1")));
    EXPECT_THAT(read({.path = "f", .mtime = 1LL << 33}).records, ElementsAre(Pair("mtime", "8589934592")));
}

TEST(TarWriter, capability_is_kept_byte_by_byte)
{
    const std::string capability("\1\0\0\2\n=\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
    const Read got = read({.path = "ping", .capability = capability});
    EXPECT_THAT(got.records, ElementsAre(Pair("SCHILY.xattr.security.capability", capability)));
}

TEST(TarWriter, devices_have_their_numbers)
{
    const Read got =
        read({.path = "null", .type = TarType::character_device, .device_major = 1, .device_minor = 259});
    EXPECT_EQ(got.type, '3');
    EXPECT_EQ(got.major, "0000001");
    EXPECT_EQ(got.minor, "0000403");
}

TEST(TarWriter, padding_fills_the_last_block)
{
    EXPECT_EQ(tar_padding(0), 0U);
    EXPECT_EQ(tar_padding(1), 511U);
    EXPECT_EQ(tar_padding(512), 0U);
    EXPECT_EQ(tar_padding((8ULL << 30U) + 513), 511U);
}

TEST(TarWriter, says_whose_a_file_is)
{
    const Read got = read({.path = "a", .user = 1000, .group = 2'097'152});
    EXPECT_EQ(got.uid, "0001750");
    EXPECT_EQ(got.gid, "0000000");
    EXPECT_THAT(got.records, ElementsAre(Pair("gid", "2097152")));
}

}  // namespace
}  // namespace devenv::detail::protocol
