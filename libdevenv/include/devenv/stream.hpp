#pragma once

#include <devenv/export.hpp>
#include <devenv/frame.hpp>
#include <devenv/progress.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace devenv::inline v1 {

/// The output of a container as it comes: of its log, or of an attach.
///
/// It is pulled: while nobody asks for the next frame nothing is read, and once the buffers on the way are
/// full the container waits. It ends in one of two ways: nullopt (or an empty batch) is a clean end,
/// everything else throws. Errors: interrupted (the connection broke), server (the daemon's own failure, in
/// its words), protocol, timed_out. Cancellation: terminal; the stream can't be read on. Threads: as its
/// Client.
class DEVENV_API LogStream
{
public:
    struct Impl;

    explicit LogStream(std::unique_ptr<Impl> impl);
    LogStream(LogStream&&) noexcept;
    LogStream& operator=(LogStream&&) noexcept;
    LogStream(const LogStream&) = delete;
    LogStream& operator=(const LogStream&) = delete;
    ~LogStream();

    /// The next piece of output; its bytes are valid until the next call.
    boost::asio::awaitable<std::optional<Frame>> next();

    /// All pieces that have arrived, at least one; empty at the end. Valid until the next call. This is the
    /// fast way: one switch for a whole receive buffer, however small the frames are.
    boost::asio::awaitable<std::span<const Frame>> next_batch();

    /// Ends the stream from this side. A reader that waits ends with `cancelled`.
    void close() noexcept;

protected:
    std::unique_ptr<Impl> impl_;
};

/// The streams of a container, both ways.
class DEVENV_API AttachStream : public LogStream
{
public:
    using LogStream::LogStream;

    /// Sends input. It may be called while a reader waits in `next`.
    boost::asio::awaitable<void> write(std::string_view bytes);

    /// Ends the input; the output goes on. Only where there is no TTY: there it would end the attach as a
    /// whole.
    void close_input() noexcept;
};

/// Bytes as they come: an archive, an export.
class DEVENV_API ByteReader
{
public:
    struct Impl;

    explicit ByteReader(std::unique_ptr<Impl> impl);
    ByteReader(ByteReader&&) noexcept;
    ByteReader& operator=(ByteReader&&) noexcept;
    ByteReader(const ByteReader&) = delete;
    ByteReader& operator=(const ByteReader&) = delete;
    ~ByteReader();

    /// The next bytes, valid until the next call; empty = the end. Throws as LogStream.
    boost::asio::awaitable<std::string_view> next();

private:
    std::unique_ptr<Impl> impl_;
};

/// The lines of progress of a build, pull, push, load or import.
///
/// A failure that the daemon tells inside of a good answer is thrown as Error when its line is reached; a
/// stream that breaks off is one as well.
class DEVENV_API LineStream
{
public:
    struct Impl;

    explicit LineStream(std::unique_ptr<Impl> impl);
    LineStream(LineStream&&) noexcept;
    LineStream& operator=(LineStream&&) noexcept;
    LineStream(const LineStream&) = delete;
    LineStream& operator=(const LineStream&) = delete;
    ~LineStream();

    /// The next line, or nullopt at the end of the answer. Its texts are valid until the next call.
    boost::asio::awaitable<std::optional<ProgressLine>> next();

    /// Ends the stream from this side. A reader that waits ends with `cancelled`.
    void close() noexcept;

protected:
    std::unique_ptr<Impl> impl_;
};

/// Objects as they come: events, statistics. It is pulled, and it ends and fails as LogStream does.
template <class T>
class DEVENV_API ObjectStream : private LineStream
{
public:
    explicit ObjectStream(LineStream lines) : LineStream(std::move(lines)) {}

    /// The next object, or nullopt at the end of the answer.
    boost::asio::awaitable<std::optional<T>> next();

    using LineStream::close;
};

}  // namespace devenv::inline v1
