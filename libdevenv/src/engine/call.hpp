// One request and its reply on one connection.
#pragma once

#include "engine/exchange.hpp"
#include "engine/failure.hpp"
#include "engine/upload.hpp"
#include "transport/pool.hpp"

#include <memory>

namespace devenv::detail::engine {

/// Owns its connection from the request on and gives it back to the pool only after a clean end. Every
/// failure comes out as Error.
class Call final : public ReplyBody
{
public:
    Call(Request request, std::shared_ptr<transport::Pool> pool);
    ~Call() override;

    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    /// Takes a connection, sends the request and reads the head. With `connection` dead from the start and
    /// nothing of an answer there, `was_stale` is true and the call may be made anew.
    asio::awaitable<void> open(transport::Pool::Taken taken);

    bool was_stale() const { return was_stale_; }
    const protocol::ResponseHead& head() const { return connection_->response().head(); }

    /// Throws unless the status is one of success; the daemon's words are in the body.
    asio::awaitable<void> check_status();

    asio::awaitable<bool> read(std::vector<std::string_view>& pieces) override;
    asio::awaitable<void> write(std::string_view bytes) override;
    void shutdown_send() noexcept override;
    void close() noexcept override;

private:
    asio::awaitable<void> send_request();
    asio::awaitable<void> read_head();
    asio::awaitable<bool> read_framed(std::vector<std::string_view>& pieces);
    asio::awaitable<bool> read_raw(std::vector<std::string_view>& pieces);
    bool parse(std::vector<std::string_view>& pieces);
    void finish();
    std::chrono::milliseconds stall() const;
    std::chrono::milliseconds head_time() const;
    [[noreturn]] void rethrow(const boost::system::error_code& ec);
    [[noreturn]] void fail(const Error& error);

    Request request_;  // its own: a stream outlives the caller's
    std::shared_ptr<transport::Pool> pool_;
    std::shared_ptr<transport::Connection> connection_;
    std::shared_ptr<Upload> upload_;
    Phase phase_ = Phase::connecting;
    bool is_fresh_ = true;
    bool was_stale_ = false;
    bool is_hijacked_ = false;
    bool is_finished_ = false;
};

}  // namespace devenv::detail::engine
