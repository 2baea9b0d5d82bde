#include "transport/connection.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <cstring>

namespace devenv::detail::transport {

namespace {

// A thousand idle followers stay small; a stream that flows gets the size that keeps up with the socket.
constexpr std::size_t small_buffer = 8192;
constexpr std::size_t large_buffer = 262144;
// Only a head that isn't complete can fill the large buffer; the parser refuses it before this.
constexpr std::size_t largest_buffer = std::size_t{4} << 20;

}  // namespace

Connection::Connection(const asio::any_io_executor& executor, std::unique_ptr<ByteStream> stream)
    : stream_(std::move(stream)),
      watchdog_(executor, [this] { close(); }),
      buffer_(new char[small_buffer]),
      capacity_(small_buffer)
{}

void Connection::set_total(Clock::time_point total)
{
    total_ = total;
}

void Connection::set_patience(std::chrono::milliseconds patience)
{
    patience_ = patience;
    count_anew();
}

void Connection::rest()
{
    patience_ = {};
    total_ = Watchdog::never;
    watchdog_.set_due(Watchdog::never);
}

void Connection::count_anew()
{
    watchdog_.set_due(patience_.count() == 0 ? total_ : std::min(total_, Clock::now() + patience_));
}

void Connection::close() noexcept
{
    is_open_ = false;
    stream_->close();
}

asio::awaitable<void> Connection::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        error_code ec;
        const asio::const_buffer buffer(bytes.data(), bytes.size());
        const std::size_t sent = co_await stream_->write_some(std::span(&buffer, 1), ec);
        if (ec)
            throw boost::system::system_error(ec);
        bytes_out_ += sent;
        bytes.remove_prefix(sent);
        count_anew();
    }
}

asio::awaitable<void> Connection::write(std::vector<asio::const_buffer>& buffers)
{
    std::size_t first = 0;
    while (first < buffers.size()) {
        error_code ec;
        const std::span<const asio::const_buffer> rest = std::span(buffers).subspan(first);
        std::size_t sent = co_await stream_->write_some(rest, ec);
        if (ec)
            throw boost::system::system_error(ec);
        bytes_out_ += sent;
        while (first < buffers.size() && sent >= buffers[first].size())
            sent -= buffers[first++].size();
        if (first < buffers.size())
            buffers[first] += sent;
        count_anew();
    }
    buffers.clear();
}

void Connection::make_room()
{
    if (begin_ == end_)
        begin_ = end_ = 0;
    if (begin_ > 0) {
        std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    std::size_t wanted = capacity_;
    if (end_ == capacity_)
        wanted = std::min(capacity_ * 2, largest_buffer);
    else if (was_filled_)
        wanted = std::max(capacity_, std::min(capacity_ * 4, large_buffer));
    if (wanted == capacity_)
        return;
    std::unique_ptr<char[]> larger(new char[wanted]);  // NOLINT(modernize-avoid-c-arrays)
    std::memcpy(larger.get(), buffer_.get(), end_);
    buffer_ = std::move(larger);
    capacity_ = wanted;
}

asio::awaitable<bool> Connection::fill()
{
    make_room();
    if (end_ == capacity_)
        throw boost::system::system_error(asio::error::no_buffer_space);
    error_code ec;
    const asio::mutable_buffer room(buffer_.get() + end_, capacity_ - end_);
    const std::size_t got = co_await stream_->read_some(room, ec);
    if (ec && ec != asio::error::eof)
        throw boost::system::system_error(ec);
    end_ += got;
    bytes_in_ += got;
    was_filled_ = end_ == capacity_;
    count_anew();
    co_return !ec;
}

void Connection::parse(std::vector<std::string_view>& pieces, std::error_code& fault)
{
    const std::size_t used = response_.put(unread(), pieces, fault);
    consume(used);
}

asio::awaitable<void> Connection::read_body(std::vector<std::string_view>& pieces, std::error_code& fault)
{
    fault.clear();
    while (true) {
        if (!unread().empty())
            parse(pieces, fault);
        if (fault || !pieces.empty() || response_.is_done())
            co_return;
        const std::size_t known = unread().size();
        const bool more = co_await fill();
        // The end of the connection may come with the last bytes; what is left of a chunk's head isn't
        // progress.
        if (more || unread().size() > known)
            continue;
        response_.put_eof(fault);
        if (fault && protocol::is_cut(fault))
            throw boost::system::system_error(asio::error::eof);
        if (fault)
            co_return;
    }
}

}  // namespace devenv::detail::transport
