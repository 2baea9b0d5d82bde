#include "exit_code.hpp"

#include <devenv/workflow.hpp>

namespace devenv::cli {

int exit_code_of(const Error& error, Verb verb)
{
    if (const std::optional<int> code = start_failure_code(error))
        return *code;
    if (error.kind() == ErrorKind::step_failed)
        return verb == Verb::build ? exit_job_failed : exit_devenv_failed;
    return exit_devenv_failed;
}

}  // namespace devenv::cli
