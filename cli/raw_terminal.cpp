#include "raw_terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace devenv::cli {

RawTerminal::RawTerminal(int descriptor) : descriptor_(descriptor)
{
    termios before = {};
    if (::tcgetattr(descriptor_, &before) != 0)
        return;
    before_ = before;
    termios raw = before;
    ::cfmakeraw(&raw);
    ::tcsetattr(descriptor_, TCSADRAIN, &raw);
}

RawTerminal::~RawTerminal()
{
    if (before_)
        ::tcsetattr(descriptor_, TCSADRAIN, &*before_);
}

std::optional<TerminalSize> terminal_size(int descriptor)
{
    winsize size = {};
    if (::isatty(descriptor) == 0 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0)
        return std::nullopt;
    return TerminalSize{.height = size.ws_row, .width = size.ws_col};
}

}  // namespace devenv::cli
