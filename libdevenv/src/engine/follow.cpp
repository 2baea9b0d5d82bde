#include "devenv/follow.hpp"

#include "devenv/client.hpp"
#include "engine/core.hpp"
#include "engine/streams.hpp"
#include "protocol/frames.hpp"
#include "protocol/log_follower.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace devenv::inline v1 {

namespace asio = boost::asio;
namespace engine = detail::engine;
namespace protocol = detail::protocol;

struct FollowedLogs::Impl
{
    using Clock = std::chrono::steady_clock;

    static constexpr std::chrono::milliseconds first_pause{10};  // doubled each time

    Impl(Client of, FollowLogs wanted) : client(std::move(of)), spec(std::move(wanted)) {}

    Client client;
    FollowLogs spec;
    protocol::LogFollower follower{};
    protocol::FrameDemultiplexer demultiplexer{};
    std::optional<engine::RawLogs> logs{};
    std::vector<std::string_view> pieces{};
    std::vector<Frame> parts{};
    std::vector<Frame> frames{};
    std::size_t next = 0;
    bool is_over = false;
    int resumptions = 0;
    bool has_begun = false;
    std::optional<Clock::time_point> away_since{};
    std::chrono::milliseconds pause = first_pause;

    asio::awaitable<void> open();
    asio::awaitable<bool> fill();
    asio::awaitable<bool> still_runs();
    asio::awaitable<void> wait_or_throw(const Error& why);
    void take(std::string_view piece);
    [[noreturn]] void fail(ErrorKind kind, std::string message) const;
};

void FollowedLogs::Impl::fail(ErrorKind kind, std::string message) const
{
    throw Error(Error::Details{
        .kind = kind, .operation = "FollowLogs " + spec.container, .message = std::move(message)});
}

asio::awaitable<void> FollowedLogs::Impl::open()
{
    Logs op{
        .container = spec.container,
        .out = spec.out,
        .err = spec.err,
        .follow = true,
        .timestamps = true,
        .since = spec.since,
        .tail = spec.tail,
        .tty = spec.tty};
    if (std::string since = follower.since(); !since.empty()) {
        op.since = std::move(since);
        op.tail.clear();
    }
    demultiplexer = {};
    follower.begin_connection();
    logs = co_await engine::open_raw_logs(client.core(), std::move(op));
    resumptions += has_begun ? 1 : 0;
    has_begun = true;
}

void FollowedLogs::Impl::take(std::string_view piece)
{
    bool is_log = true;
    if (logs->framing == engine::Framing::raw) {
        is_log = follower.put_raw(piece, frames);
    } else {
        parts.clear();
        bool begins = !demultiplexer.is_in_payload();
        const protocol::FrameFault fault = demultiplexer.put(piece, parts);
        for (const Frame& part : parts)
            is_log = is_log && follower.put(part, std::exchange(begins, true), frames);
        if (fault == protocol::FrameFault::daemon_failed)
            fail(ErrorKind::server, demultiplexer.daemon_error());
        if (fault != protocol::FrameFault::none)
            fail(ErrorKind::protocol, "the log isn't a multiplexed stream; does the container have a TTY?");
    }
    if (!is_log)
        fail(ErrorKind::protocol, "an entry of the log has no timestamp");
}

// One read; false = the stream has ended as it should.
asio::awaitable<bool> FollowedLogs::Impl::fill()
{
    frames.clear();
    next = 0;
    const bool more = co_await logs->reply.body->read(pieces);
    for (const std::string_view piece : pieces)
        take(piece);
    if (!frames.empty()) {
        away_since.reset();
        pause = first_pause;
    }
    if (!more && logs->framing == engine::Framing::multiplexed &&
        demultiplexer.put_eof() == protocol::FrameFault::cut)
        fail(ErrorKind::interrupted, "the log broke off in the middle of a frame");
    co_return more;
}

// A daemon that goes down ends its answers properly, while the container may live on.
asio::awaitable<bool> FollowedLogs::Impl::still_runs()
{
    const InspectContainer look{.container = spec.container};
    try {
        const ContainerInspect seen = co_await client.send(look);
        co_return seen.state.running;
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::not_found)
            throw;
    }
    co_return false;
}

asio::awaitable<void> FollowedLogs::Impl::wait_or_throw(const Error& why)
{
    const bool may_pass = why.kind() == ErrorKind::interrupted || why.kind() == ErrorKind::unreachable ||
                          why.kind() == ErrorKind::timed_out || why.http_status() == 503;
    const Clock::time_point now = Clock::now();
    if (!away_since)
        away_since = now;
    if (!may_pass || !has_begun || now - *away_since >= spec.patience)
        throw why;
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, std::min(pause, spec.patience));
    pause = std::min(pause * 2, std::chrono::milliseconds(2000));
    co_await timer.async_wait(asio::use_awaitable);
}

FollowedLogs::FollowedLogs(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FollowedLogs::FollowedLogs(FollowedLogs&&) noexcept = default;
FollowedLogs& FollowedLogs::operator=(FollowedLogs&&) noexcept = default;
FollowedLogs::~FollowedLogs() = default;

int FollowedLogs::resumptions() const
{
    return impl_->resumptions;
}

asio::awaitable<std::optional<Frame>> FollowedLogs::next()
{
    Impl& self = *impl_;
    while (self.next == self.frames.size()) {
        if (self.is_over)
            co_return std::nullopt;
        std::optional<Error> failure;
        try {
            if (!self.logs)
                co_await self.open();
            const bool more = co_await self.fill();
            if (!more) {
                self.logs.reset();
                const bool runs = co_await self.still_runs();
                self.is_over = !runs;
                if (runs)
                    failure.emplace(ErrorKind::interrupted, "the log ended, but the container goes on");
            }
        } catch (const Error& e) {
            self.logs.reset();
            failure.emplace(e);
        }
        if (failure && self.frames.size() == self.next)
            co_await self.wait_or_throw(*failure);
    }
    co_return self.frames[self.next++];
}

FollowedLogs Client::follow(const FollowLogs& op)
{
    return FollowedLogs(std::make_unique<FollowedLogs::Impl>(*this, op));
}

}  // namespace devenv::inline v1
