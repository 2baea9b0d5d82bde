#include "devenv/error.hpp"

#include <array>
#include <ostream>
#include <utility>

namespace devenv::inline v1 {

namespace {

constexpr std::array<std::string_view, 15> kind_names{
    "unreachable",
    "timed_out",
    "cancelled",
    "not_found",
    "conflict",
    "unauthorized",
    "denied",
    "bad_request",
    "unsupported",
    "step_failed",
    "server",
    "protocol",
    "interrupted",
    "config",
    "local",
};
static_assert(kind_names.size() == static_cast<std::size_t>(ErrorKind::local) + 1);

// `what()` is one line, whatever a daemon or a file name has put into the parts.
void append_on_one_line(std::string& line, std::string_view part)
{
    for (const char c : part) {
        const bool is_break = c == '\n' || c == '\r';
        if (!is_break)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (!line.empty() && line.back() == ' ')
        line.pop_back();
}

std::string one_line(const Error::Details& details)
{
    std::string line;
    if (!details.operation.empty()) {
        append_on_one_line(line, details.operation);
        line += ": ";
    }
    append_on_one_line(line, details.message.empty() ? to_string(details.kind) : details.message);
    if (!details.hint.empty()) {
        line += "; ";
        append_on_one_line(line, details.hint);
    }
    return line;
}

}  // namespace

std::string_view to_string(ErrorKind kind) noexcept
{
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::ostream& operator<<(std::ostream& out, ErrorKind kind)
{
    return out << to_string(kind);
}

Error::Error(Details details)
    : std::runtime_error(one_line(details)), details_(std::make_shared<const Details>(std::move(details)))
{}

Error::Error(ErrorKind kind, std::string message, std::string hint)
    : Error(Details{.kind = kind, .message = std::move(message), .hint = std::move(hint)})
{}

}  // namespace devenv::inline v1
