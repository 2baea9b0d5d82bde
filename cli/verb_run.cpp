#include "exit_code.hpp"
#include "output.hpp"
#include "raw_terminal.hpp"
#include "report_json.hpp"
#include "session.hpp"
#include <devenv/console.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

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
    streams.input = descriptor_input(session.executor(), STDIN_FILENO);
    if (!session.arguments().json && ::isatty(STDIN_FILENO) == 1)
        streams.terminal = terminal_size(STDOUT_FILENO);
    streams.output = streams.terminal ? descriptor_output(session.executor(), STDOUT_FILENO, STDERR_FILENO)
                                      : output_of(session);
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
            JsonLine("artefact")
                .text("path", file.path.string())
                .number("size", static_cast<std::int64_t>(file.size))
                .text("sha256", file.sha256)
                .text("state", state);
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
        if (session.arguments().json)
            JsonLine("detached").text("container", report.container).text("run", report.run);
        else if (request.detach)
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
