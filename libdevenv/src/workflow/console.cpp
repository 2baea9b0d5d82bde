#include "devenv/console.hpp"

#include "base/descriptor.hpp"
#include "devenv/error.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <system_error>
#include <vector>

namespace devenv::inline v1 {

namespace asio = boost::asio;

namespace {

// O_NONBLOCK belongs to the open file, which the shell and others share: pipes and terminals are opened anew.
// What can't be opened anew (a socket, a file, whose position is shared) is used as it is, and asked by poll
// first.
class Descriptor
{
public:
    Descriptor(const asio::any_io_executor& executor, int shared, int direction) : stream_(executor)
    {
        struct stat seen = {};
        const bool is_known = ::fstat(shared, &seen) == 0;
        const bool can_reopen =
            is_known && (S_ISFIFO(seen.st_mode) || (S_ISCHR(seen.st_mode) && ::isatty(shared) == 1));
        int own = -1;
        if (can_reopen)
            own = ::open(
                fmt::format("/proc/self/fd/{}", shared).c_str(), direction | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
            );
        is_nonblocking_ = own >= 0;
        if (own < 0)
            own = ::fcntl(shared, F_DUPFD_CLOEXEC, 0);
        if (own < 0)
            throw Error(
                ErrorKind::local,
                fmt::format("a standard stream can't be used: {}", std::generic_category().message(errno))
            );
        can_wait_ = is_known && !S_ISREG(seen.st_mode) && !(S_ISCHR(seen.st_mode) && ::isatty(shared) != 1);
        if (can_wait_)
            stream_.assign(own);
        number_ = own;
    }

    ~Descriptor()
    {
        if (!can_wait_)
            ::close(number_);
    }

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }

    // Files and devices like /dev/null are always ready; what doesn't block is tried first.
    bool is_ready(short event) const
    {
        if (!can_wait_ || is_nonblocking_)
            return true;
        pollfd question{.fd = number_, .events = event, .revents = 0};
        return ::poll(&question, 1, 0) != 0;
    }

    asio::awaitable<void> wait(asio::posix::stream_descriptor::wait_type event)
    {
        co_await stream_.async_wait(event, asio::use_awaitable);
    }

private:
    asio::posix::stream_descriptor stream_;
    int number_ = -1;
    bool can_wait_ = false;
    bool is_nonblocking_ = false;
};

class DescriptorOutput final : public OutputSink
{
public:
    DescriptorOutput(const asio::any_io_executor& executor, int out, int err)
        : out_(executor, out, O_WRONLY), err_(executor, err, O_WRONLY)
    {}

    asio::awaitable<State> write(std::span<const Frame> frames) override
    {
        while (!frames.empty()) {
            const Channel channel = frames.front().channel;
            pieces_.clear();
            while (!frames.empty() && frames.front().channel == channel && pieces_.size() < IOV_MAX) {
                pieces_.push_back(
                    {const_cast<char*>(frames.front().bytes.data()), frames.front().bytes.size()}
                );
                frames = frames.subspan(1);
            }
            Descriptor& to = channel == Channel::err ? err_ : out_;
            const State state = co_await write_pieces(to);
            if (state == State::closed)
                co_return state;
        }
        co_return State::open;
    }

private:
    asio::awaitable<State> write_pieces(Descriptor& to)
    {
        std::span<iovec> left(pieces_);
        while (!left.empty()) {
            if (!to.is_ready(POLLOUT))
                co_await to.wait(asio::posix::stream_descriptor::wait_write);
            const ssize_t written = ::writev(to.number(), left.data(), static_cast<int>(left.size()));
            if (written < 0) {
                if (errno == EINTR)
                    continue;
                if (errno == EAGAIN) {
                    co_await to.wait(asio::posix::stream_descriptor::wait_write);
                    continue;
                }
                if (errno == EPIPE)
                    co_return State::closed;
                throw Error(
                    ErrorKind::local,
                    fmt::format("the output can't be written: {}", std::generic_category().message(errno))
                );
            }
            left = advance(left, static_cast<std::size_t>(written));
        }
        co_return State::open;
    }

    static std::span<iovec> advance(std::span<iovec> left, std::size_t written)
    {
        while (!left.empty() && written >= left.front().iov_len) {
            written -= left.front().iov_len;
            left = left.subspan(1);
        }
        if (!left.empty()) {
            left.front().iov_base = static_cast<char*>(left.front().iov_base) + written;
            left.front().iov_len -= written;
        }
        return left;
    }

    Descriptor out_;
    Descriptor err_;
    std::vector<iovec> pieces_{};
};

struct Reading
{
    std::size_t count = 0;  ///< 0 without an error = the end
    int error = 0;
};

asio::awaitable<Reading> read_some(Descriptor& in, std::span<char> into)
{
    while (true) {
        if (!in.is_ready(POLLIN))
            co_await in.wait(asio::posix::stream_descriptor::wait_read);
        const ssize_t got = ::read(in.number(), into.data(), into.size());
        const int error = got < 0 ? errno : 0;
        if (error == EAGAIN)
            co_await in.wait(asio::posix::stream_descriptor::wait_read);
        else if (error != EINTR)
            co_return Reading{.count = static_cast<std::size_t>(std::max<ssize_t>(got, 0)), .error = error};
    }
}

class DescriptorInput final : public InputSource
{
public:
    DescriptorInput(const asio::any_io_executor& executor, int descriptor)
        : in_(executor, descriptor, O_RDONLY)
    {}

    asio::awaitable<std::size_t> read(std::span<char> into) override
    {
        // An error (a terminal that went away, a directory) is as good as the end.
        const Reading reading = co_await read_some(in_, into);
        co_return reading.count;
    }

private:
    Descriptor in_;
};

// A part of a body must not pass for the whole of it: here an error is one.
class DescriptorSource final : public ByteSource
{
public:
    DescriptorSource(const asio::any_io_executor& executor, int descriptor, std::string name)
        : in_(executor, descriptor, O_RDONLY), name_(std::move(name))
    {}

    asio::awaitable<std::size_t> read(std::span<char> into) override
    {
        const Reading reading = co_await read_some(in_, into);
        if (reading.error != 0)
            throw Error(
                ErrorKind::local,
                fmt::format("{} can't be read: {}", name_, std::generic_category().message(reading.error))
            );
        co_return reading.count;
    }

private:
    Descriptor in_;
    std::string name_;
};

}  // namespace

std::shared_ptr<OutputSink> descriptor_output(
    const asio::any_io_executor& executor, int out_descriptor, int err_descriptor
)
{
    return std::make_shared<DescriptorOutput>(executor, out_descriptor, err_descriptor);
}

std::shared_ptr<InputSource> descriptor_input(const asio::any_io_executor& executor, int descriptor)
{
    return std::make_shared<DescriptorInput>(executor, descriptor);
}

std::shared_ptr<ByteSource> descriptor_source(
    const asio::any_io_executor& executor, int descriptor, std::string name
)
{
    return std::make_shared<DescriptorSource>(executor, descriptor, std::move(name));
}

std::shared_ptr<ByteSource> file_source(const asio::any_io_executor& executor, const std::string& path)
{
    const detail::base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        throw Error(
            ErrorKind::config,
            fmt::format("{} can't be opened: {}", path, std::generic_category().message(errno))
        );
    return descriptor_source(executor, file.number(), path);
}

}  // namespace devenv::inline v1
