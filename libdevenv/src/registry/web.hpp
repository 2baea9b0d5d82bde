// Plain HTTP requests to registries, token servers and content networks: one request, one reply.
#pragma once

#include "devenv/error.hpp"
#include "protocol/http_request.hpp"
#include "protocol/http_response.hpp"
#include "protocol/web_url.hpp"
#include "transport/pool.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::registry {

namespace asio = boost::asio;

struct WebDeadlines
{
    std::chrono::milliseconds connect{10'000};
    std::chrono::milliseconds head{30'000};   ///< from the request to the end of the reply's head
    std::chrono::milliseconds stall{30'000};  ///< no byte for so long
};

struct WebRequest
{
    protocol::WebUrl url{};
    protocol::Headers headers{};
    std::string form{};  ///< of a POST; empty = a GET
};

/// A reply whose head is there. The body is read piece by piece; one that isn't read to its end closes the
/// connection.
class WebReply
{
public:
    WebReply(
        std::shared_ptr<transport::Connection> connection,
        std::shared_ptr<transport::Pool> pool,
        std::string where
    );
    ~WebReply();
    WebReply(WebReply&&) noexcept = default;
    WebReply& operator=(WebReply&&) noexcept = default;
    WebReply(const WebReply&) = delete;
    WebReply& operator=(const WebReply&) = delete;

    const protocol::ResponseHead& head() const { return head_; }
    int status() const { return head_.status; }

    /// Puts the next bytes into `pieces`, valid until the next read; false = the end that the head promised.
    /// Errors: interrupted, timed_out (both may pass), protocol, cancelled.
    asio::awaitable<bool> read(std::vector<std::string_view>& pieces);
    /// All of the body, which must not be longer than `bound`. Errors: as read; protocol above the bound.
    asio::awaitable<std::string> text(std::size_t bound);

private:
    friend class Web;

    asio::awaitable<void> read_head();
    bool parse(std::vector<std::string_view>& pieces);
    [[noreturn]] void rethrow(const boost::system::error_code& ec);
    void finish();

    std::shared_ptr<transport::Connection> connection_{};
    std::shared_ptr<transport::Pool> pool_{};
    std::string where_{};
    protocol::ResponseHead head_{};
    bool is_finished_ = false;
};

/// Connections to any number of hosts, kept for the next request.
class Web
{
public:
    /// `certificates` is a folder in the manner of /etc/docker/certs.d.
    Web(WebDeadlines deadlines, std::string certificates)
        : deadlines_(deadlines), certificates_(std::move(certificates))
    {}

    /// Sends a request and returns the reply, whatever its status. Redirects are the caller's.
    /// Errors: unreachable, timed_out, interrupted (all may pass), protocol, unsupported, cancelled.
    asio::awaitable<WebReply> send(WebRequest request);

private:
    std::shared_ptr<transport::Pool> pool_of(const protocol::WebUrl& url);
    transport::Endpoint endpoint_of(const protocol::WebUrl& url) const;
    asio::awaitable<transport::Pool::Taken> connect(
        std::shared_ptr<transport::Pool> pool, std::string where, bool is_first
    );

    WebDeadlines deadlines_;
    std::string certificates_;
    std::map<std::string, std::shared_ptr<transport::Pool>> pools_{};
};

}  // namespace devenv::detail::registry
