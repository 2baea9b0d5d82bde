#include "exit_code.hpp"

#include <devenv/workflow.hpp>

namespace devenv::cli {

int exit_code_of(const Error& error, Verb verb)
{
    if (const std::optional<int> code = start_failure_code(error))
        return *code;
    // A Dockerfile that doesn't parse is refused as a whole.
    const bool is_refused = error.kind() == ErrorKind::bad_request && error.operation() == "BuildImage";
    if (verb == Verb::build && (error.kind() == ErrorKind::step_failed || is_refused))
        return exit_job_failed;
    const bool is_images = verb == Verb::images_freeze || verb == Verb::images_load;
    const bool is_usage = error.kind() == ErrorKind::bad_request || error.kind() == ErrorKind::config;
    if (is_images && !is_usage)
        return exit_job_failed;
    return exit_devenv_failed;
}

}  // namespace devenv::cli
