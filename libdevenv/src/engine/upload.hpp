// A request's body on its way, beside the reading of the reply.
#pragma once

#include "engine/exchange.hpp"
#include "transport/connection.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <exception>
#include <memory>

namespace devenv::detail::engine {

/// Sends a source as a chunked body. It runs by itself: a daemon may answer, or refuse, before it has read
/// all, so the reply is read meanwhile. A source that throws cuts the connection; the reader then asks for
/// `failure`.
class Upload
{
public:
    static std::shared_ptr<Upload> start(
        const asio::any_io_executor& executor,
        std::shared_ptr<transport::Connection> connection,
        std::shared_ptr<ByteSource> source,
        std::chrono::milliseconds patience_after
    );

    /// Ends it, wherever it waits.
    void stop();

    bool is_done() const { return is_done_; }
    /// What the source threw. A failure of the network isn't kept: the reader sees it as well, or has its
    /// answer.
    std::exception_ptr failure() const { return failure_; }

private:
    static asio::awaitable<void> run(std::shared_ptr<Upload> self);
    asio::awaitable<void> send_chunks();

    std::shared_ptr<transport::Connection> connection_;
    std::shared_ptr<ByteSource> source_;
    std::chrono::milliseconds patience_after_{0};
    asio::cancellation_signal stop_{};
    bool is_done_ = false;
    std::exception_ptr failure_{};
};

}  // namespace devenv::detail::engine
