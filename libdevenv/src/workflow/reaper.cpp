#include "workflow/reaper.hpp"

#include "devenv/error.hpp"
#include "workflow/labels.hpp"

namespace devenv::detail::workflow {

namespace asio = boost::asio;

namespace {

bool is_left_over(const std::map<std::string, std::string>& labels, std::string& owner_text)
{
    const auto found = labels.find(owner_label);
    if (found == labels.end())
        return false;
    owner_text = found->second;
    const std::optional<Owner> owner = Owner::parse(found->second);
    return owner && liveness_of(*owner) == Liveness::dead;
}

asio::awaitable<void> remove_container(Client client, std::string id)
{
    const RemoveContainer removal{.container = std::move(id), .force = true, .volumes = true};
    co_await client.send(removal);
}

asio::awaitable<void> remove_volume(Client client, std::string name)
{
    const RemoveVolume removal{.volume = std::move(name), .force = true};
    try {
        co_await client.send(removal);
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::not_found)
            throw;
    }
}

}  // namespace

asio::awaitable<std::vector<Leftover>> find_leftovers(Client client)
{
    std::vector<Leftover> leftovers;
    ListContainers containers{.all = true};
    containers.filters["label"] = {owner_label};
    const std::vector<ContainerSummary> found = co_await client.send(containers);
    for (const ContainerSummary& container : found) {
        std::string owner;
        std::string name = container.names.empty() ? container.id.substr(0, 12) : container.names.front();
        if (name.starts_with('/'))
            name.erase(0, 1);
        if (is_left_over(container.labels, owner) && !name.starts_with(detached_name))
            leftovers.push_back(
                {.kind = Leftover::Kind::container,
                 .id = container.id,
                 .name = std::move(name),
                 .owner = owner}
            );
    }
    ListVolumes volumes;
    volumes.filters["label"] = {owner_label};
    const VolumeList list = co_await client.send(volumes);
    for (const Volume& volume : list.volumes) {
        std::string owner;
        if (is_left_over(volume.labels, owner))
            leftovers.push_back(
                {.kind = Leftover::Kind::volume, .id = volume.name, .name = volume.name, .owner = owner}
            );
    }
    co_return leftovers;
}

asio::awaitable<void> remove_leftovers(Client client, std::vector<Leftover> leftovers)
{
    // Containers come first in the list: a volume is free only without them.
    for (const Leftover& leftover : leftovers) {
        if (leftover.kind == Leftover::Kind::container)
            co_await remove_container(client, leftover.id);
        else
            co_await remove_volume(client, leftover.id);
    }
}

asio::awaitable<void> remove_run(Client client, std::string run)
{
    ListContainers containers{.all = true};
    containers.filters["label"] = {std::string(run_label) + "=" + run};
    const std::vector<ContainerSummary> found = co_await client.send(containers);
    for (const ContainerSummary& container : found)
        co_await remove_container(client, container.id);
}

}  // namespace devenv::detail::workflow
