#pragma once

#include <devenv/blocking.hpp>
#include <devenv/testing/fake_daemon.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

/// For harnesses in GoogleTest: a fake daemon for each test, and errors as expectations.
namespace devenv::inline v1::testing {

/// A test with a fake daemon of its own and a client for it. No Docker is needed.
class FakeDaemonTest : public ::testing::Test
{
protected:
    FakeDaemon& daemon() { return daemon_; }

    /// A client without retries, so that a test sees the first failure.
    blocking::Client client(ClientOptions options = {.retry = RetryPolicy::none()})
    {
        options.host = daemon_.host();
        return blocking::Client(std::move(options));
    }

private:
    FakeDaemon daemon_{};
};

}  // namespace devenv::inline v1::testing

/// Expects that `statement` throws devenv::Error of that kind, whose what() matches.
#define EXPECT_ERROR(statement, wanted_kind, wanted_text)       \
    try {                                                       \
        statement;                                              \
        ADD_FAILURE() << "no Error was thrown by: " #statement; \
    } catch (const ::devenv::Error& thrown) {                   \
        EXPECT_EQ(thrown.kind(), wanted_kind) << thrown.what(); \
        EXPECT_THAT(std::string(thrown.what()), wanted_text);   \
    }
