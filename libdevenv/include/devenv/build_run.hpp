#pragma once

#include <devenv/build.hpp>
#include <devenv/export.hpp>

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// A build that is under way. While nobody asks for the next event the daemon waits; a handle that goes ends
/// it.
class DEVENV_API BuildRun
{
public:
    struct Impl;

    explicit BuildRun(std::unique_ptr<Impl> impl);
    BuildRun(BuildRun&&) noexcept;
    BuildRun& operator=(BuildRun&&) noexcept;
    BuildRun(const BuildRun&) = delete;
    BuildRun& operator=(const BuildRun&) = delete;
    ~BuildRun();

    /// The next event, nullopt at the end of a good build. Its texts are valid until the next call.
    /// Errors: step_failed, with the step in Error::failed_step; interrupted; local (a file of the context).
    boost::asio::awaitable<std::optional<BuildEvent>> next();

    /// The image, once `next` has told the end; reads what is left away before. Throws as `next`.
    boost::asio::awaitable<Image> result();

    /// What the context left out for another reason than a rule.
    const std::vector<std::string>& notes() const noexcept;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace devenv::inline v1
