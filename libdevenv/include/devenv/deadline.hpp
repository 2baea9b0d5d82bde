#pragma once

#include <chrono>
#include <optional>

namespace devenv::inline v1 {

/// How long each phase of an operation may take. Zero = no bound.
struct Deadlines
{
    std::chrono::milliseconds connect{10'000};  ///< until the connection stands, name resolution included
    std::chrono::milliseconds head{
        60'000};  ///< from the end of the request to the end of the response's head
    /// No byte in either direction for so long. Absent: 5 minutes, and no bound for streams that may be
    /// silent (followed logs, attach, exec, wait, events).
    std::optional<std::chrono::milliseconds> stall{};
    std::chrono::milliseconds total{0};  ///< from the call to the last byte of the answer
};

}  // namespace devenv::inline v1
