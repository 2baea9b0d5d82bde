// A container from its creation to its removal.
#pragma once

#include "devenv/client.hpp"
#include "devenv/container.hpp"
#include "devenv/frame.hpp"
#include "engine/core.hpp"

#include <functional>

namespace devenv::detail::engine {

boost::asio::awaitable<Container> create_container(Client client, CreateContainer creation);

/// A wait that the daemon knows of: its head has come. Made before a start it sees even the shortest run, and
/// even if someone else removes the container at once.
class RegisteredWait
{
public:
    RegisteredWait(Client client, std::string container, Reply reply)
        : client_(std::move(client)), container_(std::move(container)), reply_(std::move(reply))
    {}

    /// Waits for the end. Errors: interrupted.
    boost::asio::awaitable<ExitStatus> result();

private:
    Client client_;
    std::string container_;
    Reply reply_;
};

/// For a container that hasn't been started. Daemons before API 1.30 can't be asked so: there the wait begins
/// with `result`, which must come after the start.
boost::asio::awaitable<RegisteredWait> wait_for_next_exit(Client client, std::string container);

/// Whether the kernel killed it for want of memory; false if it is gone.
boost::asio::awaitable<bool> ran_out_of_memory(Client client, std::string container);

/// Creates, attaches, waits, starts, hands the output on, and removes, whatever happens.
boost::asio::awaitable<ExitStatus> run_container(
    Client client, ContainerSpec spec, std::function<void(const Frame&)> output
);

}  // namespace devenv::detail::engine
