#include "engine/find_image.hpp"

#include "devenv/error.hpp"

#include <utility>

namespace devenv::detail::engine {

boost::asio::awaitable<std::optional<ImageInspect>> find_image(Client client, std::string reference)
{
    const InspectImage look{.image = std::move(reference)};
    std::optional<ImageInspect> found;
    try {
        found = co_await client.send(look);
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::not_found)
            throw;
    }
    co_return found;
}

}  // namespace devenv::detail::engine
