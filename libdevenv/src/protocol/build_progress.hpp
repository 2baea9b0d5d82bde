// The words of the classic builder, read as events.
#pragma once

#include "devenv/build.hpp"
#include "devenv/error.hpp"
#include "devenv/progress.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

/// Follows a build line by line and knows where it stands. While a step's command runs all is its output,
/// also what looks like the builder's own words.
class BuildProgress
{
public:
    /// What a line means; nullopt for lines that only separate others. The event's texts are views of the
    /// line's.
    std::optional<BuildEvent> read(const ProgressLine& line);

    /// The final image's id; empty until the builder has told it.
    const std::string& image_id() const { return image_id_; }
    bool is_built() const { return is_built_; }

    int step() const { return step_; }
    int steps() const { return steps_; }
    int cached_steps() const { return cached_steps_; }

    /// The step that was under way, for the report of its failure.
    StepFailure failed_step(int exit_code) const;

private:
    BuildEvent read_text(std::string_view text);
    bool ends_command(std::string_view line);
    bool is_success(std::string_view line) const;
    bool read_step(std::string_view text);
    void keep(std::string_view text);

    static constexpr std::size_t kept_lines = 20;
    static constexpr std::size_t longest_line = 4096;

    int step_ = 0;
    int steps_ = 0;
    int cached_steps_ = 0;
    std::string instruction_{};
    std::string running_in_{};  // the container of the command under way, as the builder names it
    std::string image_id_{};
    bool is_built_ = false;
    std::deque<std::string> last_lines_{};
    bool is_line_open_ = false;
};

}  // namespace devenv::detail::protocol
