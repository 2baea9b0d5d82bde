// A folder of a container, copied to this machine.
#pragma once

#include "devenv/client.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace devenv::detail::workflow {

struct CopiedOut
{
    std::size_t files = 0;
    std::vector<std::string> notes{};
};

/// Whether the container has that path, stopped or not yet started ones included.
boost::asio::awaitable<bool> has_path(Client client, std::string container, std::string path);

/// Copies the content of `path`, a folder or a link to one, into `folder`; nullopt if the container has no
/// such path, a note if it is something else. The archive is spooled beside the folder first: a stream that
/// breaks off changes nothing. Errors: interrupted, local, protocol (a hostile archive).
boost::asio::awaitable<std::optional<CopiedOut>> copy_out(
    Client client, std::string container, std::string path, std::filesystem::path folder
);

/// Saves the content of `path` as a tar of that name, which mustn't exist; nothing is left of one that breaks
/// off. Errors: interrupted, local, not_found.
boost::asio::awaitable<void> save_archive(
    Client client, std::string container, std::string path, std::filesystem::path file
);

}  // namespace devenv::detail::workflow
