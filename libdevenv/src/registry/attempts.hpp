// Once more, when the cause may pass: how often, and after which pause.
#pragma once

#include "devenv/registry.hpp"
#include "engine/backoff.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace devenv::detail::registry {

namespace asio = boost::asio;

/// What all tries of one freeze share.
class RetryBudget
{
public:
    RetryBudget(
        RetryPolicy policy, std::chrono::milliseconds budget, std::shared_ptr<FreezeObserver> observer
    )
        : policy_(policy), left_(budget), observer_(std::move(observer))
    {}

    std::size_t retries() const { return retries_; }
    void tell(const FreezeEvent& event) const;

private:
    friend class Attempts;

    RetryPolicy policy_;
    std::chrono::milliseconds left_;
    std::shared_ptr<FreezeObserver> observer_;
    std::size_t retries_ = 0;
    engine::Backoff backoff_{policy_};
};

enum class Progress
{
    none,
    some,  ///< the try brought bytes that stay
};

/// The tries of one thing. `about` is the event that is told before each pause.
class Attempts
{
public:
    Attempts(RetryBudget& budget, FreezeEvent about) : budget_(budget), about_(std::move(about)) {}

    /// A try has failed. Returns after the pause before the next one; throws the error, with the others that
    /// came before it, when it won't pass or has not passed for too long.
    asio::awaitable<void> after(Error error, Progress progress, std::chrono::milliseconds at_least);

    /// The error, with those that came before it.
    Error last(const Error& error) const;
    int total() const { return total_; }

private:
    RetryBudget& budget_;
    FreezeEvent about_;
    int total_ = 0;
    int in_a_row_ = 0;
    std::vector<std::string> messages_{};  ///< different ones, in the order of their first
};

}  // namespace devenv::detail::registry
