#pragma once

#include <devenv/export.hpp>
#include <devenv/models/container.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// A port of the container, made reachable from the host.
struct PublishedPort
{
    std::uint16_t container_port = 0;
    std::string protocol = "tcp";
    std::string host_ip{};        ///< empty = all
    std::uint16_t host_port = 0;  ///< 0 = the daemon chooses
};

/// What to run, in the words of `docker run`. What isn't here is in ContainerConfig (`config_of` gives it).
struct ContainerSpec
{
    std::string image{};
    std::vector<std::string> command{};  ///< empty = the image's
    std::optional<std::vector<std::string>> entrypoint{};
    std::string name{};
    std::vector<std::string> env{};  ///< "NAME=value"
    std::vector<Mount>
        mounts{};  ///< sources of binds are absolute here; a relative one is taken from the cwd
    std::map<std::string, std::string> labels{};
    std::string working_dir{};
    std::string user{};
    std::string network{};  ///< "host", "none", a network's name; empty = the daemon's default
    std::string platform{};
    std::vector<PublishedPort> ports{};
    bool privileged = false;
    bool tty = false;
    bool input = false;           ///< its stdin is open, and closed with the attached one
    std::optional<bool> init{};   ///< a tiny init as first process
    std::string cgroupns_mode{};  ///< "private", "host"; since API 1.41
    std::string userns_mode{};    ///< "host": without the user ids that the daemon maps to others
    std::int64_t memory = 0;      ///< bytes; 0 = no bound
};

/// The body of the create request that a spec stands for.
DEVENV_API ContainerConfig config_of(const ContainerSpec& spec);

/// How a container ended.
struct ExitStatus
{
    int code = 0;
    bool out_of_memory = false;  ///< killed by the kernel for want of memory
    std::string error{};         ///< the daemon's own trouble with it

    friend bool operator==(const ExitStatus&, const ExitStatus&) = default;
};

/// A command in a running container, in the words of `docker exec`.
struct ExecSpec
{
    std::string container{};
    std::vector<std::string> command{};
    std::vector<std::string> env{};
    std::string working_dir{};
    std::string user{};
    bool privileged = false;
    bool tty = false;
    bool input = true;
};

}  // namespace devenv::inline v1
