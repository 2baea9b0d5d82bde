#include "engine/logged.hpp"

#include "devenv/error.hpp"

#include <fmt/format.h>

namespace devenv::detail::engine {

namespace {

using Clock = std::chrono::steady_clock;

std::string line(const Request& request, std::string_view outcome, Clock::time_point start)
{
    const auto taken = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    const std::string_view target = request.target;
    return fmt::format(
        "{}: {} {} -> {} in {} us",
        request.label(),
        to_string(request.operation->method),
        target.substr(0, target.find('?')),
        outcome,
        taken.count()
    );
}

}  // namespace

asio::awaitable<Reply> Logged::send(const Request& request)
{
    if (!logger_->takes(LogLevel::debug)) {
        Reply reply = co_await next_->send(request);
        co_return reply;
    }
    const Clock::time_point start = Clock::now();
    try {
        Reply reply = co_await next_->send(request);
        logger_->write(LogLevel::debug, line(request, std::to_string(reply.head.status), start));
        co_return reply;
    } catch (const Error& e) {
        const std::string status = e.http_status() == 0 ? "" : fmt::format(" {}", e.http_status());
        logger_->write(
            LogLevel::debug, line(request, fmt::format("{}{}", to_string(e.kind()), status), start)
        );
        throw;
    }
}

}  // namespace devenv::detail::engine
