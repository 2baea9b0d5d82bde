#include "engine/exchange.hpp"

#include "devenv/error.hpp"

#include <fmt/format.h>

namespace devenv::detail::engine {

namespace {

// Ids are shown as docker shows them.
std::string_view shorten_id(std::string_view subject)
{
    constexpr std::size_t whole = 64;
    constexpr std::size_t shown = 12;
    const bool is_id =
        subject.size() == whole && subject.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    return is_id ? subject.substr(0, shown) : subject;
}

}  // namespace

std::string Request::label() const
{
    std::string text(operation->name);
    if (!subject.empty())
        text.append(" ").append(shorten_id(subject));
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
