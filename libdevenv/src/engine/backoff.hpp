// How long to wait before something is tried again.
#pragma once

#include "devenv/retry.hpp"

#include <chrono>
#include <random>

namespace devenv::detail::engine {

/// The pause before each next try: doubled each time, up to the policy's longest, and spread over half of it,
/// so that many clients don't come back at once.
class Backoff
{
public:
    explicit Backoff(RetryPolicy policy) : policy_(policy) {}

    /// After so many failed tries, 1 or more.
    std::chrono::milliseconds pause_after(int failures);

private:
    RetryPolicy policy_;
    std::minstd_rand random_{std::random_device{}()};
};

}  // namespace devenv::detail::engine
