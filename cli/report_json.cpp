#include "report_json.hpp"

#include <devenv/json.hpp>

#include <fmt/format.h>
#include <unistd.h>

namespace devenv::cli {

JsonLine::JsonLine(std::string_view event) : text_(fmt::format("{{\"event\":{}", json_quote(event))) {}

JsonLine::~JsonLine()
{
    text_ += "}\n";
    write_whole(STDOUT_FILENO, text_);
}

JsonLine& JsonLine::text(std::string_view key, std::string_view value)
{
    text_ += fmt::format(",{}:{}", json_quote(key), json_quote(value));
    return *this;
}

JsonLine& JsonLine::texts(std::string_view key, const std::vector<std::string>& values)
{
    std::string list;
    for (const std::string& value : values)
        list += (list.empty() ? "" : ",") + json_quote(value);
    text_ += fmt::format(",{}:[{}]", json_quote(key), list);
    return *this;
}

JsonLine& JsonLine::number(std::string_view key, std::int64_t value)
{
    text_ += fmt::format(",{}:{}", json_quote(key), value);
    return *this;
}

JsonLine& JsonLine::flag(std::string_view key, bool value)
{
    text_ += fmt::format(",{}:{}", json_quote(key), value);
    return *this;
}

void JsonReport::on_note(const ConfigNote& note)
{
    JsonLine("note")
        .text("level", note.level == ConfigNote::Level::warning ? "warning" : "note")
        .text("text", note.text);
}

void JsonReport::on_build_started(const std::string& reference)
{
    JsonLine("build_started").text("image", reference);
}

void JsonReport::on_build_event(const BuildEvent& event)
{
    using Kind = BuildEvent::Kind;
    switch (event.kind) {
        case Kind::context:
            JsonLine("context").number("bytes", static_cast<std::int64_t>(event.bytes));
            break;
        case Kind::step_started:
            JsonLine("step")
                .number("step", event.step)
                .number("steps", event.steps)
                .text("instruction", event.text);
            break;
        case Kind::step_cached:
            JsonLine("cached").number("step", event.step);
            break;
        case Kind::output:
            JsonLine("output").number("step", event.step).text("text", event.text);
            break;
        case Kind::progress:
            JsonLine("progress")
                .text("text", event.text)
                .text("id", event.id)
                .number("bytes", static_cast<std::int64_t>(event.bytes))
                .number("total", static_cast<std::int64_t>(event.total));
            break;
        case Kind::note:
            JsonLine("note").text("level", "note").text("text", event.text);
            break;
        case Kind::image:
            break;
    }
}

void JsonReport::on_image(const ImageReport& report)
{
    JsonLine("image")
        .text("id", report.id)
        .text("reference", report.reference)
        .flag("up_to_date", report.was_up_to_date)
        .number("steps", report.steps)
        .number("cached_steps", report.cached_steps)
        .number("context_bytes", static_cast<std::int64_t>(report.context_bytes))
        .number("milliseconds", report.duration.count());
}

void JsonReport::on_run_started(const std::string& container, const std::vector<std::string>& command)
{
    JsonLine("run_started").text("container", container).texts("command", command);
}

void JsonReport::on_run_ended(const RunReport& report)
{
    JsonLine("run_ended")
        .text("container", report.container)
        .number("code", report.status.code)
        .flag("out_of_memory", report.status.out_of_memory)
        .number("milliseconds", report.duration.count());
}

void JsonReport::on_error(const Error& error)
{
    JsonLine line("error");
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
    JsonLine("note").text("level", "note").text("text", line);
}

void JsonReport::log(std::string_view line)
{
    JsonLine("log").text("text", line);
}

}  // namespace devenv::cli
