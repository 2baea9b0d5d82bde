// What a command tells its user, on stderr: for people, on a terminal or in a pipe.
#pragma once

#include "status_line.hpp"
#include <devenv/workflow.hpp>

#include <chrono>
#include <functional>
#include <span>
#include <string>

namespace devenv::cli {

enum class Verbosity
{
    quiet,
    normal,
    verbose,
};

struct ReportStyle
{
    bool is_terminal = false;    ///< stderr: a status line that moves
    bool shares_output = false;  ///< stdout is a terminal as well, mostly the same one
    bool has_colour = false;
    Verbosity verbosity = Verbosity::normal;
    std::size_t width = 80;
};

class Report : public Observer
{
public:
    using Clock = std::chrono::steady_clock;

    explicit Report(ReportStyle style);
    ~Report() override;
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;

    void on_note(const ConfigNote& note) override;
    void on_build_started(const std::string& reference) override;
    void on_build_event(const BuildEvent& event) override;
    void on_image(const ImageReport& report) override;
    void on_run_started(const std::string& container, const std::vector<std::string>& command) override;
    void on_run_ended(const RunReport& report) override;

    /// The command's own failure, with a build step's last lines if it was one.
    virtual void on_error(const Error& error);
    /// A line of ours.
    virtual void say(const std::string& line);
    /// Log lines of the library (-v).
    virtual void log(std::string_view line);

    /// Time has passed: the status line shows it.
    void tick();
    void resized(std::size_t width) { style_.width = width; }

    /// For a run that gets the terminal itself: no status line, and a word when it takes it and gives it
    /// back.
    void lend_terminal(std::function<void()> taken, std::function<void()> given_back);

    /// Around the container's own output on the same streams.
    void make_way();
    void output_passed(std::span<const Frame> frames);

protected:
    ReportStyle style_;

private:
    void write(std::string_view text);
    void begin_step(const BuildEvent& event);
    void end_pending_step(std::string_view mark);
    std::string status() const;
    std::string painted(std::string_view text, std::string_view colour) const;

    std::function<void()> terminal_taken_{};
    std::function<void()> terminal_given_back_{};
    StatusLine line_{};
    std::string activity_{};
    std::string program_{};
    std::string pending_step_{};
    Clock::time_point started_{};
    int step_ = 0;
    int steps_ = 0;
    bool is_busy_ = false;
};

/// Writes all of it, whether the stream blocks or not; nobody is told if it can't be written.
void write_whole(int descriptor, std::string_view text);

/// "1.5 GiB", "312 B".
std::string size_text(std::uint64_t bytes);
/// "0.4s", "12.3s", "4m07s".
std::string time_text(std::chrono::milliseconds time);

}  // namespace devenv::cli
