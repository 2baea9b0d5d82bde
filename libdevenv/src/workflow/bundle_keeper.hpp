// The bundles of one run, from before its container to after it.
#pragma once

#include "devenv/workflow.hpp"
#include "workflow/bundles.hpp"

#include <memory>
#include <string>

namespace devenv::detail::workflow {

struct BundleSpec
{
    Client client;
    std::shared_ptr<const LoadedConfig> loaded{};
    std::string image{};    ///< id, for the helper that hands files over
    std::string workdir{};  ///< of the container
    std::string run{};      ///< its label
    std::string target{};
    std::map<std::string, std::string> labels{};
};

/// Whatever way the artefacts come to this machine, by the bind or copied out, the result is the same: they
/// are here, the caller's, and their hashes are right.
class BundleKeeper
{
public:
    /// Makes the folder and remembers what is in it.
    /// Errors: config, local.
    explicit BundleKeeper(BundleSpec spec);

    /// With the container created and not yet started: does the daemon see this machine's folder?
    boost::asio::awaitable<void> before_start(std::string container);

    /// With the container ended. After a run that failed, problems are notes: they don't hide its exit code.
    boost::asio::awaitable<ArtefactReport> after_end(std::string container, ExitStatus status);

private:
    boost::asio::awaitable<void> collect(std::string container, ArtefactReport& report);
    void forgive_hand_over(const Snapshot& at_end);
    std::string container_folder() const;
    std::filesystem::path host_folder() const;
    const ProjectConfig& config() const { return spec_.loaded->config; }

    BundleSpec spec_;
    Snapshot before_{};
    bool is_visible_ = false;
};

}  // namespace devenv::detail::workflow
