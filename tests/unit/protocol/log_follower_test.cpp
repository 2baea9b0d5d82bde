#include "protocol/log_follower.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace devenv::detail::protocol {
namespace {

struct Entry
{
    std::string time{};
    std::string text{};
};

std::string at(int nanoseconds)
{
    std::string digits = std::to_string(nanoseconds);
    return "2023-11-14T22:13:20." + std::string(9 - digits.size(), '0') + digits + "Z";
}

// Several of one time, alike ones among them, an empty one, one without a line's end.
const std::vector<Entry>& entries()
{
    static const std::vector<Entry> all{
        {at(1), "one\n"},
        {at(1), "one\n"},
        {at(2), "two\n"},
        {at(2), "\n"},
        {at(2), "two\n"},
        {at(3), "no end"}};
    return all;
}

std::string whole()
{
    std::string text;
    for (const Entry& entry : entries())
        text += entry.text;
    return text;
}

// What a daemon sends for `since`.
std::string raw_log(const std::string& since)
{
    std::string log;
    for (const Entry& entry : entries())
        if (since.empty() || since <= "1700000000." + entry.time.substr(20, 9))
            log += entry.time + " " + entry.text;
    return log;
}

std::string text_of(const std::vector<Frame>& frames)
{
    std::string text;
    for (const Frame& frame : frames)
        text += frame.bytes;
    return text;
}

TEST(LogFollower, the_time_to_ask_for_is_that_of_the_last_entry)
{
    LogFollower follower;
    EXPECT_EQ(follower.since(), "");
    follower.begin_connection();
    std::vector<Frame> out;
    EXPECT_TRUE(follower.put_raw("2024-02-29T23:59:59.000000010Z x\n", out));
    EXPECT_EQ(follower.since(), "1709251199.000000010");
}

TEST(LogFollower, each_byte_of_a_terminals_log_comes_once_wherever_it_is_cut_twice)
{
    const std::string all = raw_log("");
    for (std::size_t first = 0; first <= all.size(); ++first) {
        for (std::size_t second = 0; second <= all.size(); ++second) {
            LogFollower follower;
            std::string got;
            for (const std::size_t cut : {first, second, all.size()}) {
                const std::string log = raw_log(follower.since()).substr(0, cut);
                follower.begin_connection();
                std::vector<Frame> out;
                ASSERT_TRUE(follower.put_raw(log, out));
                got += text_of(out);
            }
            ASSERT_EQ(got, whole()) << first << ' ' << second;
        }
    }
}

TEST(LogFollower, each_byte_of_frames_comes_once_in_parts_of_any_size)
{
    std::minstd_rand random(1);
    for (int round = 0; round < 2000; ++round) {
        LogFollower follower;
        std::string got;
        for (int connection = 0; connection < 4; ++connection) {
            const std::string since = follower.since();
            follower.begin_connection();
            bool is_cut = false;
            for (const Entry& entry : entries()) {
                if (!since.empty() && since > "1700000000." + entry.time.substr(20, 9))
                    continue;
                const std::string frame = entry.time + " " + entry.text;
                for (std::size_t begin = 0; begin < frame.size() && !is_cut;) {
                    const std::size_t size = std::min<std::size_t>(random() % 12 + 1, frame.size() - begin);
                    const std::string part = frame.substr(begin, size);
                    std::vector<Frame> out;
                    ASSERT_TRUE(follower.put({.bytes = part}, begin == 0, out));
                    got += text_of(out);
                    begin += size;
                    is_cut = connection < 3 && random() % 16 == 0;
                }
            }
        }
        ASSERT_EQ(got, whole());
    }
}

TEST(LogFollower, a_long_line_of_a_terminal_has_a_time_for_each_piece)
{
    LogFollower follower;
    follower.begin_connection();
    const std::string log = at(1) + " " + std::string(16384, 'a') + at(1) + " bb\n" + at(2) + " c\n";
    std::vector<Frame> out;
    ASSERT_TRUE(follower.put_raw(log, out));
    EXPECT_EQ(text_of(out), std::string(16384, 'a') + "bb\nc\n");
}

TEST(LogFollower, an_entry_older_than_the_last_is_given_out_when_it_comes)
{
    LogFollower follower;
    follower.begin_connection();
    std::vector<Frame> out;
    const std::string log = at(5) + " five\n" + at(4) + " four\n" + at(5) + " more\n";
    ASSERT_TRUE(follower.put_raw(log, out));
    EXPECT_EQ(text_of(out), "five\nfour\nmore\n");
    EXPECT_EQ(follower.since(), "1700000000.000000005");
}

TEST(LogFollower, what_has_no_time_is_no_log)
{
    LogFollower follower;
    follower.begin_connection();
    std::vector<Frame> out;
    EXPECT_FALSE(follower.put_raw("no timestamp at all, but long enough\n", out));
}

}  // namespace
}  // namespace devenv::detail::protocol
