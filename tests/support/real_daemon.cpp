#include "support/real_daemon.hpp"

#include <devenv/error.hpp>

#include <array>
#include <cstdlib>
#include <utility>

namespace devenv::test {

namespace {

Filters of(const std::string& project)
{
    return {{"label", {"devenv.project=" + project}}};
}

template <class Op>
void send_quietly(blocking::Client& client, const Op& op)
{
    try {
        client.send(op);
    } catch (const Error&) {
        // Gone already.
    }
}

void remove_containers_and_volumes(blocking::Client& client, const Filters& filters)
{
    const ListContainers containers{.all = true, .filters = filters};
    for (const ContainerSummary& container : client.send(containers))
        send_quietly(client, RemoveContainer{.container = container.id, .force = true, .volumes = true});
    const ListVolumes volumes{.filters = filters};
    for (const Volume& volume : client.send(volumes).volumes)
        send_quietly(client, RemoveVolume{.volume = volume.name, .force = true});
}

}  // namespace

std::vector<RealDaemon> real_daemons()
{
    constexpr std::array<std::pair<const char*, const char*>, 3> known{
        {{"28", "DEVENV_TEST_DAEMON_28"},
         {"26", "DEVENV_TEST_DAEMON_26"},
         {"20.10", "DEVENV_TEST_DAEMON_2010"}}};
    std::vector<RealDaemon> daemons;
    for (const auto& [version, variable] : known) {
        if (const char* host = std::getenv(variable); host != nullptr && *host != '\0')
            daemons.push_back({.version = version, .host = host});
    }
    return daemons;
}

std::string base_image()
{
    const char* image = std::getenv("DEVENV_TEST_IMAGE");
    return image != nullptr && *image != '\0' ? image : "debian:bookworm-slim";
}

std::vector<std::string> containers_of(const std::string& host, const std::string& project)
{
    blocking::Client client({.host = host});
    const ListContainers question{.all = true, .filters = of(project)};
    std::vector<std::string> found;
    for (const ContainerSummary& container : client.send(question))
        found.push_back(container.id.substr(0, 12) + " " + container.state);
    return found;
}

std::vector<std::string> volumes_of(const std::string& host, const std::string& project)
{
    blocking::Client client({.host = host});
    const ListVolumes question{.filters = of(project)};
    std::vector<std::string> found;
    for (const Volume& volume : client.send(question).volumes)
        found.push_back(volume.name);
    return found;
}

void remove_all(const std::string& host)
{
    blocking::Client client({.host = host});
    remove_containers_and_volumes(client, {});
}

void remove_all_of(const std::string& host, const std::string& project)
{
    blocking::Client client({.host = host});
    remove_containers_and_volumes(client, of(project));
    const ListImages images{.filters = of(project)};
    // A classic builder that takes a layer from its cache fails if another test removes the layer meanwhile.
    for (const ImageSummary& image : client.send(images))
        send_quietly(client, RemoveImage{.image = image.id, .force = true, .no_prune = true});
}

}  // namespace devenv::test
