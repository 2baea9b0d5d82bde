#include "protocol/build_progress.hpp"

#include <charconv>

namespace devenv::detail::protocol {

namespace {

constexpr std::string_view arrow = " ---> ";
constexpr std::string_view running = " ---> Running in ";
constexpr std::string_view built = "Successfully built ";

// Twelve digits of an id, as the builder writes them.
bool is_short_id(std::string_view text)
{
    return text.size() == 12 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string_view without_line_end(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

// The builder paints what a command writes to stderr red; colours are for who shows it to choose.
std::string_view without_colour(std::string_view text)
{
    constexpr std::string_view red = "\x1b[91m";
    constexpr std::string_view plain = "\x1b[0m";
    if (text.starts_with(red))
        text.remove_prefix(red.size());
    if (text.ends_with(plain))
        text.remove_suffix(plain.size());
    return text;
}

bool read_number(std::string_view& text, int& into)
{
    const auto result = std::from_chars(text.data(), text.data() + text.size(), into);
    if (result.ec != std::errc{})
        return false;
    text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
    return true;
}

}  // namespace

// "Step 3/7 : RUN make"; before 1.13 "Step 3 : RUN make".
bool BuildProgress::read_step(std::string_view text)
{
    constexpr std::string_view start = "Step ";
    constexpr std::string_view colon = " : ";
    if (!text.starts_with(start))
        return false;
    text.remove_prefix(start.size());
    int step = 0;
    int steps = 0;
    if (!read_number(text, step))
        return false;
    if (text.starts_with('/')) {
        text.remove_prefix(1);
        if (!read_number(text, steps))
            return false;
    }
    const bool is_next = step_ == 0 || (step == step_ + 1 && steps == steps_);
    if (!text.starts_with(colon) || !is_next)
        return false;
    step_ = step;
    steps_ = steps;
    instruction_ = text.substr(colon.size());
    last_lines_.clear();
    is_line_open_ = false;
    return true;
}

void BuildProgress::keep(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view piece = text.substr(0, end);
        if (!is_line_open_) {
            if (last_lines_.size() == kept_lines)
                last_lines_.pop_front();
            last_lines_.emplace_back();
        }
        std::string& line = last_lines_.back();
        if (line.size() < longest_line)
            line.append(without_line_end(piece).substr(0, longest_line - line.size()));
        is_line_open_ = end == std::string_view::npos;
        text.remove_prefix(is_line_open_ ? text.size() : end + 1);
    }
}

// The words that follow a step's command: its container goes, or its image is there.
bool BuildProgress::ends_command(std::string_view line)
{
    const bool removes =
        (line.starts_with("Removing intermediate ") || line.starts_with(" ---> Removed intermediate ")) &&
        line.ends_with(running_in_);
    const bool ends = removes || (line.starts_with(arrow) && is_short_id(line.substr(arrow.size())));
    if (ends)
        running_in_.clear();
    return ends;
}

bool BuildProgress::is_success(std::string_view line) const
{
    return step_ >= steps_ && line.starts_with(built) && is_short_id(line.substr(built.size()));
}

BuildEvent BuildProgress::read_text(std::string_view text)
{
    text = without_colour(text);
    BuildEvent event{.kind = BuildEvent::Kind::output, .text = text};
    const std::string_view line = without_line_end(text);
    if (!running_in_.empty() && !ends_command(line)) {
        keep(text);
        return event;
    }
    if (read_step(line)) {
        event.kind = BuildEvent::Kind::step_started;
        event.text = line.substr(line.find(" : ") + 3);
    } else if (line == " ---> Using cache") {
        ++cached_steps_;
        event.kind = BuildEvent::Kind::step_cached;
        event.text = {};
    } else if (line.starts_with(running) || line.starts_with(" ---> Removed intermediate ") || line.starts_with("Removing intermediate ")) {
        if (line.starts_with(running))
            running_in_ = line.substr(running.size());
        event.kind = BuildEvent::Kind::note;
        event.text = line.substr(line.find_first_not_of(" ->"));
    } else if (line.starts_with(arrow)) {
        event.kind = BuildEvent::Kind::image;
        event.id = line.substr(arrow.size());
        event.text = {};
    } else if (is_success(line)) {
        is_built_ = true;
        if (image_id_.empty())
            image_id_ = line.substr(built.size());
        event.kind = BuildEvent::Kind::image;
        event.id = image_id_;
        event.text = {};
    } else if (line.starts_with("Successfully tagged ") || line.starts_with("[Warning]")) {
        event.kind = BuildEvent::Kind::note;
        event.text = line;
    } else {
        keep(text);
    }
    return event;
}

std::optional<BuildEvent> BuildProgress::read(const ProgressLine& line)
{
    BuildEvent event;
    if (!line.aux_id.empty()) {
        image_id_ = line.aux_id;
        return std::nullopt;
    }
    if (!line.status.empty()) {
        event.kind = BuildEvent::Kind::progress;
        event.text = line.status;
        event.id = line.id;
        event.bytes = static_cast<std::uint64_t>(line.current);
        event.total = static_cast<std::uint64_t>(line.total);
    } else if (line.stream.empty() || line.stream == "\n") {
        // Between two steps an empty line separates; in a step's output it is the program's own.
        if (line.stream.empty() || last_lines_.empty())
            return std::nullopt;
        event = read_text(line.stream);
    } else {
        event = read_text(line.stream);
    }
    event.step = step_;
    event.steps = steps_;
    return event;
}

StepFailure BuildProgress::failed_step(int exit_code) const
{
    return {
        .step = step_,
        .steps = steps_,
        .instruction = instruction_,
        .exit_code = exit_code,
        .last_lines = {last_lines_.begin(), last_lines_.end()},
    };
}

}  // namespace devenv::detail::protocol
