#include "report_json.hpp"

#include <devenv/json.hpp>

#include <fmt/format.h>
#include <unistd.h>

namespace devenv::cli {

namespace {

/// One object, written when it goes.
class Line
{
public:
    explicit Line(std::string_view event) : text_(fmt::format("{{\"event\":{}", json_quote(event))) {}

    ~Line()
    {
        text_ += "}\n";
        std::string_view left = text_;
        while (!left.empty()) {
            const ssize_t written = ::write(STDOUT_FILENO, left.data(), left.size());
            if (written <= 0)
                return;
            left.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    Line& text(std::string_view key, std::string_view value)
    {
        text_ += fmt::format(",{}:{}", json_quote(key), json_quote(value));
        return *this;
    }

    template <class T>
    Line& number(std::string_view key, T value)
    {
        text_ += fmt::format(",{}:{}", json_quote(key), value);
        return *this;
    }

private:
    std::string text_;
};

}  // namespace

void JsonReport::on_note(const ConfigNote& note)
{
    Line("note")
        .text("level", note.level == ConfigNote::Level::warning ? "warning" : "note")
        .text("text", note.text);
}

void JsonReport::on_build_started(const std::string& reference)
{
    Line("build_started").text("image", reference);
}

void JsonReport::on_build_event(const BuildEvent& event)
{
    using Kind = BuildEvent::Kind;
    switch (event.kind) {
        case Kind::context:
            Line("context").number("bytes", event.bytes);
            break;
        case Kind::step_started:
            Line("step")
                .number("step", event.step)
                .number("steps", event.steps)
                .text("instruction", event.text);
            break;
        case Kind::step_cached:
            Line("cached").number("step", event.step);
            break;
        case Kind::output:
            Line("output").number("step", event.step).text("text", event.text);
            break;
        case Kind::progress:
            Line("progress")
                .text("text", event.text)
                .text("id", event.id)
                .number("bytes", event.bytes)
                .number("total", event.total);
            break;
        case Kind::note:
            Line("note").text("level", "note").text("text", event.text);
            break;
        case Kind::image:
            break;
    }
}

void JsonReport::on_image(const ImageReport& report)
{
    Line("image")
        .text("id", report.id)
        .text("reference", report.reference)
        .number("up_to_date", report.was_up_to_date)
        .number("steps", report.steps)
        .number("cached_steps", report.cached_steps)
        .number("context_bytes", report.context_bytes)
        .number("milliseconds", report.duration.count());
}

void JsonReport::on_run_started(const std::string& container, const std::vector<std::string>& command)
{
    std::string words;
    for (const std::string& word : command)
        words += (words.empty() ? "" : ",") + json_quote(word);
    Line("run_started").text("container", container).number("command", fmt::format("[{}]", words));
}

void JsonReport::on_run_ended(const RunReport& report)
{
    Line("run_ended")
        .text("container", report.container)
        .number("code", report.status.code)
        .number("out_of_memory", report.status.out_of_memory)
        .number("milliseconds", report.duration.count());
}

void JsonReport::on_error(const Error& error)
{
    Line line("error");
    line.text("kind", to_string(error.kind()))
        .text("message", error.message())
        .text("operation", error.operation())
        .text("hint", error.hint());
    if (const StepFailure* step = error.failed_step(); step != nullptr)
        line.number("step", step->step)
            .text("instruction", step->instruction)
            .number("exit_code", step->exit_code);
}

void JsonReport::say(const std::string& line)
{
    Line("note").text("level", "note").text("text", line);
}

void JsonReport::log(std::string_view line)
{
    Line("log").text("text", line);
}

}  // namespace devenv::cli
