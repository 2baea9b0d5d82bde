#pragma once

#include "devenv/client.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace devenv::detail::engine {

/// The image of that reference or id, or nullopt. Errors: as InspectImage, but not_found.
boost::asio::awaitable<std::optional<ImageInspect>> find_image(Client client, std::string reference);

}  // namespace devenv::detail::engine
