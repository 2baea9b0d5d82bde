// What the command's exit status says.
#pragma once

#include "arguments.hpp"
#include <devenv/error.hpp>

namespace devenv::cli {

inline constexpr int exit_job_failed = 1;        ///< the verb's own job: a failed step, a finding
inline constexpr int exit_devenv_failed = 125;   ///< usage, configuration, connection, artefacts
inline constexpr int exit_not_executable = 126;  ///< the container's command, as a shell says it
inline constexpr int exit_not_found = 127;
inline constexpr int exit_signal_base = 128;  ///< + the signal's number
inline constexpr int exit_broken_pipe = 141;  ///< 128 + SIGPIPE

/// For an error that ended the command.
int exit_code_of(const Error& error, Verb verb);

}  // namespace devenv::cli
