#include "devenv/error.hpp"
#include "devenv/workflow.hpp"
#include "engine/pending.hpp"
#include "workflow/cache_folder.hpp"
#include "workflow/container_spec.hpp"
#include "workflow/docker_settings.hpp"
#include "workflow/image.hpp"
#include "workflow/labels.hpp"
#include "workflow/project.hpp"
#include "workflow/reaper.hpp"
#include "workflow/run_job.hpp"
#include "workflow/run_log.hpp"

#include <fmt/format.h>

#include <csignal>
#include <optional>

namespace devenv::inline v1 {

namespace asio = boost::asio;
namespace workflow = detail::workflow;
namespace engine = detail::engine;

namespace {

// Signals cancel the job, whose own error then ends the command.
template <class T>
asio::awaitable<T> interruptible(asio::any_io_executor executor, asio::awaitable<T> job, RunControl& control)
{
    engine::Pending<T> pending(executor, std::move(job));
    control.on_signal = [&pending, &control](int) {
        if (control.interrupted_by() != 0)
            pending.cancel();
    };
    if (control.interrupted_by() != 0)
        pending.cancel();
    std::exception_ptr failure;
    std::optional<T> result;
    try {
        result = co_await pending.result();
    } catch (...) {
        failure = std::current_exception();
    }
    control.on_signal = nullptr;
    if (failure)
        std::rethrow_exception(failure);
    co_return std::move(*result);
}

}  // namespace

Observer::~Observer() = default;
void Observer::on_note(const ConfigNote&) {}
void Observer::on_build_started(const std::string&) {}
void Observer::on_build_event(const BuildEvent&) {}
void Observer::on_image(const ImageReport&) {}
void Observer::on_run_started(const std::string&, const std::vector<std::string>&) {}
void Observer::on_run_ended(const RunReport&) {}

OutputSink::~OutputSink() = default;
InputSource::~InputSource() = default;

void RunControl::signal(int number)
{
    const bool asks_for_end = number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT;
    if (asks_for_end && interrupted_by_ == 0)
        interrupted_by_ = number;
    if (on_signal)
        on_signal(number);
}

void RunControl::resize(TerminalSize size)
{
    if (on_resize)
        on_resize(size);
}

Project::Project(Client client, LoadedConfig config, std::shared_ptr<Observer> observer)
    : client_(std::move(client)),
      loaded_(std::make_shared<const LoadedConfig>(std::move(config))),
      observer_(std::move(observer))
{}

asio::awaitable<ImageReport> Project::build(BuildRequest request, RunControl& control)
{
    workflow::check_files(*loaded_);
    const auto environment = process_environment();
    workflow::ImageJob job{
        .client = client_,
        .loaded = loaded_,
        .docker = workflow::read_docker_settings(environment, client_.host()),
        .request = request,
        .cache_folder = workflow::cache_folder(environment),
    };
    // Closing the connection is what ends a classic build in the daemon.
    auto building = bring_up_to_date(std::move(job), *observer_);
    ImageReport report = co_await interruptible(client_.executor(), std::move(building), control);
    co_return report;
}

asio::awaitable<std::size_t> Project::reap()
{
    const std::vector<workflow::Leftover> leftovers = co_await workflow::find_leftovers(client_);
    for (const workflow::Leftover& leftover : leftovers) {
        const bool is_container = leftover.kind == workflow::Leftover::Kind::container;
        observer_->on_note({
            .text = fmt::format(
                "removing the {} {}, left by a run that was killed",
                is_container ? "container" : "volume",
                leftover.name
            ),
        });
    }
    co_await workflow::remove_leftovers(client_, leftovers);
    co_return leftovers.size();
}

asio::awaitable<RunReport> Project::run(RunRequest request, RunStreams streams, RunControl& control)
{
    workflow::check_files(*loaded_);
    auto reaping = reap();
    co_await interruptible(client_.executor(), std::move(reaping), control);
    if (request.build)
        co_await build(request.build_request, control);
    const std::string target = request.target;
    workflow::ContainerJob parts{.client = client_, .loaded = loaded_, .request = std::move(request)};
    parts.has_terminal = streams.terminal.has_value();
    parts.has_input = streams.input != nullptr;
    parts.terminal = streams.terminal;
    auto preparing = workflow::prepare_run(std::move(parts), *observer_);
    workflow::PreparedRun prepared =
        co_await interruptible(client_.executor(), std::move(preparing), control);
    std::shared_ptr<workflow::LoggedOutput> log;
    if (!target.empty() && streams.output && prepared.bundles && !streams.terminal) {
        const auto folder = config().root / config().bundles.directory;
        log = std::make_shared<workflow::LoggedOutput>(
            streams.output, folder / fmt::format("devenv-{}.log", target)
        );
        streams.output = log;
    }
    workflow::JobSpec spec{
        .creation = std::move(prepared.creation),
        .run = prepared.run,
        .detach = prepared.detach,
        .detach_keys = prepared.detach_keys,
        .streams = std::move(streams),
        .bundles = std::move(prepared.bundles),
    };
    auto job = std::make_shared<workflow::RunJob>(client_, std::move(spec), control, *observer_);
    RunReport report = co_await workflow::RunJob::run(job);
    if (log) {
        report.log_file = log->finish().string();
        if (!log->problem().empty())
            observer_->on_note({.level = ConfigNote::Level::warning, .text = log->problem()});
    }
    co_return report;
}

std::optional<int> start_failure_code(const Error& error)
{
    if (!error.operation().starts_with("StartContainer"))
        return std::nullopt;
    const std::string& words = error.message();
    const auto says = [&words](std::string_view text) { return words.find(text) != std::string::npos; };
    if (says("executable file not found") || says("no such file or directory") ||
        says("cannot find the file"))
        return 127;
    if (says("permission denied") || says("is a directory"))
        return 126;
    return std::nullopt;
}

}  // namespace devenv::inline v1
