// WebSocket frames (RFC 6455), as far as an attach needs them: the daemon's come unmasked, ours go masked.
#pragma once

#include "devenv/frame.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

enum class WebSocketFault
{
    none,
    malformed,  ///< a masked frame, or an opcode that isn't known
    cut,        ///< the stream ended inside a frame
};

/// Takes the daemon's frames apart without copying: what comes out are views of the bytes given. Pings and
/// pongs are passed over. After the frame that closes the stream nothing more is taken.
class WebSocketReader
{
public:
    /// Appends to `frames` what lies in `bytes`, all of it output of channel `out`.
    WebSocketFault put(std::string_view bytes, std::vector<Frame>& frames);
    WebSocketFault put_eof() const;

    bool is_closed() const { return is_closed_; }

private:
    static constexpr std::size_t longest_header = 10;

    std::size_t header_size() const;
    WebSocketFault read_header(std::string_view& bytes);

    std::array<unsigned char, longest_header> header_{};
    std::size_t header_filled_ = 0;
    std::uint64_t left_ = 0;  // of the payload under way
    bool is_output_ = false;
    bool is_closed_ = false;
    WebSocketFault fault_ = WebSocketFault::none;
};

/// Appends one binary frame, masked with `key`.
void append_web_socket_frame(std::string& into, std::string_view payload, std::array<unsigned char, 4> key);

}  // namespace devenv::detail::protocol
