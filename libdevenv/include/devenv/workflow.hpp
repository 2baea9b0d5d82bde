#pragma once

#include <devenv/artefacts.hpp>
#include <devenv/client.hpp>
#include <devenv/config.hpp>
#include <devenv/export.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::inline v1 {

/// How an image came to be there.
struct ImageReport
{
    std::string id{};
    std::string reference{};
    bool was_up_to_date = false;  ///< nothing had changed: no build was asked for
    int steps = 0;
    int cached_steps = 0;
    std::uint64_t context_bytes = 0;
    std::chrono::milliseconds duration{0};
};

/// How a run ended.
struct RunReport
{
    std::string container{};
    std::string run{};  ///< its label, by which `logs` finds a detached one
    ExitStatus status{};
    bool is_detached = false;
    bool output_closed = false;  ///< who read the output went away; the run was stopped for it
    std::chrono::milliseconds duration{0};
    std::optional<ArtefactReport> artefacts{};
    std::string log_file{};  ///< on this machine; empty = none
};

/// What a workflow says while it works. All functions do nothing unless they are overridden.
/// Threads: called on the client's executor.
class DEVENV_API Observer
{
public:
    Observer() = default;
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;
    virtual ~Observer();

    virtual void on_note(const ConfigNote& note);
    virtual void on_build_started(const std::string& reference);
    virtual void on_build_event(const BuildEvent& event);
    virtual void on_image(const ImageReport& report);
    /// The container of a run has started.
    virtual void on_run_started(const std::string& container, const std::vector<std::string>& command);
    virtual void on_run_ended(const RunReport& report);
};

/// Where the output of a run goes.
class DEVENV_API OutputSink
{
public:
    OutputSink() = default;
    OutputSink(const OutputSink&) = delete;
    OutputSink& operator=(const OutputSink&) = delete;
    virtual ~OutputSink();

    enum class State
    {
        open,
        closed,  ///< nobody reads any more
    };

    /// Takes all frames before it returns; they are valid only until then. While it waits, the container
    /// does.
    virtual boost::asio::awaitable<State> write(std::span<const Frame> frames) = 0;
};

/// Where the input of a run comes from.
class DEVENV_API InputSource
{
public:
    InputSource() = default;
    InputSource(const InputSource&) = delete;
    InputSource& operator=(const InputSource&) = delete;
    virtual ~InputSource();

    /// Reads some bytes; 0 = the end. It is cancelled when the run ends.
    virtual boost::asio::awaitable<std::size_t> read(std::span<char> into) = 0;
};

/// The size of a terminal, in characters.
struct TerminalSize
{
    std::uint32_t height = 0;
    std::uint32_t width = 0;

    friend bool operator==(const TerminalSize&, const TerminalSize&) = default;
};

/// What connects a run with its user.
struct RunStreams
{
    std::shared_ptr<OutputSink> output{};    ///< required unless the run is detached
    std::shared_ptr<InputSource> input{};    ///< null = the container's stdin is closed
    std::optional<TerminalSize> terminal{};  ///< present = with a TTY of this size
};

/// Reaches into a run from outside: signals, and the terminal's size.
///
/// SIGINT and SIGTERM: the container gets them; if it goes on for 10 s it is stopped (TERM, then KILL). A
/// second one kills at once. Before the container has started they cancel what is under way. Others are
/// passed on. Threads: on the client's executor.
class DEVENV_API RunControl
{
public:
    void signal(int number);
    void resize(TerminalSize size);

    /// The first signal that asked for the end, 0 = none.
    int interrupted_by() const { return interrupted_by_; }

    std::function<void(int)> on_signal{};           ///< the run's own
    std::function<void(TerminalSize)> on_resize{};  ///< the run's own

private:
    int interrupted_by_ = 0;
};

/// What to build, besides the configuration.
struct BuildRequest
{
    bool no_cache = false;  ///< every step anew
    bool pull = false;      ///< look for newer base images
};

/// What to run.
struct RunRequest
{
    std::string target{};                      ///< of the configuration; empty = `command`
    std::vector<std::string> command{};        ///< ad hoc; empty = the image's own
    std::map<std::string, std::string> env{};  ///< wins over all other variables
    bool build = true;                         ///< bring the image up to date first
    bool detach = false;                       ///< start it and return
    bool artefacts = true;                     ///< look after the bundles
    BuildRequest build_request{};
};

/// What `clean` takes away, besides cache volumes and leftovers.
struct CleanRequest
{
    bool images = false;   ///< the project's, but for the one its configuration names now
    bool bundles = false;  ///< the folder of artefacts
    bool dry_run = false;  ///< only tell
};

/// Something that `clean` removed, or would remove.
struct Cleaned
{
    std::string kind{};  ///< "container", "volume", "image", "folder"
    std::string name{};
};

/// One result of `doctor`.
struct Finding
{
    enum class Level
    {
        ok,
        warning,
        failure,
    };

    Level level = Level::ok;
    std::string subject{};  ///< "daemon", "cgroup", …
    std::string fact{};
    std::string next_step{};  ///< empty when all is well
};

/// A project and the daemon it is built with.
///
/// Cost: copies are cheap and share the client.
/// Cancellation: by RunControl. Threads: as the Client.
class DEVENV_API Project
{
public:
    Project(Client client, LoadedConfig config, std::shared_ptr<Observer> observer);

    const ProjectConfig& config() const { return loaded_->config; }
    const std::vector<EffectiveValue>& values() const { return loaded_->values; }

    /// Brings the image up to date. No build is asked for when nothing that it depends on has changed.
    /// Errors: step_failed, config, local, and the client's.
    boost::asio::awaitable<ImageReport> build(BuildRequest request, RunControl& control);

    /// Builds if need be, runs, looks after the artefacts, and removes the container, whatever happens.
    /// Errors: as build; bad_request when the command can't be run (its exit code is in
    /// `start_failure_code`).
    boost::asio::awaitable<RunReport> run(RunRequest request, RunStreams streams, RunControl& control);

    /// Removes what killed runs have left behind, of any project on this machine; returns how much.
    boost::asio::awaitable<std::size_t> reap();

    /// The container of a run, by the run's or the container's id or its beginning; empty = the newest run of
    /// this project that the daemon still has. nullopt = none.
    boost::asio::awaitable<std::optional<ContainerSummary>> find_run(std::string run);

    /// Removes what the project has left with the daemon; never what bears no label of ours.
    boost::asio::awaitable<std::vector<Cleaned>> clean(CleanRequest request);

    /// Looks for what stands in the way of a run. It changes nothing and doesn't throw for what it finds.
    boost::asio::awaitable<std::vector<Finding>> examine();

private:
    Client client_;
    std::shared_ptr<const LoadedConfig> loaded_;
    std::shared_ptr<Observer> observer_;
};

/// What can be said of a daemon without a project: reachable, its version and API, storage, cgroups,
/// privileges.
DEVENV_API boost::asio::awaitable<std::vector<Finding>> examine_daemon(Client client);

/// The newest log file that a run of this project left in its bundles; empty = none.
DEVENV_API std::filesystem::path last_log_file(const ProjectConfig& config);

/// A point in time as the daemon takes it: Unix seconds, from Unix seconds, or from "90s", "10m", "2h", "1d"
/// before `now`. Errors: config.
DEVENV_API std::string log_time(std::string_view text, std::chrono::system_clock::time_point now);

/// 126 or 127 for an error that says that a container's command can't be executed or wasn't found; else
/// nullopt.
DEVENV_API std::optional<int> start_failure_code(const Error& error);

}  // namespace devenv::inline v1
