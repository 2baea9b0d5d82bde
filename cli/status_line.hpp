// One line at the bottom of a terminal that is redrawn in place while text scrolls above it.
#pragma once

#include <string>
#include <string_view>

namespace devenv::cli {

/// Columns that a UTF-8 text takes; escape sequences take none, wide characters two.
std::size_t columns_of(std::string_view text);

/// The longest beginning of `text` that fits, with an ellipsis if something was cut.
std::string fit(std::string_view text, std::size_t columns);

/// Decides what bytes a terminal gets. It holds no clock and no descriptor.
class StatusLine
{
public:
    /// Text above the line. While its last line isn't complete the status line stays away.
    std::string above(std::string_view text);

    /// Text that others have written to the same terminal, with the line cleared before.
    void passed(std::string_view text);

    /// What brings the terminal to the start of a line, if text above or passed has left it elsewhere.
    std::string line_break();

    /// The line's new content; empty = none. Of control sequences only colours are kept.
    std::string show(std::string_view line, std::size_t width);

    /// Takes it off, at the end.
    std::string clear();

private:
    std::string erase();

    std::string line_{};
    bool is_drawn_ = false;
    bool at_line_start_ = true;
};

}  // namespace devenv::cli
