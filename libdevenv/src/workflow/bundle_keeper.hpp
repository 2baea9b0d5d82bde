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

    /// With the container created and not yet started: does the daemon see this machine's folder? If not,
    /// and the whole source should be in the container, it is copied there.
    boost::asio::awaitable<void> before_start(std::string container);

    /// With the container ended. After a run that failed, problems are notes: they don't hide its exit code.
    boost::asio::awaitable<ArtefactReport> after_end(std::string container, ExitStatus status);

    /// Where in the container there are artefacts that couldn't be copied out of it; empty mostly.
    const std::string& unsaved() const noexcept { return unsaved_; }

private:
    boost::asio::awaitable<void> copy_source_in(std::string container);
    boost::asio::awaitable<void> copy_artefacts_out(std::string container, ArtefactReport& report);
    boost::asio::awaitable<Error> save_elsewhere(std::string container, Error cause);
    boost::asio::awaitable<void> collect(std::string container, ArtefactReport& report);
    void forgive_hand_over(const Snapshot& at_end);
    std::string container_folder() const;
    std::filesystem::path host_folder() const;
    const ProjectConfig& config() const { return spec_.loaded->config; }

    BundleSpec spec_;
    Snapshot before_{};
    bool is_visible_ = false;
    std::string unsaved_{};
};

}  // namespace devenv::detail::workflow
