#include "devenv/operations/container_control.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

namespace {

// The daemon answers once the container has had its time to stop.
std::chrono::milliseconds time_to_stop(const void* spec)
{
    constexpr std::chrono::seconds daemon_default{10};
    constexpr std::chrono::hours for_ever{24 * 365};
    const auto timeout = static_cast<const RestartContainer*>(spec)->timeout.value_or(daemon_default);
    return timeout.count() < 0 ? for_ever : timeout;
}

}  // namespace

template <>
const Operation& operation_of<ListProcesses>()
{
    static const Operation operation =
        declare<ListProcesses>("ListProcesses", Method::get, "/containers/{container}/top")
            .repeat(Repeat::safe)
            .path("container", &ListProcesses::container)
            .query("ps_args", &ListProcesses::ps_args)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ListChanges>()
{
    static const Operation operation =
        declare<ListChanges>("ListChanges", Method::get, "/containers/{container}/changes")
            .repeat(Repeat::safe)
            .path("container", &ListChanges::container)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ExportContainer>()
{
    static const Operation operation =
        declare<ExportContainer>("ExportContainer", Method::get, "/containers/{container}/export")
            .repeat(Repeat::safe)
            .path("container", &ExportContainer::container)
            .streams();
    return operation;
}

template <>
const Operation& operation_of<WatchStats>()
{
    static const Operation operation =
        declare<WatchStats>("WatchStats", Method::get, "/containers/{container}/stats")
            .repeat(Repeat::safe)
            .silent()
            .path("container", &WatchStats::container)
            .streams();
    return operation;
}

template <>
const Operation& operation_of<ReadStats>()
{
    static const Operation operation =
        declare<ReadStats>("ReadStats", Method::get, "/containers/{container}/stats")
            .repeat(Repeat::safe)
            .path("container", &ReadStats::container)
            .constant("stream", "0")
            .query("one-shot", &ReadStats::one_shot, Since{41})
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<RestartContainer>()
{
    static const Operation operation =
        declare<RestartContainer>("RestartContainer", Method::post, "/containers/{container}/restart")
            .path("container", &RestartContainer::container)
            .query("signal", &RestartContainer::signal, Since{42})
            .query("t", &RestartContainer::timeout)
            .head_after(&time_to_stop)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UpdateContainer>()
{
    static const Operation operation =
        declare<UpdateContainer>("UpdateContainer", Method::post, "/containers/{container}/update")
            .repeat(Repeat::safe)
            .path("container", &UpdateContainer::container)
            .json_body(&UpdateContainer::config)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<PauseContainer>()
{
    static const Operation operation =
        declare<PauseContainer>("PauseContainer", Method::post, "/containers/{container}/pause")
            .path("container", &PauseContainer::container)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UnpauseContainer>()
{
    static const Operation operation =
        declare<UnpauseContainer>("UnpauseContainer", Method::post, "/containers/{container}/unpause")
            .path("container", &UnpauseContainer::container)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<PruneContainers>()
{
    static const Operation operation =
        declare<PruneContainers>("PruneContainers", Method::post, "/containers/prune")
            .since(25)
            .repeat(Repeat::safe)
            .query("filters", &PruneContainers::filters)
            .answers_json();
    return operation;
}

template <>
asio::awaitable<ByteReader> send_by(std::shared_ptr<Core> core, ExportContainer op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<ExportContainer>(), &op, std::move(options));
    co_return make_byte_reader(std::move(reply));
}

template <>
asio::awaitable<ObjectStream<ContainerStats>> send_by(std::shared_ptr<Core> core, WatchStats op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<WatchStats>(), &op, std::move(options));
    co_return ObjectStream<ContainerStats>(
        make_line_stream(std::move(reply), "WatchStats " + op.container, InBandError::is_handed_on)
    );
}

}  // namespace devenv::detail::engine

#define DEVENV_CONTAINER_CONTROL(VALUE, STREAM, UPLOAD) \
    VALUE(ListProcesses)                                \
    VALUE(ListChanges)                                  \
    STREAM(ExportContainer)                             \
    STREAM(WatchStats)                                  \
    VALUE(ReadStats)                                    \
    VALUE(RestartContainer)                             \
    VALUE(UpdateContainer)                              \
    VALUE(PauseContainer)                               \
    VALUE(UnpauseContainer)                             \
    VALUE(PruneContainers)
DEVENV_OPERATIONS(container_control, DEVENV_CONTAINER_CONTROL)
