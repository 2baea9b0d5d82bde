// docker-registry of the system, on loopback.
#pragma once

#include "support/command.hpp"
#include "support/fake_registry.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace devenv::test {

/// Runs docker-registry while it lives. Its content comes from fake ones.
class RealRegistry
{
public:
    explicit RealRegistry(std::filesystem::path folder);

    std::string host() const { return "127.0.0.1:" + std::to_string(port_); }

    /// Gets an image, or all platforms of a list, from another registry, by skopeo.
    void copy_from(const FakeRegistry& source, const std::string& repository_and_tag) const;

private:
    std::filesystem::path folder_;
    int port_ = 0;
    std::unique_ptr<Command> program_{};
};

}  // namespace devenv::test
