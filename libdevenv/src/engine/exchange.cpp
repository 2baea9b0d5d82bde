#include "engine/exchange.hpp"

#include "devenv/error.hpp"

#include <fmt/format.h>

namespace devenv::detail::engine {

std::string Request::label() const
{
    std::string text(operation->name);
    if (!subject.empty())
        text.append(" ").append(subject);
    return text;
}

asio::awaitable<std::string> Reply::text(std::size_t bound)
{
    std::string text;
    std::vector<std::string_view> pieces;
    while (true) {
        const bool more = co_await body->read(pieces);
        if (!more)
            co_return text;
        for (const std::string_view piece : pieces) {
            if (text.size() + piece.size() > bound) {
                body->close();
                throw Error(
                    ErrorKind::protocol, fmt::format("the daemon's answer is longer than {} bytes", bound)
                );
            }
            text.append(piece);
        }
    }
}

}  // namespace devenv::detail::engine
