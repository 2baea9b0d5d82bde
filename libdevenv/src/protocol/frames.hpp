// The multiplexed stream of attach, logs and exec: an 8-byte header before each piece of output.
#pragma once

#include "devenv/frame.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

enum class FrameFault
{
    none,
    bad_channel,  ///< first byte of a header above 3: usually a TTY's raw stream taken for a multiplexed one
    daemon_failed,  ///< a frame of type 3: the daemon's own error, see `daemon_error`
    cut,            ///< the stream ended inside a header or a payload
};

/// Takes the stream apart without copying or buffering: what comes out are views of the bytes given. A frame
/// larger than the bytes at hand comes out in parts as they arrive.
class FrameDemultiplexer
{
public:
    /// Appends to `frames` what lies in `bytes`, which is used wholly. After a fault nothing more is taken.
    FrameFault put(std::string_view bytes, std::vector<Frame>& frames);

    /// The stream has ended: between two frames is clean, anywhere else is `cut`. An error of the daemon that
    /// was under way is reported with what arrived of it.
    FrameFault put_eof();

    /// Whether bytes of the frame under way came out already: the first frame of the next `put` goes on with
    /// it, each other one is a new one.
    bool is_in_payload() const { return has_payload_; }

    const std::string& daemon_error() const { return daemon_error_; }

private:
    static constexpr std::size_t header_size = 8;
    static constexpr std::size_t max_daemon_error = 65536;

    FrameFault read_header(std::string_view& bytes);
    FrameFault read_payload(std::string_view& bytes, std::vector<Frame>& frames);

    std::array<unsigned char, header_size> header_{};
    std::size_t header_filled_ = 0;
    std::uint32_t left_ = 0;  // of the payload under way
    bool has_payload_ = false;
    std::string daemon_error_{};
    FrameFault fault_ = FrameFault::none;  // the first one stays
};

}  // namespace devenv::detail::protocol
