// One connection to a daemon: its buffer, its response parser, its deadlines.
#pragma once

#include "protocol/http_response.hpp"
#include "transport/byte_stream.hpp"
#include "transport/watchdog.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::transport {

/// Everything a request and its response need of a connection. Reading and writing may go on beside each
/// other; each of both only once at a time. All failures of the network are thrown as
/// boost::system::system_error, which the engine translates; after one the connection is useless.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    using Clock = Watchdog::Clock;

    Connection(const asio::any_io_executor& executor, std::unique_ptr<ByteStream> stream);
    ~Connection() = default;

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // --- deadlines: no byte in either direction for `patience`, and an end at `total` whatever moves ---
    void set_total(Clock::time_point total);
    void set_patience(std::chrono::milliseconds patience);  ///< zero = for ever; the count starts anew
    void rest();  ///< no deadline: idle, or the owner waits for itself
    bool has_timed_out() const { return watchdog_.has_bitten(); }

    asio::awaitable<void> write(std::string_view bytes);
    asio::awaitable<void> write(std::vector<asio::const_buffer>& buffers);  ///< uses the list up
    void shutdown_send() noexcept { stream_->shutdown_send(); }
    void close() noexcept;
    bool is_open() const { return is_open_; }
    bool is_stale() noexcept { return !is_open_ || begin_ != end_ || stream_->is_stale(); }

    /// Reads once into the buffer; false = the peer has ended its direction. Views of the buffer become
    /// invalid.
    asio::awaitable<bool> fill();
    std::string_view unread() const { return {buffer_.get() + begin_, end_ - begin_}; }
    void consume(std::size_t count) { begin_ += count; }

    protocol::HttpResponse& response() { return response_; }

    /// Hands the response what has been read; `fault` is what of it isn't HTTP.
    void parse(std::vector<std::string_view>& pieces, std::error_code& fault);
    /// Reads on to the next pieces of the response's body; none = it is over, or there's a fault.
    /// Throws system_error: eof for a body that is cut, and what `fill` throws.
    asio::awaitable<void> read_body(std::vector<std::string_view>& pieces, std::error_code& fault);

    std::uint64_t bytes_in() const { return bytes_in_; }
    std::uint64_t bytes_out() const { return bytes_out_; }

    Clock::time_point idle_since{};  ///< the pool's

private:
    void make_room();
    void count_anew();

    std::unique_ptr<ByteStream> stream_;
    Watchdog watchdog_;
    std::chrono::milliseconds patience_{0};
    Clock::time_point total_ = Watchdog::never;
    bool is_open_ = true;

    std::unique_ptr<char[]> buffer_;  // NOLINT(modernize-avoid-c-arrays): uninitialised, resized by hand
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool was_filled_ = false;  // the last read took all the room: bytes are flowing

    protocol::HttpResponse response_{};
    std::uint64_t bytes_in_ = 0;
    std::uint64_t bytes_out_ = 0;
};

}  // namespace devenv::detail::transport
