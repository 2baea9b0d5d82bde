#include "support/real_registry.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace devenv::test {

namespace {

// Free a moment ago; nobody else's tests take ports by number.
int free_port()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(probe, generic, size) != 0 || ::getsockname(probe, generic, &size) != 0)
        throw std::runtime_error("there is no free port");
    ::close(probe);
    return ntohs(address.sin_port);
}

bool answers(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool is_open = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
    ::close(socket);
    return is_open;
}

}  // namespace

RealRegistry::RealRegistry(std::filesystem::path folder) : folder_(std::move(folder)), port_(free_port())
{
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "config.yml")
        << "version: 0.1\nstorage: {filesystem: {rootdirectory: " << (folder_ / "data").string()
        << "}}\nhttp: {addr: \"" << host() << "\"}\n";
    CommandSpec spec{.words = {"docker-registry", "serve", (folder_ / "config.yml").string()}};
    program_ = std::make_unique<Command>(spec);
    constexpr int most_tries = 2000;
    for (int i = 0; i < most_tries && !answers(port_); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

void RealRegistry::copy_from(const FakeRegistry& source, const std::string& repository_and_tag) const
{
    const CommandEnd end = run_command(
        {.words =
             {"skopeo",
              "copy",
              "--all",
              "--preserve-digests",
              "--src-tls-verify=false",
              "--dest-tls-verify=false",
              "docker://" + source.host() + '/' + repository_and_tag,
              "docker://" + host() + '/' + repository_and_tag}}
    );
    if (end.code != 0)
        throw std::runtime_error("skopeo failed: " + end.err);
}

}  // namespace devenv::test
