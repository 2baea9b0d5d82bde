#include "engine/failure.hpp"

#include "base/json_document.hpp"
#include "transport/tls_stream.hpp"

#include <boost/asio/error.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace devenv::detail::engine {

ErrorKind kind_of(int status)
{
    switch (status) {
        case 401:
            return ErrorKind::unauthorized;
        case 403:
            return ErrorKind::denied;
        case 404:
        case 410:
            return ErrorKind::not_found;
        case 408:
        case 429:
            return ErrorKind::server;
        case 409:
            return ErrorKind::conflict;
        case 501:
            return ErrorKind::unsupported;
        default:
            break;
    }
    if (status >= 500)
        return ErrorKind::server;
    return status >= 400 ? ErrorKind::bad_request : ErrorKind::protocol;
}

namespace {

// The daemon answers JSON; attach errors and the HTTP layer's own are plain text; a proxy's are HTML.
std::string words_of(int status, std::string_view content_type, std::string& body)
{
    json::Document document;
    std::string copy = body;
    if (document.parse(copy).empty()) {
        if (const std::string_view message = json::text_member(document.root(), "message"); !message.empty())
            return std::string(message);
    }
    if (content_type.find("html") != std::string_view::npos)
        return fmt::format(
            "answered {} with a web page: a proxy stands between, or this is no Docker daemon", status
        );
    constexpr std::size_t shown = 1000;
    const std::string_view space = " \t\r\n";
    body.resize(std::min(body.size(), shown));
    const auto last = body.find_last_not_of(space);
    body.erase(last == std::string::npos ? 0 : last + 1);
    return body.empty() ? fmt::format("answered {} without a word", status) : body;
}

std::string_view doing(Phase phase)
{
    switch (phase) {
        case Phase::connecting:
            return "while connecting";
        case Phase::sending:
            return "while the request was sent";
        case Phase::waiting_for_head:
            return "before its answer";
        case Phase::reading:
            return "in the middle of its answer";
    }
    return "";
}

bool may_repeat(const Request& request, Phase phase)
{
    const Repeat repeat = request.operation->repeat;
    return phase == Phase::connecting || repeat == Repeat::safe;
}

}  // namespace

Error refused(const Request& request, int status, std::string_view content_type, std::string body)
{
    Error::Details details{.kind = kind_of(status), .http_status = status, .operation = request.label()};
    details.message = words_of(status, content_type, body);
    // 500 is the daemon's word for many lasting faults; only these two say "later".
    details.retryable = (status == 503 || status == 429) && request.operation->repeat == Repeat::safe;
    if (details.message.find("HTTP request to an HTTPS server") != std::string::npos)
        details.hint =
            "the daemon speaks TLS on that port: set DOCKER_TLS_VERIFY=1, with ca.pem, cert.pem and "
            "key.pem in DOCKER_CERT_PATH";
    if (status == 401)
        details.hint = "log in to the registry first (`docker login`)";
    return Error(std::move(details));
}

Error broken(const Request& request, Phase phase, const boost::system::error_code& ec)
{
    if (transport::refuses_certificate(ec))
        return Error(Error::Details{
            .kind = ErrorKind::unauthorized,
            .operation = request.label(),
            .message =
                "the daemon wants a client certificate of its own authority, and ours isn't or is missing",
            .hint = "put cert.pem and key.pem, made by the daemon's authority, into DOCKER_CERT_PATH",
        });
    return Error(Error::Details{
        .kind = ErrorKind::interrupted,
        .operation = request.label(),
        .message = fmt::format("the daemon's connection broke {} ({})", doing(phase), ec.message()),
        .hint = "is the daemon still running?",
        .retryable = may_repeat(request, phase),
    });
}

Error malformed(const Request& request, std::string_view what)
{
    return Error(Error::Details{
        .kind = ErrorKind::protocol,
        .operation = request.label(),
        .message = fmt::format("the daemon's answer can't be understood: {}", what),
        .hint = "is this address a Docker daemon's?",
    });
}

Error timed_out(const Request& request, Phase phase)
{
    const Deadlines& deadlines = request.deadlines;
    std::string message;
    const bool is_over = std::chrono::steady_clock::now() >= request.total_due;
    if (is_over)
        message = fmt::format("not done within {}", deadlines.total);
    else if (phase == Phase::connecting)
        message = fmt::format("no connection within {}", deadlines.connect);
    else if (phase == Phase::waiting_for_head)
        message = fmt::format("no answer within {}", deadlines.head + request.extra_head_time);
    else
        message =
            fmt::format("nothing moved for {} {}", deadlines.stall.value_or(default_stall), doing(phase));
    return Error(Error::Details{
        .kind = ErrorKind::timed_out,
        .operation = request.label(),
        .message = std::move(message),
        .hint = "is the daemon hung or overloaded?",
        .retryable = !is_over && may_repeat(request, phase),
    });
}

Error cancelled(const Request& request)
{
    return Error(Error::Details{
        .kind = ErrorKind::cancelled, .operation = request.label(), .message = "cancelled"});
}

Error during(const std::string& label, const Error& error)
{
    if (!error.operation().empty())
        return error;
    Error::Details details = error.details();
    details.operation = label;
    return Error(std::move(details));
}

}  // namespace devenv::detail::engine
