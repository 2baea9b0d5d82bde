#include "support/private_daemon.hpp"

#include "support/command.hpp"
#include "support/real_daemon.hpp"

#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace devenv::test {

PrivateDaemon::PrivateDaemon(std::string version) : version_(std::move(version))
{
    std::string folder = "/tmp/devenv-test-daemon-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr)
        throw std::runtime_error("no folder below /tmp");
    folder_ = folder;
    start();
    call("image", host());
    remove_all(host());
}

PrivateDaemon::~PrivateDaemon()
{
    std::error_code ignored;
    try {
        stop();
        std::filesystem::remove_all(folder_, ignored);
    } catch (const std::exception& e) {
        std::cerr << e.what() << '\n';
    }
}

void PrivateDaemon::start()
{
    call("up", version_);
}

void PrivateDaemon::stop()
{
    call("down", version_);
}

void PrivateDaemon::call(std::string verb, std::string subject) const
{
    Command script({.words = {DEVENV_DAEMON_SCRIPT, std::move(verb), std::move(subject), folder_.string()}});
    const CommandEnd end = script.wait(std::chrono::minutes(10));
    if (end.code != 0)
        throw std::runtime_error("tests/daemon.sh: " + end.err);
}

}  // namespace devenv::test
