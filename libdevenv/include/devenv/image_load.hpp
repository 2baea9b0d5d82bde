#pragma once

#include <devenv/client.hpp>
#include <devenv/export.hpp>

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

/// Images from disk into a daemon.
namespace devenv::inline v1 {

/// What to load.
struct ImageLoadSpec
{
    std::string path{};  ///< a folder or tar of docker_archive or oci_layout, of `freeze` or `docker save`
};

/// One image, as the daemon has it now.
struct LoadedImage
{
    enum class State
    {
        loaded,   ///< it was sent
        tagged,   ///< it was there; some of its names were missing
        present,  ///< all of it was there
    };

    std::string id{};  ///< digest of its configuration
    std::vector<std::string> references{};
    State state = State::loaded;
};

/// Loads images into a daemon. First all of them are checked: each layer's content against the configuration.
/// Only what the daemon hasn't got is sent.
///
/// Errors: not_found (the path), protocol (damaged, or a path that leads outside), unsupported (it's neither
/// kind of folder or tar), server (the daemon refuses it), interrupted when the daemon doesn't have it
/// afterwards; nothing is sent before all is checked.
/// Shape: POST /images/load, API 1.24.
DEVENV_API boost::asio::awaitable<std::vector<LoadedImage>> load_images(
    Client client, const ImageLoadSpec& spec
);
boost::asio::awaitable<std::vector<LoadedImage>> load_images(Client client, const ImageLoadSpec&& spec) =
    delete;

}  // namespace devenv::inline v1
