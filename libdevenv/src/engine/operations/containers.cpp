#include "devenv/operations/containers.hpp"

#include "base/base64.hpp"
#include "engine/models.hpp"
#include "engine/send.hpp"
#include "transport/with_deadline.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace devenv::detail::engine {

namespace {

std::string start_outcome(const protocol::ResponseHead& head, std::string&, void* into)
{
    *static_cast<StartOutcome*>(into) =
        head.status == 304 ? StartOutcome::was_running : StartOutcome::started;
    return {};
}

std::string stop_outcome(const protocol::ResponseHead& head, std::string&, void* into)
{
    *static_cast<StopOutcome*>(into) = head.status == 304 ? StopOutcome::was_stopped : StopOutcome::stopped;
    return {};
}

std::string path_stat(const protocol::ResponseHead& head, std::string&, void* into)
{
    const std::string_view stat = head.field("X-Docker-Container-Path-Stat");
    std::optional<std::string> text = base::decode_base64(stat, base::Base64Alphabet::standard);
    if (!text || text->empty())
        return "the header X-Docker-Container-Path-Stat is missing or no base64";
    return json::read_text(*text, *static_cast<PathStat*>(into));
}

// The daemon answers once the container has had its time to stop.
std::chrono::milliseconds time_to_stop(const void* spec)
{
    constexpr std::chrono::seconds daemon_default{10};
    constexpr std::chrono::hours for_ever{24 * 365};
    const auto timeout = static_cast<const StopContainer*>(spec)->timeout.value_or(daemon_default);
    return timeout.count() < 0 ? for_ever : timeout;
}

}  // namespace

template <>
const Operation& operation_of<ListContainers>()
{
    static const Operation operation =
        declare<ListContainers>("ListContainers", Method::get, "/containers/json")
            .repeat(Repeat::safe)
            .query("all", &ListContainers::all)
            .query("limit", &ListContainers::limit)
            .query("size", &ListContainers::size)
            .query("filters", &ListContainers::filters)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<CreateContainer>()
{
    static const Operation operation =
        declare<CreateContainer>("CreateContainer", Method::post, "/containers/create")
            .query("name", &CreateContainer::name)
            .query("platform", &CreateContainer::platform, since(41))
            .json_body(&CreateContainer::config)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectContainer>()
{
    static const Operation operation =
        declare<InspectContainer>("InspectContainer", Method::get, "/containers/{container}/json")
            .repeat(Repeat::safe)
            .path("container", &InspectContainer::container)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<StartContainer>()
{
    static const Operation operation =
        declare<StartContainer>("StartContainer", Method::post, "/containers/{container}/start")
            .repeat(Repeat::safe)
            .path("container", &StartContainer::container)
            .query("detachKeys", &StartContainer::detach_keys)
            .answers(&start_outcome);
    return operation;
}

template <>
const Operation& operation_of<StopContainer>()
{
    static const Operation operation =
        declare<StopContainer>("StopContainer", Method::post, "/containers/{container}/stop")
            .repeat(Repeat::safe)
            .path("container", &StopContainer::container)
            .query("signal", &StopContainer::signal, since(42))
            .query("t", &StopContainer::timeout)
            .head_after(&time_to_stop)
            .answers(&stop_outcome);
    return operation;
}

template <>
const Operation& operation_of<KillContainer>()
{
    static const Operation operation =
        declare<KillContainer>("KillContainer", Method::post, "/containers/{container}/kill")
            .path("container", &KillContainer::container)
            .query("signal", &KillContainer::signal)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<ResizeContainer>()
{
    static const Operation operation =
        declare<ResizeContainer>("ResizeContainer", Method::post, "/containers/{container}/resize")
            .repeat(Repeat::safe)
            .path("container", &ResizeContainer::container)
            .query("h", &ResizeContainer::height)
            .query("w", &ResizeContainer::width)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<RenameContainer>()
{
    static const Operation operation =
        declare<RenameContainer>("RenameContainer", Method::post, "/containers/{container}/rename")
            .path("container", &RenameContainer::container)
            .query("name", &RenameContainer::name)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<RemoveContainer>()
{
    static const Operation operation =
        declare<RemoveContainer>("RemoveContainer", Method::remove, "/containers/{container}")
            .repeat(Repeat::safe)
            .path("container", &RemoveContainer::container)
            .query("force", &RemoveContainer::force)
            .query("v", &RemoveContainer::volumes)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<WaitContainer>()
{
    static const Operation operation =
        declare<WaitContainer>("WaitContainer", Method::post, "/containers/{container}/wait")
            .repeat(Repeat::safe)
            .silent()
            .path("container", &WaitContainer::container)
            .query("condition", &WaitContainer::condition, since(30))
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<Logs>()
{
    static const Operation operation = declare<Logs>("Logs", Method::get, "/containers/{container}/logs")
                                           .repeat(Repeat::safe)
                                           .silent()
                                           .path("container", &Logs::container)
                                           .query("stdout", &Logs::out)
                                           .query("stderr", &Logs::err)
                                           .query("follow", &Logs::follow)
                                           .query("timestamps", &Logs::timestamps)
                                           .query("since", &Logs::since)
                                           .query("until", &Logs::until, since(35))
                                           .query("tail", &Logs::tail)
                                           .streams();
    return operation;
}

template <>
const Operation& operation_of<AttachContainer>()
{
    static const Operation operation =
        declare<AttachContainer>("AttachContainer", Method::post, "/containers/{container}/attach")
            .path("container", &AttachContainer::container)
            .query("stream", &AttachContainer::stream)
            .query("stdin", &AttachContainer::in)
            .query("stdout", &AttachContainer::out)
            .query("stderr", &AttachContainer::err)
            .query("logs", &AttachContainer::logs)
            .query("detachKeys", &AttachContainer::detach_keys)
            .hijacks("tcp");
    return operation;
}

template <>
const Operation& operation_of<StatPath>()
{
    static const Operation operation =
        declare<StatPath>("StatPath", Method::head, "/containers/{container}/archive")
            .repeat(Repeat::safe)
            .path("container", &StatPath::container)
            .query("path", &StatPath::path)
            .answers(&path_stat);
    return operation;
}

template <>
const Operation& operation_of<ReadArchive>()
{
    static const Operation operation =
        declare<ReadArchive>("ReadArchive", Method::get, "/containers/{container}/archive")
            .repeat(Repeat::safe)
            .path("container", &ReadArchive::container)
            .query("path", &ReadArchive::path)
            .streams();
    return operation;
}

template <>
const Operation& operation_of<WriteArchive>()
{
    static const Operation operation =
        declare<WriteArchive>("WriteArchive", Method::put, "/containers/{container}/archive")
            .repeat(Repeat::safe)
            .path("container", &WriteArchive::container)
            .query("path", &WriteArchive::path)
            .query("noOverwriteDirNonDir", &WriteArchive::keep_kind)
            .query("copyUIDGID", &WriteArchive::copy_owner)
            .body_stream("application/x-tar")
            .answers_nothing();
    return operation;
}

namespace {

// Somebody else's removal is under way: it ends by itself.
asio::awaitable<void> until_gone(std::shared_ptr<Core> core, std::string container)
{
    const InspectContainer look{.container = std::move(container)};
    constexpr std::chrono::milliseconds pause{50};
    try {
        while (true) {
            CallOptions options;
            Reply reply = co_await core->call(operation_of<InspectContainer>(), &look, std::move(options));
            ContainerInspect seen;
            co_await read_value(reply, operation_of<InspectContainer>(), "InspectContainer", &seen);
            auto executor = co_await asio::this_coro::executor;
            asio::steady_timer timer(executor, pause);
            co_await timer.async_wait(asio::use_awaitable);
        }
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::not_found)
            throw;
    }
}

}  // namespace

template <>
asio::awaitable<Nothing> send_by(std::shared_ptr<Core> core, RemoveContainer op)
{
    bool is_going = false;
    try {
        CallOptions options;
        Reply reply = co_await core->call(operation_of<RemoveContainer>(), &op, std::move(options));
        Nothing nothing;
        co_await read_value(reply, operation_of<RemoveContainer>(), "RemoveContainer", &nothing);
    } catch (const Error& e) {
        is_going =
            e.kind() == ErrorKind::conflict && e.message().find("already in progress") != std::string::npos;
        if (!is_going && e.kind() != ErrorKind::not_found)
            throw;
    }
    if (is_going) {
        constexpr std::chrono::seconds patience{30};
        auto going = until_gone(core, op.container);
        auto bounded =
            transport::with_deadline(std::chrono::steady_clock::now() + patience, std::move(going));
        co_await std::move(bounded);
    }
    co_return Nothing{};
}

template <>
asio::awaitable<LogStream> send_by(std::shared_ptr<Core> core, Logs op)
{
    LogStream stream = co_await open_logs(core, std::move(op));
    co_return stream;
}

template <>
asio::awaitable<AttachStream> send_by(std::shared_ptr<Core> core, AttachContainer op)
{
    AttachStream stream = co_await open_attach(core, std::move(op));
    co_return stream;
}

template <>
asio::awaitable<ByteReader> send_by(std::shared_ptr<Core> core, ReadArchive op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<ReadArchive>(), &op, std::move(options));
    co_return make_byte_reader(std::move(reply));
}

namespace {

asio::awaitable<Nothing> write_archive(
    std::shared_ptr<Core> core, WriteArchive op, std::shared_ptr<ByteSource> body
)
{
    CallOptions options;
    options.source = std::move(body);
    Reply reply = co_await core->call(operation_of<WriteArchive>(), &op, std::move(options));
    Nothing nothing;
    co_await read_value(reply, operation_of<WriteArchive>(), "WriteArchive", &nothing);
    co_return nothing;
}

}  // namespace

}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

boost::asio::awaitable<Nothing> Client::send(const WriteArchive& op, std::shared_ptr<ByteSource> body)
{
    return detail::engine::write_archive(core_, op, std::move(body));
}

}  // namespace devenv::inline v1

#define DEVENV_CONTAINERS(VALUE, STREAM, UPLOAD) \
    VALUE(ListContainers)                        \
    VALUE(CreateContainer)                       \
    VALUE(InspectContainer)                      \
    VALUE(StartContainer)                        \
    VALUE(StopContainer)                         \
    VALUE(KillContainer)                         \
    VALUE(ResizeContainer)                       \
    VALUE(RenameContainer)                       \
    VALUE(RemoveContainer)                       \
    VALUE(WaitContainer)                         \
    STREAM(Logs)                                 \
    STREAM(AttachContainer)                      \
    VALUE(StatPath)                              \
    STREAM(ReadArchive)                          \
    UPLOAD(WriteArchive)
DEVENV_OPERATIONS(containers, DEVENV_CONTAINERS)
