#include "exit_code.hpp"
#include "raw_terminal.hpp"
#include "report_json.hpp"
#include "session.hpp"
#include <devenv/console.hpp>
#include <devenv/json.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

/// The container's output on a terminal that also has our status line.
class OutputBesideStatus final : public OutputSink
{
public:
    OutputBesideStatus(std::shared_ptr<OutputSink> next, Report& report)
        : next_(std::move(next)), report_(report)
    {}

    asio::awaitable<State> write(std::span<const Frame> frames) override
    {
        report_.make_way();
        const State state = co_await next_->write(frames);
        report_.output_passed(frames.back().bytes);
        co_return state;
    }

private:
    std::shared_ptr<OutputSink> next_;
    Report& report_;
};

/// The container's output as events (--json).
class OutputAsEvents final : public OutputSink
{
public:
    explicit OutputAsEvents(std::shared_ptr<OutputSink> next) : next_(std::move(next)) {}

    asio::awaitable<State> write(std::span<const Frame> frames) override
    {
        text_.clear();
        for (const Frame& frame : frames)
            text_ += fmt::format(
                "{{\"event\":\"run_output\",\"channel\":\"{}\",\"text\":{}}}\n",
                frame.channel == Channel::err ? "err" : "out",
                json_quote(frame.bytes)
            );
        const Frame line{.channel = Channel::out, .bytes = text_};
        const State state = co_await next_->write(std::span(&line, 1));
        co_return state;
    }

private:
    std::shared_ptr<OutputSink> next_;
    std::string text_{};
};

RunRequest request_of(const Arguments& arguments, const ProjectConfig& config)
{
    RunRequest request{
        .command = arguments.command,
        .env = arguments.env,
        .build = !arguments.no_build,
        .detach = arguments.detach,
        .build_request = {.no_cache = arguments.no_cache, .pull = arguments.pull},
    };
    if (arguments.verb == Verb::target)
        request.target = arguments.target;
    if (arguments.verb == Verb::shell)
        request.command = {"bash"};
    if (arguments.verb == Verb::run && request.command.empty())
        request.target = "run";
    if (!request.target.empty())
        request.build = request.build && find_target(config, request.target).build;
    return request;
}

RunStreams streams_of(Session& session, bool detach)
{
    RunStreams streams;
    if (detach)
        return streams;
    const bool json = session.arguments().json;
    streams.output = descriptor_output(session.executor(), STDOUT_FILENO, STDERR_FILENO);
    streams.input = descriptor_input(session.executor(), STDIN_FILENO);
    if (!json && ::isatty(STDIN_FILENO) == 1)
        streams.terminal = terminal_size(STDOUT_FILENO);
    if (json)
        streams.output = std::make_shared<OutputAsEvents>(std::move(streams.output));
    else if (!streams.terminal)
        streams.output = std::make_shared<OutputBesideStatus>(std::move(streams.output), session.report());
    return streams;
}

void list_artefacts(Session& session, const ArtefactReport& artefacts)
{
    for (const std::string& note : artefacts.notes)
        session.report().on_note({.text = note});
    std::size_t longest = 0;
    for (const Artefact& file : artefacts.files)
        longest = std::max(longest, file.path.string().size());
    for (const Artefact& file : artefacts.files) {
        const std::string state = file.state == Artefact::State::made ? "made" : "changed";
        if (session.arguments().json)
            fmt::print(
                "{{\"event\":\"artefact\",\"path\":{},\"size\":{},\"sha256\":\"{}\",\"state\":\"{}\"}}\n",
                json_quote(file.path.string()),
                file.size,
                file.sha256,
                state
            );
        else if (!session.arguments().quiet)
            session.report().say(fmt::format(
                "{:<{}}  {:>10}  {}",
                file.path.string(),
                longest,
                size_text(file.size),
                file.sha256.substr(0, 16)
            ));
    }
    if (!artefacts.verified.empty())
        session.report().say(fmt::format("{} hash files verified", artefacts.verified.size()));
}

}  // namespace

asio::awaitable<int> run(Session& session)
{
    Project project = session.project();
    const RunRequest request = request_of(session.arguments(), project.config());
    RunStreams streams = streams_of(session, request.detach);
    std::optional<RawTerminal> raw;
    if (streams.terminal)
        session.report().lend_terminal([&raw] { raw.emplace(STDIN_FILENO); }, [&raw] { raw.reset(); });
    const RunReport report = co_await project.run(request, std::move(streams), session.control());
    raw.reset();
    if (report.is_detached) {
        if (request.detach && !session.arguments().json)
            fmt::print("{}\n", report.run);
        else
            session.report().say(fmt::format("detached; `devenv-cli logs -f {}` follows it", report.run));
        co_return 0;
    }
    if (report.artefacts)
        list_artefacts(session, *report.artefacts);
    if (report.output_closed)
        co_return exit_broken_pipe;
    co_return report.status.code;
}

}  // namespace devenv::cli
