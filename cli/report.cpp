#include "report.hpp"

#include "exit_code.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace devenv::cli {

namespace {

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view dim = "\x1b[2m";
constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view yellow = "\x1b[33m";
constexpr std::string_view plain = "\x1b[0m";

void write_all(std::string_view text)
{
    write_whole(STDERR_FILENO, text);
}

// A target that is one line for a shell is shown as that line.
std::string words_of(const std::vector<std::string>& command)
{
    if (command.size() == 3 && command[0] == "sh" && command[1] == "-c")
        return command[2];
    std::string words;
    for (const std::string& word : command)
        words += (words.empty() ? "" : " ") + word;
    return words.empty() ? "the image's command" : words;
}

}  // namespace

void write_whole(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            // Somebody else has made the shared stream non-blocking.
            pollfd question{.fd = descriptor, .events = POLLOUT, .revents = 0};
            ::poll(&question, 1, -1);
        } else if (errno != EINTR) {
            return;
        }
    }
}

namespace {

// A shell says what it didn't find; docker-init and the image's entrypoint say it in words of their own, or
// not at all.
std::string meaning_of(int code, const std::string& program)
{
    if (code == exit_not_found)
        return fmt::format(
            "exit code 127: a command wasn't found in the image: {}, its ENTRYPOINT, or what they call; add "
            "it in the "
            "Dockerfile",
            program
        );
    if (code == exit_not_executable)
        return fmt::format(
            "exit code 126: a command can't be executed: {}, the image's ENTRYPOINT, or what they call; "
            "`chmod +x` it if "
            "it's a file",
            program
        );
    return {};
}

}  // namespace

std::string size_text(std::uint64_t bytes)
{
    constexpr std::array<std::string_view, 5> units{"B", "KiB", "MiB", "GiB", "TiB"};
    constexpr double step = 1024.0;
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= step && unit + 1 < units.size()) {
        value /= step;
        ++unit;
    }
    return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", value, units.at(unit));
}

std::string time_text(std::chrono::milliseconds time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    if (seconds >= 60)
        return fmt::format("{}m{:02}s", seconds / 60, seconds % 60);
    return fmt::format("{}.{}s", seconds, time.count() % 1000 / 100);
}

Report::Report(ReportStyle style) : style_(style) {}

Report::~Report()
{
    if (style_.is_terminal)
        write_all(line_.clear());
}

std::string Report::painted(std::string_view text, std::string_view colour) const
{
    return style_.has_colour ? fmt::format("{}{}{}", colour, text, plain) : std::string(text);
}

void Report::write(std::string_view text)
{
    if (style_.is_terminal) {
        write_all(line_.above(text));
    } else {
        line_.passed(text);
        write_all(text);
    }
}

void Report::say(const std::string& line)
{
    write_all(line_.line_break());
    write(line + "\n");
}

void Report::log(std::string_view line)
{
    Report::say(painted(line, dim));
}

void Report::lend_terminal(std::function<void()> taken, std::function<void()> given_back)
{
    terminal_taken_ = std::move(taken);
    terminal_given_back_ = std::move(given_back);
}

void Report::make_way()
{
    if (style_.is_terminal)
        write_all(line_.clear());
}

void Report::output_passed(std::span<const Frame> frames)
{
    for (const Frame& frame : frames) {
        if (frame.channel == Channel::err || style_.shares_output)
            line_.passed(frame.bytes);
    }
    tick();
}

std::string Report::status() const
{
    if (!is_busy_)
        return {};
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - started_);
    const std::string count = steps_ > 0 ? fmt::format("[{}/{}] ", step_, steps_) : std::string{};
    // The time comes first: what doesn't fit is cut off at the end.
    return fmt::format(
        "{} {} {}{}", painted("▸", green), painted(time_text(elapsed), dim), painted(count, bold), activity_
    );
}

void Report::tick()
{
    if (style_.is_terminal && style_.verbosity != Verbosity::quiet)
        write_all(line_.show(status(), style_.width));
}

void Report::on_note(const ConfigNote& note)
{
    const bool is_warning = note.level == ConfigNote::Level::warning;
    if (style_.verbosity == Verbosity::quiet && !is_warning)
        return;
    const std::string head = is_warning ? painted("warning:", yellow) : painted("note:", dim);
    say(fmt::format("{} {}", head, note.text));
}

void Report::on_build_started(const std::string& reference)
{
    started_ = Clock::now();
    is_busy_ = true;
    step_ = 0;
    steps_ = 0;
    activity_ = "sending the context";
    if (style_.verbosity != Verbosity::quiet)
        say(painted(fmt::format("building {}", reference), bold));
    tick();
}

// Whether a step was cached is said after its start, so its line waits for the next event.
void Report::begin_step(const BuildEvent& event)
{
    end_pending_step({});
    step_ = event.step;
    steps_ = event.steps;
    activity_ = event.text;
    const auto width = std::to_string(event.steps).size();
    pending_step_ = fmt::format("[{:>{}}/{}] {}", event.step, width, event.steps, event.text);
}

void Report::end_pending_step(std::string_view mark)
{
    if (pending_step_.empty())
        return;
    if (style_.verbosity != Verbosity::quiet) {
        std::string text = style_.is_terminal
                               ? fit(pending_step_, style_.width > 12 ? style_.width - 10 : style_.width)
                               : pending_step_;
        text = painted(text, mark.empty() ? bold : dim);
        if (!mark.empty())
            text += painted(fmt::format(" {}", mark), green);
        say(text);
    }
    pending_step_.clear();
}

void Report::on_build_event(const BuildEvent& event)
{
    using Kind = BuildEvent::Kind;
    switch (event.kind) {
        case Kind::context:
            activity_ = fmt::format("context sent, {}", size_text(event.bytes));
            break;
        case Kind::step_started:
            begin_step(event);
            break;
        case Kind::step_cached:
            end_pending_step("cached");
            break;
        case Kind::output:
            end_pending_step({});
            if (style_.verbosity != Verbosity::quiet)
                write(event.text);
            break;
        case Kind::progress:
            end_pending_step({});
            activity_ =
                event.total > 0
                    ? fmt::format(
                          "{} {} {}/{}", event.text, event.id, size_text(event.bytes), size_text(event.total)
                      )
                    : fmt::format("{} {}", event.text, event.id);
            break;
        case Kind::image:
            end_pending_step({});
            break;
        case Kind::note:
            end_pending_step({});
            if (style_.verbosity == Verbosity::verbose || event.text.starts_with("[Warning]"))
                say(painted(event.text, dim));
            break;
    }
    tick();
}

void Report::on_image(const ImageReport& report)
{
    end_pending_step({});
    is_busy_ = false;
    if (style_.is_terminal)
        write_all(line_.clear());
    if (style_.verbosity == Verbosity::quiet)
        return;
    if (report.was_up_to_date)
        say(fmt::format("{} {} is up to date", painted("✔", green), report.reference));
    else
        say(fmt::format(
            "{} {} built in {}, {} of {} steps cached, context {}",
            painted("✔", green),
            report.reference,
            time_text(report.duration),
            report.cached_steps,
            report.steps,
            size_text(report.context_bytes)
        ));
}

void Report::on_run_started(const std::string& container, const std::vector<std::string>& command)
{
    started_ = Clock::now();
    steps_ = 0;
    activity_ = words_of(command);
    program_ = command.empty() ? "the image's command" : fmt::format("`{}`", command.front());
    const std::string line = fmt::format("{}: {}", container.substr(0, 12), activity_);
    if (style_.verbosity != Verbosity::quiet)
        say(fmt::format(
            "{} {}",
            painted("▸", green),
            style_.is_terminal ? fit(line, style_.width > 3 ? style_.width - 3 : 0) : line
        ));
    is_busy_ = !terminal_taken_;
    if (terminal_taken_)
        terminal_taken_();
}

void Report::on_run_ended(const RunReport& report)
{
    is_busy_ = false;
    if (style_.is_terminal)
        write_all(line_.clear());
    if (terminal_given_back_)
        terminal_given_back_();
    if (report.status.out_of_memory)
        say(painted(
            "the container was killed: it ran out of memory; give it more, or build with fewer jobs", red
        ));
    if (!report.status.error.empty())
        say(painted(report.status.error, red));
    if (const std::string meaning = meaning_of(report.status.code, program_); !meaning.empty())
        say(fmt::format("{} {}", painted("devenv-cli:", red), meaning));
}

void Report::on_error(const Error& error)
{
    end_pending_step({});
    is_busy_ = false;
    if (style_.is_terminal)
        write_all(line_.clear());
    if (const StepFailure* step = error.failed_step(); step != nullptr && !step->last_lines.empty()) {
        say(painted(fmt::format("the last lines of step {}:", step->step), bold));
        for (const std::string& line : step->last_lines)
            say("  " + line);
    }
    say(fmt::format("{} {}", painted("devenv-cli:", red), error.what()));
}

}  // namespace devenv::cli
