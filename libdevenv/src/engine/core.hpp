// What all copies of a client share: the way to one daemon, and the API version agreed upon with it.
#pragma once

#include "devenv/client_options.hpp"
#include "engine/exchange.hpp"
#include "transport/dial.hpp"
#include "transport/pool.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <optional>
#include <string>

namespace devenv::detail::engine {

/// The oldest and newest API version the library speaks, as minors of 1.
inline constexpr int oldest_api = 24;
inline constexpr int newest_api = 55;

/// "1.45" → 45; nullopt if it isn't a version of the form 1.N.
std::optional<int> minor_of(std::string_view version);

/// What one call may set otherwise than its client.
struct CallOptions
{
    std::optional<Deadlines> deadlines{};
    std::shared_ptr<ByteSource> source{};
    protocol::Headers headers{};
};

class Core
{
public:
    Core(transport::Endpoint endpoint, ClientOptions options);
    /// Over a given exchange: a test's, a recorder's.
    Core(std::unique_ptr<Exchange> exchange, ClientOptions options);

    /// Sends an operation described by `spec`, whose type belongs to `operation`.
    asio::awaitable<Reply> call(const Operation& operation, const void* spec, CallOptions options);

    /// Sends a request that is made already.
    asio::awaitable<Reply> send(Request request, CallOptions options);

    /// The API version spoken with this daemon; asks it the first time.
    asio::awaitable<int> api_minor();

    const ClientOptions& options() const { return options_; }
    const transport::Endpoint& endpoint() const { return endpoint_; }
    const Logger& logger() const { return *logger_; }
    std::shared_ptr<Core> with(ClientOptions options) const;

private:
    asio::awaitable<void> negotiate();

    transport::Endpoint endpoint_{};
    ClientOptions options_;
    std::shared_ptr<const Logger> logger_;
    std::shared_ptr<transport::Pool> pool_{};
    std::unique_ptr<Exchange> exchange_;
    std::optional<int> api_minor_{};
};

/// Reads and decodes the answer of an operation that has one value.
asio::awaitable<void> read_value(
    Reply& reply, const Operation& operation, const std::string& label, void* into
);

/// The request of an operation for one API version. Throws Error{unsupported} naming the option or operation
/// that the version doesn't have.
Request make_request(const Operation& operation, const void* spec, int api_minor, std::string_view base_path);

}  // namespace devenv::detail::engine
