#include "engine/backoff.hpp"

#include <gtest/gtest.h>

#include <set>

namespace devenv::detail::engine {
namespace {

using std::chrono::milliseconds;

constexpr RetryPolicy policy{.first_pause = milliseconds(200), .longest_pause = milliseconds(10'000)};

void expect_within(Backoff& backoff, int failures, milliseconds shortest, milliseconds longest)
{
    for (int i = 0; i < 100; ++i) {
        const milliseconds pause = backoff.pause_after(failures);
        EXPECT_GE(pause, shortest) << failures;
        EXPECT_LE(pause, longest) << failures;
    }
}

TEST(Backoff, doubles_up_to_the_longest)
{
    Backoff backoff(policy);
    expect_within(backoff, 1, milliseconds(100), milliseconds(200));
    expect_within(backoff, 2, milliseconds(200), milliseconds(400));
    expect_within(backoff, 5, milliseconds(1'600), milliseconds(3'200));
    expect_within(backoff, 7, milliseconds(5'000), milliseconds(10'000));
    expect_within(backoff, 1'000, milliseconds(5'000), milliseconds(10'000));
}

TEST(Backoff, is_spread)
{
    Backoff backoff(policy);
    std::set<milliseconds> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(backoff.pause_after(7));
    EXPECT_GT(seen.size(), 50U);
}

}  // namespace
}  // namespace devenv::detail::engine
