// The one way of a request to the daemon and of its reply back. Retrying, logging and the pool are Exchanges
// stacked upon each other; a mock of the daemon is one more.
#pragma once

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

/// A request's body that is made while it is sent.
class BodySource
{
public:
    BodySource() = default;
    BodySource(const BodySource&) = delete;
    BodySource& operator=(const BodySource&) = delete;
    virtual ~BodySource() = default;

    /// Fills `into` from its start and returns how much; 0 = the end. What it throws becomes the operation's
    /// error; the request is then cut off, so that the daemon never takes a part for the whole.
    virtual asio::awaitable<std::size_t> read(std::span<char> into) = 0;
};

struct Request
{
    const Operation* operation = nullptr;
    std::string subject{};  ///< the container, image… it is about, for messages
    std::string target{};
    protocol::Headers headers{};
    std::string body{};
    std::shared_ptr<BodySource> source{};
    Deadlines deadlines{};
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
