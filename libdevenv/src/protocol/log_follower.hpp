// Which bytes of a log that is read again after a cut are new. No clock, no sockets.
#pragma once

#include "devenv/frame.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

/// Takes the entries of a log with timestamps and gives out their text without them, each byte once over any
/// number of connections. It remembers the time of the last entry, how many entries of that time there were,
/// and how much of the last one has come.
class LogFollower
{
public:
    /// A new connection, asked for all from `since` on.
    void begin_connection();

    /// The time to ask for, "1700000000.000000001"; empty = nothing has come yet.
    std::string since() const;

    /// A part of a multiplexed stream's frame; each frame is one entry, or one of its pieces of 16 KiB.
    /// False: it doesn't begin with a timestamp. What is put `out` are views of `part`.
    bool put(Frame part, bool begins_frame, std::vector<Frame>& out);

    /// Bytes of a terminal's log: entries end with their line, or after 16 KiB.
    bool put_raw(std::string_view bytes, std::vector<Frame>& out);

private:
    bool begin_entry();
    bool take_time(std::string_view& bytes);
    void take_text(Frame text, std::vector<Frame>& out);

    std::string last_{};         // the time of the newest entry, as the daemon writes it: 30 characters
    std::size_t before_ = 0;     // entries of that time in front of the newest
    std::size_t delivered_ = 0;  // bytes of the newest

    std::size_t to_match_ = 0;  // entries of `last_` that come once more
    bool is_replayed_ = false;  // the log hasn't reached `last_` yet on this connection

    std::string time_{};  // of the entry under way, as far as it has come
    bool in_time_ = true;
    bool is_skipped_ = false;
    bool is_late_ = false;    // older than one before it: given out, but no place to go on from
    std::size_t skip_ = 0;    // bytes of the entry under way that came before the cut
    std::size_t length_ = 0;  // of the entry under way so far
};

}  // namespace devenv::detail::protocol
