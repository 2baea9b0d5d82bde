// Files that a container made as root, handed over to who called.
#pragma once

#include "devenv/client.hpp"
#include "devenv/config.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace devenv::detail::workflow {

struct OwnerJob
{
    Client client;
    std::string image{};             ///< whose chown does it; it is there already
    std::filesystem::path folder{};  ///< absolute, on this machine
    std::map<std::string, std::string> labels{};
    std::string container{};         ///< one that has ended and has the folder bound; empty = none
    std::string container_folder{};  ///< where
};

/// Gives everything below the folder to the caller: directly where this process may, else by chown in a
/// container of the project's own image, else (an image without chown) by copying the files out of the
/// container and back in as the caller's. It does nothing where all is right already. What can't be done is a
/// note with the command that does it; links aren't followed.
boost::asio::awaitable<std::vector<ConfigNote>> hand_over(OwnerJob job);

}  // namespace devenv::detail::workflow
