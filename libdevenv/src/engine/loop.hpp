// The event loop of a client that has none of its caller's.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>

namespace devenv::detail::engine {

/// Runs only while someone waits: between two calls nothing happens.
class Loop
{
public:
    boost::asio::any_io_executor executor() { return context_.get_executor(); }

    /// Runs until `job` is done, then until nothing is left in the background; throws what the job threw.
    void run_to_end(boost::asio::awaitable<void> job);

    /// Starts something that outlives the present call, bounded by its own deadline.
    static void in_background(const boost::asio::any_io_executor& executor, boost::asio::awaitable<void> job);

    /// Brackets what runs beside a call: `run_to_end` doesn't return while something does. What it leaves
    /// behind in the loop would never be resumed, and hold its client for ever.
    static void has_begun(const boost::asio::any_io_executor& executor);
    static void has_ended(const boost::asio::any_io_executor& executor);

private:
    boost::asio::io_context context_{1};
};

}  // namespace devenv::detail::engine
