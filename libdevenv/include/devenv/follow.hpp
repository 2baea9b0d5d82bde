#pragma once

#include <devenv/export.hpp>
#include <devenv/frame.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace devenv::inline v1 {

/// A container's log to its end, whatever happens to the connection meanwhile.
struct FollowLogs
{
    std::string container{};
    bool out = true;
    bool err = true;
    std::string since{};        ///< Unix seconds with optional fraction, inclusive
    std::string tail{};         ///< number of lines to begin with; all if empty
    std::optional<bool> tty{};  ///< whether the container has one; asked if absent and not told by the answer
    std::chrono::milliseconds patience{30'000};  ///< how long the daemon may be away each time
};

/// The output of a container as it is logged, each byte once: after a lost connection the log is read again
/// from the last line's time, and what came already is left out. What the daemon has rotated away meanwhile
/// is missing, without a sign.
///
/// Errors: not_found (at the beginning), interrupted or unreachable once the daemon was away for longer than
/// `patience`, else as LogStream. Memory: constant. Cancellation: terminal. Threads: as its Client.
class DEVENV_API FollowedLogs
{
public:
    struct Impl;

    explicit FollowedLogs(std::unique_ptr<Impl> impl);
    FollowedLogs(FollowedLogs&&) noexcept;
    FollowedLogs& operator=(FollowedLogs&&) noexcept;
    FollowedLogs(const FollowedLogs&) = delete;
    FollowedLogs& operator=(const FollowedLogs&) = delete;
    ~FollowedLogs();

    /// The next piece of output, valid until the next call; nullopt once the container has ended.
    boost::asio::awaitable<std::optional<Frame>> next();

    /// How often it went on after a lost connection.
    int resumptions() const;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace devenv::inline v1
