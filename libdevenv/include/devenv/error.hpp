#pragma once

#include <devenv/export.hpp>

#include <iosfwd>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::inline v1 {

/// What went wrong, as far as a caller would act differently.
enum class ErrorKind
{
    unreachable,   ///< no daemon answers at that address
    timed_out,     ///< a deadline passed: connect, response head, stall or total
    cancelled,     ///< the caller's own cancellation
    not_found,     ///< 404: no such container, image, volume…
    conflict,      ///< 409: name taken, not running, removal under way
    unauthorized,  ///< 401: credentials missing or wrong
    denied,        ///< 403, or a socket without permission
    bad_request,   ///< 400: the daemon refuses the arguments
    unsupported,   ///< the daemon is too old or too new for what was asked
    step_failed,   ///< a step of a build failed
    server,        ///< 5xx: the daemon's own failure
    protocol,      ///< the peer doesn't speak the protocol
    interrupted,   ///< the connection broke before the end of the answer
    config,        ///< devenv.json, an argument or an environment variable is wrong
    local,         ///< this machine: a file, a disk, a program
};

/// The name of a kind as it is written in code, "timed_out".
DEVENV_API std::string_view to_string(ErrorKind kind) noexcept;
/// Writes the name of a kind as to_string gives it.
DEVENV_API std::ostream& operator<<(std::ostream& out, ErrorKind kind);

/// The step of a build that failed.
struct StepFailure
{
    int step = 0;
    int steps = 0;
    std::string instruction{};  ///< "RUN make"
    int exit_code = 0;          ///< of its command; 0 = it failed before it ran, or the daemon doesn't say
    std::vector<std::string> last_lines{};  ///< of its output, the newest last
    std::string dockerfile{};               ///< the file as it was named; empty = not known
    int line = 0;                           ///< of the instruction in the Dockerfile; 0 = not known
};

/// The one exception of the library. Copies share their details and don't throw.
///
/// `what()` is one line: what failed, on what, why, and what to do next where that is known.
/// It never holds a secret or a body.
class DEVENV_API Error : public std::runtime_error
{
public:
    struct Details
    {
        ErrorKind kind = ErrorKind::local;
        int http_status = 0;                   ///< 0 = there was no HTTP answer
        std::string operation{};               ///< "StopContainer web"; empty = none was under way
        std::string message{};                 ///< the daemon's own words, or ours if it said none
        std::string hint{};                    ///< what to do next; empty = not known
        bool retryable = false;                ///< the cause may pass and the operation may be repeated
        std::shared_ptr<const Error> cause{};  ///< what this error came from
        std::shared_ptr<const StepFailure> failed_step{};  ///< of a build; with step_failed
    };

    explicit Error(Details details);
    Error(ErrorKind kind, std::string message, std::string hint = {});

    ErrorKind kind() const noexcept { return details_->kind; }
    int http_status() const noexcept { return details_->http_status; }
    const std::string& operation() const noexcept { return details_->operation; }
    const std::string& message() const noexcept { return details_->message; }
    const std::string& hint() const noexcept { return details_->hint; }
    bool retryable() const noexcept { return details_->retryable; }
    const Error* cause() const noexcept { return details_->cause.get(); }
    const StepFailure* failed_step() const noexcept { return details_->failed_step.get(); }
    const Details& details() const noexcept { return *details_; }

private:
    std::shared_ptr<const Details> details_;
};

}  // namespace devenv::inline v1
