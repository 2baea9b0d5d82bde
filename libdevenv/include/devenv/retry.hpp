#pragma once

#include <chrono>

namespace devenv::inline v1 {

/// Whether an operation may be sent again when its answer was lost.
enum class Repeat
{
    safe,            ///< twice is as good as once
    only_if_unsent,  ///< only while no byte of it has left
    never,
};

/// How often and how long an operation is tried whose failure may pass (Error::retryable).
struct RetryPolicy
{
    int tries = 3;                               ///< the first one counts; 1 = no retry
    std::chrono::milliseconds first_pause{200};  ///< doubled each time, with jitter
    std::chrono::milliseconds longest_pause{10'000};

    static RetryPolicy none() { return {.tries = 1}; }
};

}  // namespace devenv::inline v1
