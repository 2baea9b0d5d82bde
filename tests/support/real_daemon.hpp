// The real daemons that tests may use, as tests/run.sh starts them.
#pragma once

#include <devenv/blocking.hpp>

#include <string>
#include <vector>

namespace devenv::test {

struct RealDaemon
{
    std::string version{};  ///< "28"
    std::string host{};     ///< "unix:///…"
};

/// Those of DEVENV_TEST_DAEMON_28, _26 and _2010 that are set, the newest first.
std::vector<RealDaemon> real_daemons();

/// DEVENV_TEST_IMAGE: what tests build and run from.
std::string base_image();

/// Containers with the project's label, as "id state".
std::vector<std::string> containers_of(const std::string& host, const std::string& project);

/// Volumes with the project's label.
std::vector<std::string> volumes_of(const std::string& host, const std::string& project);

/// Removes all containers and volumes that the daemon has. For private daemons.
void remove_all(const std::string& host);

/// Removes the project's containers, volumes and images, whatever they are.
void remove_all_of(const std::string& host, const std::string& project);

}  // namespace devenv::test
