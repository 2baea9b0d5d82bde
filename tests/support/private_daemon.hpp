// A real daemon of a test's own, which it may stop.
#pragma once

#include <filesystem>
#include <string>

namespace devenv::test {

/// Started and stopped by tests/daemon.sh. Needs root; throws std::runtime_error with the script's words.
class PrivateDaemon
{
public:
    /// Starts it, with the base image in it, and without containers and volumes.
    explicit PrivateDaemon(std::string version);
    /// Stops it. Its images stay in the cache, for the next one.
    ~PrivateDaemon();

    PrivateDaemon(const PrivateDaemon&) = delete;
    PrivateDaemon& operator=(const PrivateDaemon&) = delete;

    void start();
    void stop();
    std::string host() const { return "unix://" + (folder_ / "docker.sock").string(); }

private:
    void call(std::string verb, std::string subject) const;

    std::string version_;
    std::filesystem::path folder_;
};

}  // namespace devenv::test
