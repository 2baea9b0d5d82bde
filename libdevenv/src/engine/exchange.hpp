// The one way of a request to the daemon and of its reply back. Retrying, logging and the pool are Exchanges
// stacked upon each other; a mock of the daemon is one more.
#pragma once

#include "devenv/byte_source.hpp"
#include "devenv/deadline.hpp"
#include "engine/operation.hpp"
#include "protocol/http_response.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::engine {

namespace asio = boost::asio;

/// How long nothing may move where the caller says nothing else and silence isn't normal.
inline constexpr std::chrono::minutes default_stall{5};

struct Request
{
    const Operation* operation = nullptr;
    std::string subject{};  ///< the container, image… it is about, for messages
    std::string target{};
    protocol::Headers headers{};
    std::string body{};
    std::shared_ptr<ByteSource> source{};
    Deadlines deadlines{};
    /// When `deadlines.total` is over, counted from the call and not from each try.
    std::chrono::steady_clock::time_point total_due = std::chrono::steady_clock::time_point::max();
    std::chrono::milliseconds extra_head_time{0};

    std::string label() const;  ///< "StopContainer web"
};

/// The bytes that follow a reply's head.
class ReplyBody
{
public:
    ReplyBody() = default;
    ReplyBody(const ReplyBody&) = delete;
    ReplyBody& operator=(const ReplyBody&) = delete;
    virtual ~ReplyBody() = default;

    /// Puts the next bytes into `pieces`, as views that are valid until the next read; false = the end, as
    /// promised by the head. Throws Error.
    virtual asio::awaitable<bool> read(std::vector<std::string_view>& pieces) = 0;

    /// After a hijack.
    virtual asio::awaitable<void> write(std::string_view bytes) = 0;
    virtual void shutdown_send() noexcept = 0;

    /// Gives up: whatever is under way ends, the connection isn't used again.
    virtual void close() noexcept = 0;
};

struct Reply
{
    protocol::ResponseHead head{};
    std::unique_ptr<ReplyBody> body{};

    /// Reads all of the body. Throws Error{protocol} above `bound` bytes.
    asio::awaitable<std::string> text(std::size_t bound);
};

class Exchange
{
public:
    Exchange() = default;
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    virtual ~Exchange() = default;

    /// Sends one request and returns once the head of a good reply is there (2xx, 304, and for hijacks 101).
    /// Throws Error for everything else, with the daemon's own words. `request` must outlive the call.
    virtual asio::awaitable<Reply> send(const Request& request) = 0;
};

}  // namespace devenv::detail::engine
