#include "devenv/container.hpp"

#include "devenv/client.hpp"
#include "engine/loop.hpp"
#include "engine/run_container.hpp"
#include "transport/with_deadline.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string_view>

namespace devenv::inline v1 {

namespace asio = boost::asio;
namespace engine = detail::engine;

namespace {

constexpr std::chrono::seconds removal_time{10};

Mount with_absolute_source(Mount mount)
{
    if (mount.type == "bind" && !mount.source.empty() && !mount.source.starts_with('/'))
        mount.source = std::filesystem::absolute(mount.source).lexically_normal().string();
    return mount;
}

void publish(const PublishedPort& port, ContainerConfig& config)
{
    const std::string key = fmt::format("{}/{}", port.container_port, port.protocol);
    config.exposed_ports[key] = Json{"{}"};
    config.host_config.port_bindings[key].push_back({
        .host_ip = port.host_ip,
        .host_port = port.host_port == 0 ? "" : std::to_string(port.host_port),
    });
}

asio::awaitable<void> remove_in_time(Client client, std::string id)
{
    try {
        const RemoveContainer removal{.container = std::move(id), .force = true, .volumes = true};
        auto removing = client.send(removal);
        auto bounded = detail::transport::with_deadline(
            std::chrono::steady_clock::now() + removal_time, std::move(removing)
        );
        co_await std::move(bounded);
    } catch (const std::exception&) {
        // Nobody is left to be told; what stays is found by its label.
    }
}

}  // namespace

ContainerConfig config_of(const ContainerSpec& spec)
{
    ContainerConfig config{
        .user = spec.user,
        .attach_stdin = spec.input,
        .attach_stdout = true,
        .attach_stderr = true,
        .tty = spec.tty,
        .open_stdin = spec.input,
        .stdin_once = spec.input,
        .env = spec.env,
        .image = spec.image,
        .working_dir = spec.working_dir,
        .entrypoint = spec.entrypoint,
        .labels = spec.labels,
    };
    if (!spec.command.empty())
        config.command = spec.command;
    HostConfig& host = config.host_config;
    for (const Mount& mount : spec.mounts)
        host.mounts.push_back(with_absolute_source(mount));
    host.network_mode = spec.network.empty() ? "default" : spec.network;
    host.privileged = spec.privileged;
    host.init = spec.init;
    host.cgroupns_mode = spec.cgroupns_mode;
    host.userns_mode = spec.userns_mode;
    host.memory = spec.memory;
    for (const PublishedPort& port : spec.ports)
        publish(port, config);
    return config;
}

asio::awaitable<Container> Client::create(const ContainerSpec& spec)
{
    CreateContainer creation{.name = spec.name, .platform = spec.platform, .config = config_of(spec)};
    return engine::create_container(*this, std::move(creation));
}

Container::Container(Client client, std::string id, Streams streams)
    : client_(std::move(client)), id_(std::move(id)), streams_(streams)
{}

Container::Container(Container&& other) noexcept
    : client_(std::exchange(other.client_, std::nullopt)),
      id_(std::move(other.id_)),
      streams_(other.streams_),
      has_started_(other.has_started_),
      id_kept_(other.id_kept_)
{}

Container& Container::operator=(Container&& other) noexcept
{
    if (this != &other) {
        abandon();
        client_ = std::exchange(other.client_, std::nullopt);
        id_ = std::move(other.id_);
        streams_ = other.streams_;
        has_started_ = other.has_started_;
        id_kept_ = other.id_kept_;
    }
    return *this;
}

Container::~Container()
{
    abandon();
}

void Container::abandon() noexcept
{
    if (!client_ || id_kept_)
        return;
    try {
        const asio::any_io_executor executor = client_->executor();
        engine::Loop::in_background(executor, remove_in_time(std::move(*client_), id_));
    } catch (const std::exception&) {
        // A destructor has nobody to tell; the label tells the next command.
    }
    client_.reset();
}

asio::awaitable<AttachStream> Container::attach()
{
    const AttachContainer operation{.container = id_, .in = streams_.input, .tty = streams_.tty};
    AttachStream stream = co_await client_->send(operation);
    co_return stream;
}

asio::awaitable<void> Container::start()
{
    const StartContainer operation{.container = id_};
    co_await client_->send(operation);
    has_started_ = true;
}

asio::awaitable<ExitStatus> Container::wait()
{
    WaitContainer operation{.container = id_};
    const int api = co_await client_->api_minor();
    if (!has_started_ && api >= 30)
        operation.condition = "next-exit";
    const ContainerEnd end = co_await client_->send(operation);
    ExitStatus status{.code = static_cast<int>(end.status_code)};
    if (end.error)
        status.error = end.error->message;
    status.out_of_memory = co_await engine::ran_out_of_memory(*client_, id_);
    co_return status;
}

asio::awaitable<void> Container::kill(std::string signal)
{
    const KillContainer operation{.container = id_, .signal = std::move(signal)};
    co_await client_->send(operation);
}

asio::awaitable<void> Container::stop(std::optional<std::chrono::seconds> timeout)
{
    const StopContainer operation{.container = id_, .timeout = timeout};
    co_await client_->send(operation);
}

asio::awaitable<void> Container::resize(std::uint32_t height, std::uint32_t width)
{
    const ResizeContainer operation{.container = id_, .height = height, .width = width};
    co_await client_->send(operation);
}

asio::awaitable<void> Container::remove()
{
    const RemoveContainer operation{.container = id_, .force = true, .volumes = true};
    co_await client_->send(operation);
    id_kept_ = true;
}

// --- exec ---

namespace {

constexpr std::string_view mark_name = "DEVENV_EXEC=";

// Names one command among all that run in a container.
std::string make_mark()
{
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

// $0 is the mark, $1 the signal. Only what every sh has built in: the container may have no other program.
constexpr std::string_view kill_script =
    "found=1; for p in /proc/[0-9]*; do while read -r line || [ -n \"$line\" ]; do case $line in *\"$0\"*) "
    "kill -\"$1\" \"${p#/proc/}\" && found=0; break;; esac; done <\"$p/environ\"; done 2>/dev/null; exit "
    "$found";

asio::awaitable<Process> start_exec(Client client, ExecSpec spec)
{
    std::string mark = std::string(mark_name) + make_mark();
    spec.env.push_back(mark);
    const CreateExec creation{
        .container = spec.container,
        .config =
            {
                .attach_stdin = spec.input,
                .attach_stdout = true,
                .attach_stderr = true,
                .tty = spec.tty,
                .env = spec.env,
                .command = spec.command,
                .privileged = spec.privileged,
                .user = spec.user,
                .working_dir = spec.working_dir,
            },
    };
    const ExecCreated created = co_await client.send(creation);
    const StartExec start{.exec = created.id, .config = {.tty = spec.tty}};
    AttachStream stream = co_await client.send(start);
    co_return Process(
        std::move(client), created.id, std::move(stream), std::move(spec.container), std::move(mark)
    );
}

}  // namespace

asio::awaitable<Process> Client::exec(const ExecSpec& spec)
{
    return start_exec(*this, spec);
}

Process::Process(Client client, std::string id, AttachStream stream, std::string container, std::string mark)
    : AttachStream(std::move(stream)),
      client_(std::move(client)),
      id_(std::move(id)),
      container_(std::move(container)),
      mark_(std::move(mark))
{}

asio::awaitable<bool> Process::kill(std::string signal)
{
    if (signal.starts_with("SIG"))
        signal.erase(0, 3);
    const ExecSpec spec{
        .container = container_,
        .command = {"sh", "-c", std::string(kill_script), mark_, std::move(signal)},
        .user = "0",
        .input = false,
    };
    Process killer = co_await client_.exec(spec);
    const ExitStatus end = co_await killer.wait();
    if (end.code > 1)
        throw Error(Error::Details{
            .kind = ErrorKind::unsupported,
            .operation = "KillExec " + id_,
            .message = fmt::format("no signal can be sent: `sh` in the container ended with {}", end.code),
            .hint = "the image needs a /bin/sh for that",
        });
    co_return end.code == 0;
}

asio::awaitable<ExitStatus> Process::wait()
{
    while (true) {
        const auto batch = co_await next_batch();
        if (batch.empty())
            break;
    }
    // The stream can end a moment before the daemon knows the exit code.
    const InspectExec look{.exec = id_};
    std::chrono::milliseconds pause{1};
    while (true) {
        const ExecInspect seen = co_await client_.send(look);
        if (!seen.running && seen.exit_code)
            co_return ExitStatus{.code = static_cast<int>(*seen.exit_code)};
        auto executor = co_await asio::this_coro::executor;
        asio::steady_timer timer(executor, pause);
        co_await timer.async_wait(asio::use_awaitable);
        pause = std::min(pause * 2, std::chrono::milliseconds(250));
    }
}

asio::awaitable<void> Process::resize(std::uint32_t height, std::uint32_t width)
{
    const ResizeExec operation{.exec = id_, .height = height, .width = width};
    co_await client_.send(operation);
}

}  // namespace devenv::inline v1
