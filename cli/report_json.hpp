// The same events for programs: one JSON object per line on stdout (--json).
#pragma once

#include "report.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::cli {

/// One event: an object on a line of its own, written whole when this goes.
class JsonLine
{
public:
    explicit JsonLine(std::string_view event);
    ~JsonLine();

    JsonLine(const JsonLine&) = delete;
    JsonLine& operator=(const JsonLine&) = delete;

    JsonLine& text(std::string_view key, std::string_view value);
    JsonLine& texts(std::string_view key, const std::vector<std::string>& values);
    JsonLine& number(std::string_view key, std::int64_t value);
    JsonLine& flag(std::string_view key, bool value);

private:
    std::string text_;
};

/// Each line has `event`; further keys by event:
///   note {level, text} · log {text} · build_started {image} · context {bytes} ·
///   step {step, steps, instruction} · cached {step} · output {step, text} · progress {text, id, bytes,
///   total} · image {id, reference, up_to_date, steps, cached_steps, context_bytes, milliseconds} ·
///   run_started {container, command} · run_output {channel, text} · detached {container, run} ·
///   run_ended {container, code, out_of_memory, milliseconds} · artefact {path, size, sha256, state} ·
///   error {kind, message, operation, hint, step, instruction, exit_code} ·
///   cleaned {kind, name} · value {key, value, source} · finding {level, subject, fact, next_step} ·
///   freeze {what, image, digest, source, bytes, total, attempt, pause, message} ·
///   frozen {reference, digest, manifest, id, platform, source, layers, bytes} ·
///   freeze_ended {folder, blobs_fetched, blobs_kept, bytes_received, bytes_kept, retries} ·
///   loaded {id, references, state} ·
///   version {client, host, daemon, api, min_api, max_api}
class JsonReport final : public Report
{
public:
    JsonReport() : Report({}) {}

    void on_note(const ConfigNote& note) override;
    void on_build_started(const std::string& reference) override;
    void on_build_event(const BuildEvent& event) override;
    void on_image(const ImageReport& report) override;
    void on_run_started(const std::string& container, const std::vector<std::string>& command) override;
    void on_run_ended(const RunReport& report) override;
    void on_error(const Error& error) override;
    void say(const std::string& line) override;
    void log(std::string_view line) override;
};

}  // namespace devenv::cli
