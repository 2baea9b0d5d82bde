// The output of a run, also kept in a file.
#pragma once

#include "base/descriptor.hpp"
#include "devenv/workflow.hpp"

#include <filesystem>
#include <memory>

namespace devenv::detail::workflow {

/// Passes output on and writes it to a file. A file that can't take more (a full disk) is given up with a
/// note, and the run goes on.
class LoggedOutput final : public OutputSink
{
public:
    LoggedOutput(std::shared_ptr<OutputSink> next, std::filesystem::path file);

    boost::asio::awaitable<State> write(std::span<const Frame> frames) override;

    /// Puts the file back if the run has cleared the folder it was in. Returns its path, empty if there is
    /// none.
    std::filesystem::path finish();

    /// What went wrong with the file; empty = nothing.
    const std::string& problem() const { return problem_; }

private:
    void keep(std::span<const Frame> frames);

    std::shared_ptr<OutputSink> next_;
    std::filesystem::path path_;
    base::Descriptor file_{};
    std::string problem_{};
};

}  // namespace devenv::detail::workflow
