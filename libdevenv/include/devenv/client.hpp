#pragma once

#include <devenv/build.hpp>
#include <devenv/build_run.hpp>
#include <devenv/byte_source.hpp>
#include <devenv/client_options.hpp>
#include <devenv/container.hpp>
#include <devenv/error.hpp>
#include <devenv/export.hpp>
#include <devenv/follow.hpp>
#include <devenv/operations/build.hpp>
#include <devenv/operations/builder.hpp>
#include <devenv/operations/checkpoints.hpp>
#include <devenv/operations/container_control.hpp>
#include <devenv/operations/containers.hpp>
#include <devenv/operations/distribution.hpp>
#include <devenv/operations/events.hpp>
#include <devenv/operations/images.hpp>
#include <devenv/operations/networks.hpp>
#include <devenv/operations/nodes.hpp>
#include <devenv/operations/plugins.hpp>
#include <devenv/operations/raw.hpp>
#include <devenv/operations/secrets.hpp>
#include <devenv/operations/services.hpp>
#include <devenv/operations/session.hpp>
#include <devenv/operations/swarm.hpp>
#include <devenv/operations/swarm_configs.hpp>
#include <devenv/operations/system.hpp>
#include <devenv/operations/tasks.hpp>
#include <devenv/operations/volumes.hpp>
#include <devenv/stream.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace devenv::detail::engine {
class Core;
class Loop;
}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

class Container;
class Process;

/// A Docker daemon, in the coroutine face. Specs are named values: g++ 12 breaks aggregate temporaries inside
/// of a co_await expression, so functions that take them by rvalue are deleted.
///
/// Cost: a copy is a pointer; copies share connections and the API version agreed upon.
/// Threads: a client and all that is made from it live on one executor (a strand, if its context has several
/// threads). Cancellation: Asio's own, and terminal: the operation ends with `cancelled` and its connection
/// is closed. Errors: every operation can end in unreachable, denied (the socket), timed_out, interrupted,
/// server, protocol and cancelled; the comments of the operations say what else.
class DEVENV_API Client
{
public:
    /// A client with an event loop of its own; use it by `run`.
    explicit Client(ClientOptions options = {});
    /// A client in the caller's event loop.
    explicit Client(boost::asio::any_io_executor executor, ClientOptions options = {});

    /// Sends one operation (devenv/operations/): the answer is its Response.
    template <class Op>
    boost::asio::awaitable<typename Op::Response> send(const Op& op);
    template <class Op>
    boost::asio::awaitable<typename Op::Response> send(const Op&& op) = delete;

    /// Sends an operation with a body that is made while it is sent: a tar.
    boost::asio::awaitable<LineStream> send(const ImportImage& op, std::shared_ptr<ByteSource> body);
    boost::asio::awaitable<LineStream> send(const ImportImage&& op, std::shared_ptr<ByteSource> body) =
        delete;
    boost::asio::awaitable<Nothing> send(const WriteArchive& op, std::shared_ptr<ByteSource> body);
    boost::asio::awaitable<Nothing> send(const WriteArchive&& op, std::shared_ptr<ByteSource> body) = delete;
    boost::asio::awaitable<LineStream> send(const LoadImages& op, std::shared_ptr<ByteSource> body);
    boost::asio::awaitable<LineStream> send(const LoadImages&& op, std::shared_ptr<ByteSource> body) = delete;
    boost::asio::awaitable<LineStream> send(const BuildImage& op, std::shared_ptr<ByteSource> body);
    boost::asio::awaitable<LineStream> send(const BuildImage&& op, std::shared_ptr<ByteSource> body) = delete;
    boost::asio::awaitable<Nothing> send(const CreatePlugin& op, std::shared_ptr<ByteSource> body);
    boost::asio::awaitable<Nothing> send(const CreatePlugin&& op, std::shared_ptr<ByteSource> body) = delete;

    /// Sends a request to any path of the daemon, with `body` instead of the request's own if it is given.
    boost::asio::awaitable<RawAnswer> send(const RawRequest& request, std::shared_ptr<ByteSource> body = {});
    boost::asio::awaitable<RawAnswer> send(
        const RawRequest&& request, std::shared_ptr<ByteSource> body = {}
    ) = delete;

    /// Creates a container. It is removed with its handle.
    /// Errors: not_found (the image), conflict (the name). Source: POST /containers/create, API 1.24.
    boost::asio::awaitable<Container> create(const ContainerSpec& spec);
    boost::asio::awaitable<Container> create(const ContainerSpec&& spec) = delete;

    /// Starts a command in a running container.
    /// Errors: not_found, conflict (not running, paused), bad_request.
    /// Source: POST /containers/{id}/exec and /exec/{id}/start, API 1.24.
    boost::asio::awaitable<Process> exec(const ExecSpec& spec);
    boost::asio::awaitable<Process> exec(const ExecSpec&& spec) = delete;

    /// Reads a container's log. Source: GET /containers/{id}/logs, API 1.24.
    boost::asio::awaitable<LogStream> logs(const Logs& op);
    boost::asio::awaitable<LogStream> logs(const Logs&& op) = delete;

    /// Follows a container's log over dropped connections and restarts of the daemon; see devenv/follow.hpp.
    FollowedLogs follow(const FollowLogs& op);

    /// Builds an image from a folder. Source: POST /build, API 1.24.
    boost::asio::awaitable<BuildRun> build(const BuildSpec& spec);
    boost::asio::awaitable<BuildRun> build(const BuildSpec&& spec) = delete;

    /// The same daemon with other deadlines, retries or log; connections are shared.
    Client with(ClientOptions options) const;

    /// The API version spoken, as the minor of 1; asks the daemon the first time.
    boost::asio::awaitable<int> api_minor();

    /// Where the daemon is, "unix:///var/run/docker.sock".
    std::string host() const;

    const boost::asio::any_io_executor& executor() const { return executor_; }
    const std::shared_ptr<detail::engine::Core>& core() const { return core_; }

    /// Runs the client's own loop until `job` is done. What `run` is made of.
    void run_to_end(boost::asio::awaitable<void> job);

private:
    Client(std::shared_ptr<detail::engine::Loop>, boost::asio::any_io_executor, std::shared_ptr<detail::engine::Core>);

    std::shared_ptr<detail::engine::Loop> loop_{};  // null = the caller's loop
    boost::asio::any_io_executor executor_{};
    std::shared_ptr<detail::engine::Core> core_{};
};

/// A container that this handle owns: it is removed, killed first if need be and with its anonymous volumes,
/// when the handle goes; `keep` lets it live on. The removal of a handle that just goes is sent in the
/// background, within 10 s, and its failure isn't told; `remove` waits for it and throws.
class DEVENV_API Container
{
public:
    /// How its streams were set up when it was created.
    struct Streams
    {
        bool tty = false;
        bool input = false;
    };

    Container(Client client, std::string id, Streams streams);
    Container(Container&&) noexcept;
    Container& operator=(Container&&) noexcept;
    Container(const Container&) = delete;
    Container& operator=(const Container&) = delete;
    ~Container();

    const std::string& id() const { return id_; }

    /// Attaches to its streams, its input among them if it has one. Before the start: what is written earlier
    /// is lost. Source: POST /containers/{id}/attach, API 1.24.
    boost::asio::awaitable<AttachStream> attach();

    /// Starts it. Errors: bad_request when its command can't run; see `exit_status` for 126 and 127.
    boost::asio::awaitable<void> start();

    /// Waits for its end and tells it. For a container that hasn't started yet it waits for its next end.
    boost::asio::awaitable<ExitStatus> wait();

    /// Sends a signal, KILL if empty. Errors: conflict (not running).
    boost::asio::awaitable<void> kill(std::string signal = {});
    boost::asio::awaitable<void> stop(std::optional<std::chrono::seconds> timeout = {});
    boost::asio::awaitable<void> resize(std::uint32_t height, std::uint32_t width);

    /// Removes it now. One that is gone already is not an error.
    boost::asio::awaitable<void> remove();

    /// Gives up ownership.
    void keep() noexcept { id_kept_ = true; }

private:
    void abandon() noexcept;

    std::optional<Client> client_{};
    std::string id_{};
    Streams streams_{};
    bool has_started_ = false;
    bool id_kept_ = false;
};

/// A command that runs in a container. Closing it doesn't end the command.
class DEVENV_API Process : public AttachStream
{
public:
    Process(Client client, std::string id, AttachStream stream, std::string container, std::string mark);

    const std::string& id() const { return id_; }

    /// Reads what is left of its output away and tells its exit code.
    /// 126 and 127: it could not be executed, or not be found (126 for both before 28).
    /// Errors: not_found, once the container is gone.
    boost::asio::awaitable<ExitStatus> wait();

    /// Sends a signal ("TERM", "KILL") to the command and to what it has started. The Engine API has no such
    /// call: another command in the container finds them by a mark in their environment, so one that has
    /// emptied its environment isn't reached. False: none of them runs any more.
    /// Errors: unsupported (the container has no `sh`), not_found, conflict (it isn't running).
    boost::asio::awaitable<bool> kill(std::string signal = "KILL");

    boost::asio::awaitable<void> resize(std::uint32_t height, std::uint32_t width);

private:
    Client client_;
    std::string id_{};
    std::string container_{};
    std::string mark_{};
};

}  // namespace devenv::inline v1

namespace devenv::detail {

template <class T>
boost::asio::awaitable<void> store(boost::asio::awaitable<T> job, std::optional<T>& into)
{
    into.emplace(co_await std::move(job));
}

}  // namespace devenv::detail

namespace devenv::inline v1 {

/// Runs a coroutine in the client's own event loop and returns what it returns, or throws what it throws.
/// Removals that are still under way are waited for, at most 10 s.
template <class T>
T run(Client& client, boost::asio::awaitable<T> job)
{
    std::optional<T> result;
    client.run_to_end(detail::store(std::move(job), result));
    return std::move(*result);
}

inline void run(Client& client, boost::asio::awaitable<void> job)
{
    client.run_to_end(std::move(job));
}

}  // namespace devenv::inline v1
