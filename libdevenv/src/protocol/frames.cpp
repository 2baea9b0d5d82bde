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

// What lies in the bytes of the payload under way. One of no bytes is complete with its header.
FrameFault FrameDemultiplexer::read_payload(std::string_view& bytes, std::vector<Frame>& frames)
{
    const std::string_view payload = bytes.substr(0, left_);
    bytes.remove_prefix(payload.size());
    left_ -= static_cast<std::uint32_t>(payload.size());
    if (header_[0] == system_error_channel) {
        daemon_error_.append(payload.substr(0, max_daemon_error - daemon_error_.size()));
        return left_ == 0 ? FrameFault::daemon_failed : FrameFault::none;
    }
    if (!payload.empty())
        frames.push_back({.channel = header_[0] == 2 ? Channel::err : Channel::out, .bytes = payload});
    has_payload_ = left_ > 0 && (has_payload_ || !payload.empty());
    if (left_ == 0)
        header_filled_ = 0;
    return FrameFault::none;
}

FrameFault FrameDemultiplexer::put(std::string_view bytes, std::vector<Frame>& frames)
{
    while (!bytes.empty() && fault_ == FrameFault::none) {
        if (header_filled_ < header_size)
            fault_ = read_header(bytes);
        if (header_filled_ == header_size && fault_ == FrameFault::none)
            fault_ = read_payload(bytes, frames);
    }
    return fault_;
}

FrameFault FrameDemultiplexer::put_eof()
{
    if (fault_ != FrameFault::none || header_filled_ == 0)
        return fault_;
    const bool has_said_why = header_[0] == system_error_channel && !daemon_error_.empty();
    fault_ = has_said_why ? FrameFault::daemon_failed : FrameFault::cut;
    return fault_;
}

}  // namespace devenv::detail::protocol
