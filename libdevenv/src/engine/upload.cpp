#include "engine/upload.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <array>
#include <charconv>
#include <cstring>

namespace devenv::detail::engine {

namespace {

// A chunk is one contiguous piece: room for its size is kept in front of the data and for its end behind, so
// that header, data and end leave by one write without a copy.
constexpr std::size_t front = 16;
constexpr std::size_t back = 2;
constexpr std::size_t payload = 262144;

std::string_view frame_chunk(std::span<char> buffer, std::size_t size)
{
    std::array<char, front> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size, 16);
    const auto length = static_cast<std::size_t>(end.ptr - digits.data());
    char* start = buffer.data() + front - 2 - length;
    std::memcpy(start, digits.data(), length);
    std::memcpy(start + length, "\r\n", 2);  // NOLINT(bugprone-not-null-terminated-result): not a C string
    std::memcpy(buffer.data() + front + size, "\r\n", 2);
    return {start, length + 2 + size + 2};
}

}  // namespace

std::shared_ptr<Upload> Upload::start(
    const asio::any_io_executor& executor,
    std::shared_ptr<transport::Connection> connection,
    std::shared_ptr<ByteSource> source,
    std::chrono::milliseconds patience_after
)
{
    auto upload = std::make_shared<Upload>();
    upload->connection_ = std::move(connection);
    upload->source_ = std::move(source);
    upload->patience_after_ = patience_after;
    asio::co_spawn(executor, run(upload), asio::bind_cancellation_slot(upload->stop_.slot(), asio::detached));
    return upload;
}

void Upload::stop()
{
    stop_.emit(asio::cancellation_type::terminal);
}

asio::awaitable<void> Upload::send_chunks()
{
    std::vector<char> buffer(front + payload + back);
    while (true) {
        const std::span<char> room(buffer.data() + front, payload);
        const std::size_t size = co_await source_->read(room);
        if (size == 0)
            break;
        const std::string_view chunk = frame_chunk(buffer, size);
        co_await connection_->write(chunk);
    }
    const std::string_view last = "0\r\n\r\n";
    co_await connection_->write(last);
}

asio::awaitable<void> Upload::run(std::shared_ptr<Upload> self)
{
    try {
        co_await self->send_chunks();
        self->is_done_ = true;
        if (!self->connection_->response().has_head())
            self->connection_->set_patience(self->patience_after_);
    } catch (const boost::system::system_error&) {
        // The daemon may have answered and hung up: its answer is still to be read, so nothing is closed
        // here.
    } catch (...) {
        self->failure_ = std::current_exception();
        self->connection_->close();
    }
    self->source_.reset();
    self->connection_.reset();
}

}  // namespace devenv::detail::engine
