#pragma once

#include <devenv/build.hpp>
#include <devenv/client_options.hpp>
#include <devenv/container.hpp>
#include <devenv/error.hpp>
#include <devenv/export.hpp>
#include <devenv/frame.hpp>
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
#include <devenv/operations/secrets.hpp>
#include <devenv/operations/services.hpp>
#include <devenv/operations/session.hpp>
#include <devenv/operations/swarm.hpp>
#include <devenv/operations/swarm_configs.hpp>
#include <devenv/operations/system.hpp>
#include <devenv/operations/tasks.hpp>
#include <devenv/operations/volumes.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// The blocking face: the names of devenv::Client, for programs without an event loop. No Asio in sight.
namespace devenv::inline v1::blocking {

using FrameSink = std::function<void(const Frame&)>;
using BuildSink = std::function<void(const BuildEvent&)>;

class Client;

/// A container's output, pulled. See devenv::LogStream.
class DEVENV_API LogStream
{
public:
    struct Impl;

    explicit LogStream(std::unique_ptr<Impl> impl);
    LogStream(LogStream&&) noexcept;
    LogStream& operator=(LogStream&&) noexcept;
    LogStream(const LogStream&) = delete;
    LogStream& operator=(const LogStream&) = delete;
    ~LogStream();

    /// The next piece of output, valid until the next call; nullopt at the end.
    std::optional<Frame> next();

private:
    std::unique_ptr<Impl> impl_;
};

/// A command that runs in a container. See devenv::Process.
class DEVENV_API Process
{
public:
    struct Impl;

    explicit Process(std::unique_ptr<Impl> impl);
    Process(Process&&) noexcept;
    Process& operator=(Process&&) noexcept;
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    std::optional<Frame> next();
    void write(std::string_view bytes);
    void close_input();
    /// Reads what is left of its output away and tells its exit code.
    ExitStatus wait();

private:
    std::unique_ptr<Impl> impl_;
};

/// A Docker daemon, in the blocking face.
///
/// Threads: one at a time. The calling thread does the work during a call; between calls nothing runs.
/// Callbacks must not call the same client. Errors: devenv::Error, as the coroutine face.
class DEVENV_API Client
{
public:
    struct Impl;

    explicit Client(ClientOptions options = {});
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    /// Sends one operation (devenv/operations/) that answers with a value.
    template <class Op>
    typename Op::Response send(const Op& op);

    /// Runs a container to its end and removes it: create, attach, start, output, wait, remove.
    /// Its output is handed to `output` as it comes. The container goes also when this throws.
    ExitStatus run(const ContainerSpec& spec, const FrameSink& output = {});

    /// Builds an image. Errors: step_failed, with the step and its words; config (the context).
    Image build(const BuildSpec& spec, const BuildSink& events = {});

    LogStream logs(const Logs& op);
    Process exec(const ExecSpec& spec);

    std::string host() const;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace devenv::inline v1::blocking
