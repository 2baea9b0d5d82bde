// A program that is run beside us, without a shell.
#pragma once

#include "base/descriptor.hpp"

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace devenv::detail::transport {

enum class ChildSession
{
    own,     ///< without a terminal: it can ask nobody, and Ctrl-C isn't for it
    shared,  ///< with ours, as a command that the user started
};

/// Ends with this object: by TERM, and by KILL if it doesn't heed that within a tenth of a second.
class Child
{
public:
    /// Starts words[0], looked for in PATH, with `stream` (above 2) as its input and output.
    /// Errors: local, for a program that doesn't exist or can't be run.
    Child(const std::vector<std::string>& words, int stream, ChildSession session);
    ~Child();

    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Its exit code, 128 + N after a signal, once it has ended. Doesn't block.
    std::optional<int> exit_code();
    /// The last of what it wrote to stderr.
    std::string complaint() const;
    void end() noexcept;

private:
    base::Descriptor errors_;
    base::Descriptor handle_{};
    pid_t pid_ = -1;
    std::optional<int> exit_code_{};
};

/// A pair of connected sockets, ours first. Neither has one of the three standard numbers, which are free in
/// a program whose caller closed them. Errors: local.
std::pair<base::Descriptor, base::Descriptor> socket_pair();

}  // namespace devenv::detail::transport
