// The user's terminal handed to the container.
#pragma once

#include <devenv/workflow.hpp>

#include <termios.h>

#include <optional>

namespace devenv::cli {

/// Raw mode as long as this lives: keys travel as they are, Ctrl-C among them.
class RawTerminal
{
public:
    explicit RawTerminal(int descriptor);
    ~RawTerminal();

    RawTerminal(const RawTerminal&) = delete;
    RawTerminal& operator=(const RawTerminal&) = delete;

private:
    int descriptor_;
    std::optional<termios> before_{};
};

/// nullopt if the descriptor is no terminal.
std::optional<TerminalSize> terminal_size(int descriptor);

}  // namespace devenv::cli
