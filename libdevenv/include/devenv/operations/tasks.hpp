#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/service.hpp>
#include <devenv/models/system.hpp>

#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

class LogStream;

/// Source: GET /tasks, API 1.24.
struct ListTasks
{
    using Response = std::vector<Task>;
    Filters filters{};
};

/// Errors: not_found.
/// Source: GET /tasks/{id}, API 1.24.
struct InspectTask
{
    using Response = Task;
    std::string task{};
};

/// Reads what a task has written.
/// Source: GET /tasks/{id}/logs, API 1.29.
struct TaskLogs
{
    using Response = LogStream;
    std::string task{};
    bool out = true;
    bool err = true;
    bool follow = false;
    bool details = false;
    bool timestamps = false;
    std::string since{};        ///< Unix seconds with optional fraction
    std::string tail{};         ///< number of lines; all if empty
    std::optional<bool> tty{};  ///< whether it has a terminal; asked if absent and not told by the answer
};

}  // namespace devenv::inline v1
