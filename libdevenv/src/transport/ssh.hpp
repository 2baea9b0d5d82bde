// A daemon behind ssh: the system's own ssh program is the connection.
#pragma once

#include "transport/byte_stream.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace devenv::detail::transport {

struct SshTarget
{
    std::string user{};
    std::string host{};
    std::uint16_t port = 0;  ///< 0 = as ssh's configuration says
    std::string path{};      ///< of the daemon's socket there; empty = its docker's default
};

/// The words of the program that makes the connection, "ssh … docker system dial-stdio". `patience` is for
/// ssh's own connecting.
std::vector<std::string> ssh_command(const SshTarget& target, std::chrono::seconds patience);

/// Starts ssh, whose input and output are the stream. Its settings, keys, agent and shared connections
/// (ControlMaster) are the user's; it has no terminal, so it asks nothing, and Ctrl-C isn't for it.
/// What it says becomes an error of the first read that finds no byte: unauthorized (the login was refused),
/// unreachable (all else, in ssh's words). Errors: local, if there is no ssh.
std::unique_ptr<ByteStream> start_ssh(
    const asio::any_io_executor& executor, const SshTarget& target, std::chrono::seconds patience
);

}  // namespace devenv::detail::transport
