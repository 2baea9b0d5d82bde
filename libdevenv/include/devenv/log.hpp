#pragma once

#include <functional>
#include <string_view>

namespace devenv::inline v1 {

/// How much is logged: each level includes those before it.
enum class LogLevel
{
    error,
    warn,
    info,
    debug,
};

/// Where the library's log goes; silent unless `write` is set. Lines hold neither credentials nor bodies nor
/// values of environment variables and build arguments. Threads: `write` is called on the client's executor.
struct Logger
{
    LogLevel level = LogLevel::warn;
    std::function<void(LogLevel, std::string_view)> write{};

    bool takes(LogLevel line) const { return write && line <= level; }
};

}  // namespace devenv::inline v1
