#pragma once

#include <devenv/export.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace devenv::inline v1::testing {

/// A request as the fake daemon got it.
struct RecordedRequest
{
    std::string method{};
    std::string target{};                               ///< as sent, with prefix and query
    std::string path{};                                 ///< without the /v1.NN prefix, decoded
    std::multimap<std::string, std::string> query{};    ///< decoded
    std::multimap<std::string, std::string> headers{};  ///< names in lower case
    std::string body{};                                 ///< without its chunks
    std::string head{};                                 ///< the bytes up to and with the blank line
    int connection = 0;                                 ///< counted from 1

    /// The first value of a query key or header; empty if there is none.
    std::string parameter(const std::string& name) const;
    std::string header(const std::string& name) const;
};

/// What a fake daemon answers to one kind of request, and how it fails.
class DEVENV_API Script
{
public:
    static constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

    Script& reply(int status);  ///< with the reason of that status
    Script& header(std::string name, std::string value);
    Script& body(std::string bytes);       ///< with its Content-Length
    Script& chunk(std::string bytes);      ///< chunked; several make several chunks
    Script& until_eof(std::string bytes);  ///< without a length, ended by a close
    Script& upgrade();                     ///< 101, then the connection is the stream
    Script& hijack(int status);            ///< the same with 200, as through some proxies
    Script& content_type(std::string type);
    Script& send(std::string bytes);  ///< after a hijack
    Script& frame(
        int channel, std::string_view bytes
    );                               ///< one multiplexed frame, as a chunk or after a hijack
    Script& echo();                  ///< after a hijack: what comes goes back, until its end
    Script& raw(std::string bytes);  ///< these bytes instead of HTTP, then a close

    // faults
    Script& cut_after(std::size_t bytes);     ///< closes after so many bytes of the whole reply
    Script& reset_after(std::size_t bytes);   ///< the same by a reset
    Script& stall_after(std::size_t bytes);   ///< sends no more, until the daemon goes
    Script& dribble(std::size_t bytes);       ///< writes in pieces of that size
    Script& content_length(std::size_t lie);  ///< whatever the body's size is
    Script& before_body();                    ///< answers before it has read the request's body, then closes
    Script& close_after();                    ///< hangs up after the reply without having said so
    Script& once();  ///< answers one request, then the script before it is in force again

    struct State;

private:
    friend class FakeDaemon;
    explicit Script(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

/// A Docker daemon that does what a test says: a real unix socket, HTTP of its own (nothing is shared with
/// the library, so that both can't have the same mistake), scripted answers, and the faults of a bad network.
///
/// `/_ping` answers with API 1.51 unless a script says otherwise; what has no script is 404 "page not found".
/// Threads: one for each connection; all functions may be called from any thread. The destructor ends them
/// all.
class DEVENV_API FakeDaemon
{
public:
    FakeDaemon();
    ~FakeDaemon();
    FakeDaemon(const FakeDaemon&) = delete;
    FakeDaemon& operator=(const FakeDaemon&) = delete;

    /// "unix:///tmp/…/docker.sock"
    const std::string& host() const;

    /// A script for "GET /containers/{id}/json": the path without its version prefix, `{…}` matches one or
    /// more parts. The last one made that matches is used.
    Script on(const std::string& method_and_path);

    std::vector<RecordedRequest> requests() const;
    /// Those of one kind, as `on` has it.
    std::vector<RecordedRequest> requests(const std::string& method_and_path) const;

    /// Waits until that request has come as a whole.
    /// Errors: timed_out.
    RecordedRequest wait_for(
        const std::string& method_and_path, std::chrono::milliseconds time = std::chrono::seconds(10)
    ) const;

    int connections() const;  ///< ever made
    int open_connections() const;
    std::size_t last_reply_size() const;  ///< bytes, head included

    /// Waits until no connection is open. Errors: timed_out.
    void wait_until_left(std::chrono::milliseconds time = std::chrono::seconds(10)) const;

    /// Hangs up on every connection that waits for a request.
    void close_idle_connections();

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace devenv::inline v1::testing
