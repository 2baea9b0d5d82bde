#pragma once

#include <devenv/models/container.hpp>
#include <devenv/models/filters.hpp>
#include <devenv/models/system.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

class AttachStream;
class ByteReader;
class LogStream;

/// Lists containers: running ones, or all.
/// Source: GET /containers/json, API 1.24.
struct ListContainers
{
    using Response = std::vector<ContainerSummary>;
    bool all = false;
    std::optional<int> limit{};
    bool size = false;
    Filters filters{};
};

/// Creates a container; it doesn't run yet. Repeating it could make two: it is sent once.
/// Errors: not_found (no such image), conflict (the name is taken), bad_request.
/// Source: POST /containers/create, API 1.24; platform 1.41.
struct CreateContainer
{
    using Response = ContainerCreated;
    std::string name{};
    std::string platform{};  ///< "os/arch[/variant]"
    ContainerConfig config{};
};

/// Errors: not_found. Source: GET /containers/{id}/json, API 1.24.
struct InspectContainer
{
    using Response = ContainerInspect;
    std::string container{};
};

/// Starts a created or stopped container. One that runs already is not an error.
/// Errors: not_found; bad_request when the command can't run (see ExitStatus of the container: 126, 127).
/// Source: POST /containers/{id}/start, API 1.24.
struct StartContainer
{
    using Response = StartOutcome;
    std::string container{};
    std::string detach_keys{};
};

/// Stops a running container: `signal`, then KILL after `timeout`.
/// Errors: not_found. A container that was stopped already is not an error.
/// Source: POST /containers/{id}/stop, API 1.24; signal since 1.42.
struct StopContainer
{
    using Response = StopOutcome;
    std::string container{};
    std::string signal{};                           ///< name or number; the image's StopSignal if empty
    std::optional<std::chrono::seconds> timeout{};  ///< the daemon's default is 10 s; -1 = wait for ever
};

/// Sends a signal to the first process of a container.
/// Errors: not_found, conflict (not running). Source: POST /containers/{id}/kill, API 1.24.
struct KillContainer
{
    using Response = Nothing;
    std::string container{};
    std::string signal{};  ///< KILL if empty
};

/// Sets the size of a container's terminal.
/// Errors: not_found, conflict (not running). Source: POST /containers/{id}/resize, API 1.24.
struct ResizeContainer
{
    using Response = Nothing;
    std::string container{};
    std::uint32_t height = 0;
    std::uint32_t width = 0;
};

/// Gives a container another name.
/// Errors: not_found, conflict (the name is taken). Source: POST /containers/{id}/rename, API 1.24.
struct RenameContainer
{
    using Response = Nothing;
    std::string container{};
    std::string name{};
};

/// Removes a container.
/// Errors: conflict (running and not forced). One that is gone or going is not an error.
/// Source: DELETE /containers/{id}, API 1.24.
struct RemoveContainer
{
    using Response = Nothing;
    std::string container{};
    bool force = false;    ///< kill it first
    bool volumes = false;  ///< its anonymous volumes as well; else they stay for ever
};

/// Waits until a container ends. The head of the answer comes at once and means that the wait is registered;
/// so `Container::wait` can be begun before a start. Errors: not_found, interrupted. No deadline by default.
/// Source: POST /containers/{id}/wait, API 1.24; condition 1.30.
struct WaitContainer
{
    using Response = ContainerEnd;
    std::string container{};
    std::string condition{};  ///< not-running (default), next-exit, removed
};

/// Reads what a container has written, from its log.
/// Errors: not_found; unsupported (the log driver can't be read).
/// Source: GET /containers/{id}/logs, API 1.24; until 1.35.
struct Logs
{
    using Response = LogStream;
    std::string container{};
    bool out = true;
    bool err = true;
    bool follow = false;      ///< go on until the container ends
    bool timestamps = false;  ///< RFC 3339 with 9 digits before each line
    std::string since{};      ///< Unix seconds with optional fraction, inclusive
    std::string until{};
    std::string tail{};         ///< number of lines; all if empty
    std::optional<bool> tty{};  ///< whether the container has one; asked if absent and not told by the answer
};

/// Attaches to a container's streams. Attach before the start: what was written earlier is lost (but for
/// `logs`). Errors: not_found, conflict. Source: POST /containers/{id}/attach, API 1.24.
struct AttachContainer
{
    using Response = AttachStream;
    std::string container{};
    bool in = false;
    bool out = true;
    bool err = true;
    bool stream = true;
    bool logs = false;
    std::string detach_keys{};
    std::optional<bool> tty{};  ///< whether the container has one; asked if absent and not told by the answer
};

/// Attaches to a container's streams through a WebSocket, as a browser would: what passes HTTP proxies that
/// an AttachContainer doesn't. Output and errors come as one. Errors: not_found, conflict.
/// Source: GET /containers/{id}/attach/ws, API 1.24; binary since 1.28.
struct AttachWebSocket
{
    using Response = AttachStream;
    std::string container{};
    bool in = false;  ///< below API 1.42 the daemon attaches all three, whatever is said
    bool out = true;
    bool err = true;
    bool stream = true;
    bool logs = false;
    std::string detach_keys{};
};

/// Looks at a path in a container, stopped ones included.
/// Errors: not_found. Source: HEAD /containers/{id}/archive, API 1.24.
struct StatPath
{
    using Response = PathStat;
    std::string container{};
    std::string path{};
};

/// Reads a path of a container as a tar, whose entries begin with the path's base name.
/// Errors: not_found. Source: GET /containers/{id}/archive, API 1.24.
struct ReadArchive
{
    using Response = ByteReader;
    std::string container{};
    std::string path{};
};

/// Unpacks a tar (given beside the operation) into a directory of a container, which must exist.
/// Errors: not_found, bad_request (not a directory). A cut upload leaves a part.
/// Source: PUT /containers/{id}/archive, API 1.24.
struct WriteArchive
{
    using Response = Nothing;
    std::string container{};
    std::string path{};
    bool keep_kind = false;  ///< don't replace a directory by a file nor the other way round
    bool copy_owner = false;
};

/// Creates a command in a running container; see `Client::exec` for all of it.
/// Errors: not_found, conflict (not running, paused). Source: POST /containers/{id}/exec, API 1.24.
struct CreateExec
{
    using Response = ExecCreated;
    std::string container{};
    ExecConfig config{};
};

/// Starts a command made by CreateExec, with the connection as its streams. That it couldn't start is told by
/// its exit code and a text on its output, not by an error. Source: POST /exec/{id}/start, API 1.24.
struct StartExec
{
    using Response = AttachStream;
    std::string exec{};
    struct Body
    {
        bool detach = false;
        bool tty = false;                           ///< the same as at its creation
        std::vector<std::uint32_t> console_size{};  ///< height, width; since API 1.42
    } config{};
};

/// Source: GET /exec/{id}/json, API 1.24.
struct InspectExec
{
    using Response = ExecInspect;
    std::string exec{};
};

/// Source: POST /exec/{id}/resize, API 1.24. Only once it runs: before, the daemon hangs for 10 s and fails.
struct ResizeExec
{
    using Response = Nothing;
    std::string exec{};
    std::uint32_t height = 0;
    std::uint32_t width = 0;
};

}  // namespace devenv::inline v1
