#include "protocol/frames.hpp"

#include <algorithm>
#include <cstring>

namespace devenv::detail::protocol {

namespace {

constexpr unsigned char system_error_channel = 3;

}  // namespace

FrameFault FrameDemultiplexer::read_header(std::string_view& bytes)
{
    const std::size_t taken = std::min(header_size - header_filled_, bytes.size());
    std::memcpy(header_.data() + header_filled_, bytes.data(), taken);
    header_filled_ += taken;
    bytes.remove_prefix(taken);
    if (header_[0] > system_error_channel ||
        (header_filled_ > 3 && (header_[1] | header_[2] | header_[3]) != 0))
        return FrameFault::bad_channel;
    if (header_filled_ == header_size) {
        left_ = (static_cast<std::uint32_t>(header_[4]) << 24) |
                (static_cast<std::uint32_t>(header_[5]) << 16) |
                (static_cast<std::uint32_t>(header_[6]) << 8) | static_cast<std::uint32_t>(header_[7]);
    }
    return FrameFault::none;
}

FrameFault FrameDemultiplexer::put(std::string_view bytes, std::vector<Frame>& frames)
{
    while (!bytes.empty()) {
        if (header_filled_ < header_size) {
            if (const FrameFault fault = read_header(bytes); fault != FrameFault::none)
                return fault;
            if (header_filled_ < header_size)
                return FrameFault::none;
        }
        const std::string_view payload = bytes.substr(0, left_);
        bytes.remove_prefix(payload.size());
        left_ -= static_cast<std::uint32_t>(payload.size());
        if (header_[0] == system_error_channel) {
            daemon_error_.append(
                payload.substr(0, max_daemon_error - std::min(max_daemon_error, daemon_error_.size()))
            );
            if (left_ == 0)
                return FrameFault::daemon_failed;
            continue;
        }
        if (!payload.empty())
            frames.push_back({.channel = header_[0] == 2 ? Channel::err : Channel::out, .bytes = payload});
        if (left_ == 0)
            header_filled_ = 0;
    }
    // An empty frame that ends the bytes exactly is complete.
    if (header_filled_ == header_size && left_ == 0) {
        if (header_[0] == system_error_channel)
            return FrameFault::daemon_failed;
        header_filled_ = 0;
    }
    return FrameFault::none;
}

FrameFault FrameDemultiplexer::put_eof()
{
    if (header_filled_ == 0)
        return FrameFault::none;
    return header_[0] == system_error_channel && !daemon_error_.empty() ? FrameFault::daemon_failed
                                                                        : FrameFault::cut;
}

}  // namespace devenv::detail::protocol
