// Removes what runs have left that were killed before they could clean up.
#pragma once

#include "devenv/client.hpp"

#include <string>
#include <vector>

namespace devenv::detail::workflow {

struct Leftover
{
    enum class Kind
    {
        container,
        volume,
    };

    Kind kind{};
    std::string id{};
    std::string name{};
    std::string owner{};
};

/// Containers and volumes with our labels whose owner doesn't run any more. Those of other hosts, of detached
/// runs (no owner) and without labels are never among them.
boost::asio::awaitable<std::vector<Leftover>> find_leftovers(Client client);

/// Removes them; what someone else removes meanwhile is fine.
boost::asio::awaitable<void> remove_leftovers(Client client, std::vector<Leftover> leftovers);

/// Removes all containers of one run, by its label: also one whose creation's answer was lost.
boost::asio::awaitable<void> remove_run(Client client, std::string run);

}  // namespace devenv::detail::workflow
