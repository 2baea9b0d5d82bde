#include "protocol/frames.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace devenv::detail::protocol {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

std::string header(unsigned char type, std::uint32_t size)
{
    std::string text(8, '\0');
    text[0] = static_cast<char>(type);
    for (std::size_t i = 0; i < 4; ++i)
        text[4 + i] = static_cast<char>(size >> (24 - 8 * i));
    return text;
}

std::string frame(unsigned char type, std::string_view payload)
{
    return header(type, static_cast<std::uint32_t>(payload.size())).append(payload);
}

using Output = std::vector<std::pair<Channel, std::string>>;

/// The output by channel change, however its pieces were cut.
void append(Output& output, const std::vector<Frame>& frames)
{
    for (const Frame& piece : frames) {
        if (output.empty() || output.back().first != piece.channel)
            output.emplace_back(piece.channel, "");
        output.back().second += piece.bytes;
    }
}

FrameFault read(FrameDemultiplexer& demultiplexer, std::string_view text, std::size_t step, Output& output)
{
    FrameFault fault = FrameFault::none;
    for (std::size_t at = 0; at < text.size() && fault == FrameFault::none; at += step) {
        std::vector<Frame> frames;
        fault = demultiplexer.put(text.substr(at, step), frames);
        append(output, frames);
    }
    return fault;
}

const std::string stream = frame(1, "out\n") + frame(2, "err") + frame(2, "") + frame(1, "") +
                           frame(0, "stdin") + frame(1, std::string("\0\1\2", 3)) + frame(2, "");

TEST(Frames, come_out_the_same_in_all_steps)
{
    for (std::size_t step = 1; step <= stream.size(); ++step) {
        FrameDemultiplexer demultiplexer;
        Output output;
        EXPECT_EQ(read(demultiplexer, stream, step, output), FrameFault::none);
        EXPECT_THAT(
            output,
            ElementsAre(
                Pair(Channel::out, "out\n"),
                Pair(Channel::err, "err"),
                Pair(Channel::out, std::string("stdin\0\1\2", 8))
            )
        ) << "in steps of "
          << step;
        EXPECT_EQ(demultiplexer.put_eof(), FrameFault::none);
    }
}

TEST(Frames, are_views_of_the_bytes_given)
{
    FrameDemultiplexer demultiplexer;
    std::vector<Frame> frames;
    EXPECT_EQ(demultiplexer.put(stream, frames), FrameFault::none);
    ASSERT_THAT(frames, SizeIs(4));  // none for the empty ones
    for (const Frame& piece : frames) {
        EXPECT_GE(piece.bytes.data(), stream.data());
        EXPECT_LE(piece.bytes.data() + piece.bytes.size(), stream.data() + stream.size());
    }
    EXPECT_EQ(frames[0].bytes.data(), stream.data() + 8);
}

TEST(Frames, of_any_length_pass_through)
{
    FrameDemultiplexer demultiplexer;
    std::vector<Frame> frames;
    EXPECT_EQ(demultiplexer.put(header(1, 0xFFFFFFFF), frames), FrameFault::none);
    const std::string piece(1 << 16, 'x');
    for (int i = 0; i < 100; ++i) {
        frames.clear();
        EXPECT_EQ(demultiplexer.put(piece, frames), FrameFault::none);
        ASSERT_THAT(frames, SizeIs(1));
        EXPECT_EQ(frames[0].bytes.data(), piece.data());
        EXPECT_EQ(frames[0].bytes.size(), piece.size());
    }
    EXPECT_EQ(demultiplexer.put_eof(), FrameFault::cut);
}

TEST(Frames, are_cut_anywhere_but_between_two)
{
    const std::string two = frame(1, "one") + frame(2, "two");
    for (std::size_t size = 0; size <= two.size(); ++size) {
        FrameDemultiplexer demultiplexer;
        Output output;
        EXPECT_EQ(read(demultiplexer, two.substr(0, size), two.size(), output), FrameFault::none);
        const bool is_between = size == 0 || size == 11 || size == 22;
        EXPECT_EQ(demultiplexer.put_eof(), is_between ? FrameFault::none : FrameFault::cut)
            << size << " bytes";
    }
}

TEST(Frames, of_type_3_are_the_daemons_failure)
{
    const std::string text =
        frame(1, "before") + frame(3, "error from daemon: no space left") + frame(1, "after");
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, text.size()}) {
        FrameDemultiplexer demultiplexer;
        Output output;
        EXPECT_EQ(read(demultiplexer, text, step, output), FrameFault::daemon_failed);
        EXPECT_THAT(output, ElementsAre(Pair(Channel::out, "before")));
        EXPECT_EQ(demultiplexer.daemon_error(), "error from daemon: no space left");
        EXPECT_EQ(demultiplexer.put_eof(), FrameFault::daemon_failed);
    }
    FrameDemultiplexer empty;
    Output output;
    EXPECT_EQ(read(empty, header(3, 0), 8, output), FrameFault::daemon_failed);
}

TEST(Frames, of_type_3_are_told_as_far_as_they_came)
{
    FrameDemultiplexer cut;
    Output output;
    EXPECT_EQ(read(cut, header(3, 100) + "no space", 200, output), FrameFault::none);
    EXPECT_EQ(cut.put_eof(), FrameFault::daemon_failed);
    EXPECT_EQ(cut.daemon_error(), "no space");

    FrameDemultiplexer endless;
    EXPECT_EQ(read(endless, header(3, 0xFFFFFFFF), 8, output), FrameFault::none);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(read(endless, std::string(5000, 'x'), 5000, output), FrameFault::none);
    EXPECT_THAT(endless.daemon_error(), SizeIs(65536));
}

TEST(Frames, that_are_none_are_a_fault_at_once)
{
    for (const std::string& text :
         {std::string("root@web:/# "), header(4, 1), std::string("\1\0\1\0", 4), std::string("\xff")}) {
        for (const std::size_t step : {std::size_t{1}, text.size()}) {
            FrameDemultiplexer demultiplexer;
            Output output;
            EXPECT_EQ(read(demultiplexer, text, step, output), FrameFault::bad_channel);
            EXPECT_THAT(output, IsEmpty());
        }
    }
}

TEST(Frames, end_with_the_first_fault)
{
    FrameDemultiplexer demultiplexer;
    std::vector<Frame> frames;
    EXPECT_EQ(demultiplexer.put(header(9, 3), frames), FrameFault::bad_channel);
    EXPECT_EQ(demultiplexer.put(frame(1, "abc"), frames), FrameFault::bad_channel);
    EXPECT_EQ(demultiplexer.put_eof(), FrameFault::bad_channel);
    EXPECT_THAT(frames, IsEmpty());
}

}
}
