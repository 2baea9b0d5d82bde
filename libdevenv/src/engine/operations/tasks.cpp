#include "devenv/operations/tasks.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListTasks>()
{
    static const Operation operation = declare<ListTasks>("ListTasks", Method::get, "/tasks")
                                           .repeat(Repeat::safe)
                                           .query("filters", &ListTasks::filters)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectTask>()
{
    static const Operation operation = declare<InspectTask>("InspectTask", Method::get, "/tasks/{task}")
                                           .repeat(Repeat::safe)
                                           .path("task", &InspectTask::task)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<TaskLogs>()
{
    static const Operation operation = declare<TaskLogs>("TaskLogs", Method::get, "/tasks/{task}/logs")
                                           .since(29)
                                           .repeat(Repeat::safe)
                                           .silent()
                                           .path("task", &TaskLogs::task)
                                           .query("stdout", &TaskLogs::out)
                                           .query("stderr", &TaskLogs::err)
                                           .query("follow", &TaskLogs::follow)
                                           .query("details", &TaskLogs::details)
                                           .query("timestamps", &TaskLogs::timestamps)
                                           .query("since", &TaskLogs::since)
                                           .query("tail", &TaskLogs::tail)
                                           .streams();
    return operation;
}

template <>
asio::awaitable<LogStream> send_by(std::shared_ptr<Core> core, TaskLogs op)
{
    LogStream stream = co_await open_logs(core, std::move(op));
    co_return stream;
}

}  // namespace devenv::detail::engine

#define DEVENV_TASKS(VALUE, STREAM, UPLOAD) \
    VALUE(ListTasks)                        \
    VALUE(InspectTask)                      \
    STREAM(TaskLogs)
DEVENV_OPERATIONS(tasks, DEVENV_TASKS)
