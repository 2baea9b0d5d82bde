#include "protocol/web_socket.hpp"

#include <algorithm>

namespace devenv::detail::protocol {

namespace {

constexpr unsigned final_binary = 0x82;
constexpr unsigned opcode_bits = 0x0F;
constexpr unsigned mask_bit = 0x80;
constexpr unsigned length_bits = 0x7F;
constexpr unsigned length_of_2_bytes = 126;
constexpr unsigned length_of_8_bytes = 127;

enum Opcode : unsigned
{
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10,
};

}  // namespace

std::size_t WebSocketReader::header_size() const
{
    constexpr std::size_t least = 2;
    if (header_filled_ < least)
        return least;
    const unsigned length = header_[1] & length_bits;
    return length == length_of_8_bytes ? least + 8 : length == length_of_2_bytes ? least + 2 : least;
}

WebSocketFault WebSocketReader::read_header(std::string_view& bytes)
{
    while (!bytes.empty() && header_filled_ < header_size()) {
        header_.at(header_filled_++) = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
    }
    if (header_filled_ < header_size())
        return WebSocketFault::none;
    const unsigned opcode = header_[0] & opcode_bits;
    const bool is_known = opcode <= binary || (opcode >= close && opcode <= pong);
    if (!is_known || (header_[1] & mask_bit) != 0)
        return WebSocketFault::malformed;
    left_ = header_[1] & length_bits;
    if (header_size() > 2) {
        left_ = 0;
        for (std::size_t i = 2; i < header_size(); ++i)
            left_ = left_ << 8U | header_.at(i);
    }
    is_output_ = opcode <= binary;
    is_closed_ = opcode == close;
    header_filled_ = 0;
    return WebSocketFault::none;
}

WebSocketFault WebSocketReader::put(std::string_view bytes, std::vector<Frame>& frames)
{
    while (!bytes.empty() && !is_closed_ && fault_ == WebSocketFault::none) {
        if (left_ == 0) {
            fault_ = read_header(bytes);
            continue;
        }
        const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
        if (is_output_)
            frames.push_back({.channel = Channel::out, .bytes = bytes.substr(0, size)});
        bytes.remove_prefix(size);
        left_ -= size;
    }
    return fault_;
}

WebSocketFault WebSocketReader::put_eof() const
{
    if (fault_ != WebSocketFault::none || is_closed_)
        return fault_;
    return header_filled_ == 0 && left_ == 0 ? WebSocketFault::none : WebSocketFault::cut;
}

void append_web_socket_frame(std::string& into, std::string_view payload, std::array<unsigned char, 4> key)
{
    const auto append = [&into](std::uint64_t byte) { into.push_back(static_cast<char>(byte & 0xFFU)); };
    append(final_binary);
    const std::uint64_t size = payload.size();
    int length_bytes = 0;
    if (size < length_of_2_bytes) {
        append(mask_bit | size);
    } else {
        length_bytes = size <= 0xFFFFU ? 2 : 8;
        append(mask_bit | (length_bytes == 2 ? length_of_2_bytes : length_of_8_bytes));
    }
    for (int i = length_bytes - 1; i >= 0; --i)
        append(size >> static_cast<unsigned>(8 * i));
    for (const unsigned char byte : key)
        append(byte);
    for (std::size_t i = 0; i < payload.size(); ++i)
        append(static_cast<unsigned char>(payload[i]) ^ key.at(i % key.size()));
}

}  // namespace devenv::detail::protocol
