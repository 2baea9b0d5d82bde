#include "protocol/web_socket.hpp"

#include <gtest/gtest.h>

namespace devenv::detail::protocol {

namespace {

std::string bytes_of(std::initializer_list<int> list)
{
    std::string text;
    for (const int byte : list)
        text.push_back(static_cast<char>(byte));
    return text;
}

struct Taken
{
    std::string text{};
    WebSocketFault fault{};
    WebSocketFault at_end{};
    bool is_closed = false;
};

Taken take(std::string_view stream, std::size_t step)
{
    WebSocketReader reader;
    Taken taken;
    for (std::size_t at = 0; at < stream.size(); at += step) {
        std::vector<Frame> frames;
        taken.fault = reader.put(stream.substr(at, step), frames);
        for (const Frame& frame : frames)
            taken.text += frame.bytes;
    }
    taken.at_end = reader.put_eof();
    taken.is_closed = reader.is_closed();
    return taken;
}

class WebSocket : public ::testing::TestWithParam<std::size_t>
{};

TEST_P(WebSocket, frames_of_all_lengths_come_out)
{
    const std::string middle(300, 'm');
    const std::string large(70000, 'l');
    std::string stream = bytes_of({0x82, 3}) + "abc" + bytes_of({0x89, 1}) + "!" +
                         bytes_of({0x01, 0, 0x80, 126, 300 >> 8, 300 & 0xFF}) + middle +
                         bytes_of({0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70}) + large;
    const Taken taken = take(stream, GetParam());
    EXPECT_EQ(taken.text, "abc" + middle + large);
    EXPECT_EQ(taken.at_end, WebSocketFault::none);
    EXPECT_FALSE(taken.is_closed);
}

TEST_P(WebSocket, a_close_ends_it)
{
    const Taken taken = take(bytes_of({0x82, 1}) + "a" + bytes_of({0x88, 0, 0x82, 1}) + "b", GetParam());
    EXPECT_EQ(taken.text, "a");
    EXPECT_TRUE(taken.is_closed);
    EXPECT_EQ(taken.at_end, WebSocketFault::none);
}

TEST_P(WebSocket, a_masked_frame_and_an_unknown_one_are_faults)
{
    EXPECT_EQ(take(bytes_of({0x82, 0x81, 1, 2, 3, 4, 5}), GetParam()).fault, WebSocketFault::malformed);
    EXPECT_EQ(take(bytes_of({0x83, 1, 1}), GetParam()).fault, WebSocketFault::malformed);
}

INSTANTIATE_TEST_SUITE_P(Steps, WebSocket, ::testing::Values(1, 2, 7, 1000000));

TEST(WebSocketCut, is_a_fault_inside_a_frame_only)
{
    const std::string stream = bytes_of({0x82, 2}) + "ab";
    for (std::size_t size = 1; size < stream.size(); ++size)
        EXPECT_EQ(take(stream.substr(0, size), 1).at_end, WebSocketFault::cut) << size;
    EXPECT_EQ(take(stream, 1).at_end, WebSocketFault::none);
}

TEST(WebSocketFrame, is_masked)
{
    std::string frame;
    append_web_socket_frame(frame, "Hello", {0x37, 0xfa, 0x21, 0x3d});
    EXPECT_EQ(frame, bytes_of({0x82, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58}));
    frame.clear();
    append_web_socket_frame(frame, std::string(126, 'a'), {});
    EXPECT_EQ(frame.substr(0, 8), bytes_of({0x82, 0xFE, 0, 126, 0, 0, 0, 0}));
    frame.clear();
    append_web_socket_frame(frame, std::string(65536, 'a'), {});
    EXPECT_EQ(frame.substr(0, 10), bytes_of({0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0}));
}

}  // namespace

}  // namespace devenv::detail::protocol
