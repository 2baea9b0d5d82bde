#include "engine/backoff.hpp"

#include <algorithm>
#include <cstdint>

namespace devenv::detail::engine {

std::chrono::milliseconds Backoff::pause_after(int failures)
{
    constexpr int most_doublings = 20;
    const int doublings = std::min(failures - 1, most_doublings);
    const auto full = std::min(policy_.first_pause * (std::int64_t{1} << doublings), policy_.longest_pause);
    std::uniform_int_distribution<std::int64_t> spread(full.count() / 2, full.count());
    return std::chrono::milliseconds(spread(random_));
}

}  // namespace devenv::detail::engine
