#include "protocol/host_url.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace devenv::detail::protocol {

namespace {

using Scheme = HostUrl::Scheme;

constexpr std::string_view default_socket = "/var/run/docker.sock";
constexpr std::uint16_t default_tcp_port = 2375;
constexpr std::size_t max_socket_path = 107;
constexpr std::size_t npos = std::string_view::npos;

constexpr std::array<std::pair<std::string_view, Scheme>, 5> schemes{{
    {"unix", Scheme::unix_socket},
    {"tcp", Scheme::tcp},
    {"fd", Scheme::fd},
    {"ssh", Scheme::ssh},
    {"npipe", Scheme::npipe},
}};

HostUrlProblem at(HostUrlFault fault, std::size_t position)
{
    return {fault, position};
}

bool is_host_character(char c)
{
    return base::is_alphanumeric(c) || c == '.' || c == '-' || c == '_';
}

HostUrlProblem parse_port(std::string_view text, std::size_t start, std::uint16_t& port)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || port == 0)
        return at(HostUrlFault::port, start);
    return {};
}

// [user@]host[:port] of `text`, which begins at `start` in the whole address.
HostUrlProblem parse_authority(std::string_view text, std::size_t start, HostUrl& out)
{
    if (const std::size_t at_sign = text.rfind('@'); at_sign != npos) {
        const std::string_view user = text.substr(0, at_sign);
        if (out.scheme != Scheme::ssh || user.find(':') != npos)
            return at(HostUrlFault::secret, start);
        out.user = user;
        text.remove_prefix(at_sign + 1);
        start += at_sign + 1;
    }
    std::size_t host_length = std::min(text.find(':'), text.size());
    if (text.starts_with('[')) {
        const std::size_t close = text.find_first_not_of("0123456789abcdefABCDEF:.", 1);
        if (close == npos || close == 1 || text[close] != ']')
            return at(HostUrlFault::host, start);
        out.host = text.substr(1, close - 1);
        host_length = close + 1;
    } else {
        const std::string_view host = text.substr(0, host_length);
        const auto wrong = std::find_if_not(host.begin(), host.end(), is_host_character);
        if (wrong != host.end())
            return at(HostUrlFault::host, start + static_cast<std::size_t>(wrong - host.begin()));
        out.host = host;
    }
    const std::string_view rest = text.substr(host_length);
    if (rest.empty())
        return {};
    if (rest.front() != ':')
        return at(HostUrlFault::host, start + host_length);
    return parse_port(rest.substr(1), start + host_length + 1, out.port);
}

HostUrlProblem parse_network(std::string_view text, std::size_t start, HostUrl& out)
{
    if (const std::size_t query = text.find_first_of("?#"); query != npos)
        return at(HostUrlFault::query, start + query);
    const std::size_t slash = std::min(text.find('/'), text.size());
    if (const auto problem = parse_authority(text.substr(0, slash), start, out))
        return problem;
    std::string_view path = text.substr(slash);
    if (out.scheme == Scheme::ssh) {
        if (out.host.empty())
            return at(HostUrlFault::host, start);
        out.path = path == "/" ? std::string_view() : path;
        return {};
    }
    while (path.ends_with('/'))
        path.remove_suffix(1);
    out.base_path = path;
    if (out.host.empty())
        out.host = "localhost";
    if (out.port == 0)
        out.port = default_tcp_port;
    return {};
}

HostUrlProblem parse_scheme(std::string_view name, HostUrl& out)
{
    const auto wrong = std::find_if_not(name.begin(), name.end(), [](char c) {
        return base::is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
    });
    if (name.empty() || wrong != name.end())
        return at(HostUrlFault::scheme, static_cast<std::size_t>(wrong - name.begin()));
    out.scheme_name = base::lower_case(name);
    const auto known = std::find_if(schemes.begin(), schemes.end(), [&](const auto& s) {
        return s.first == out.scheme_name;
    });
    out.scheme = known == schemes.end() ? Scheme::other : known->second;
    return {};
}

}  // namespace

HostUrlProblem parse_host_url(std::string_view text, HostUrl& out)
{
    out = {};
    if (text.empty())
        return at(HostUrlFault::empty, 0);
    if (text.front() == '/' || text.front() == '@')
        return at(HostUrlFault::path_without_scheme, 0);
    const std::size_t separator = text.find("://");
    if (const auto problem = parse_scheme(separator == npos ? "tcp" : text.substr(0, separator), out))
        return problem;
    const std::size_t start = separator == npos ? 0 : separator + 3;
    const std::string_view rest = text.substr(start);
    switch (out.scheme) {
        case Scheme::tcp:
        case Scheme::ssh:
            return parse_network(rest, start, out);
        case Scheme::unix_socket:
            if (rest.size() > max_socket_path)
                return at(HostUrlFault::path_long, start + max_socket_path);
            out.path = rest.empty() ? default_socket : rest;
            return {};
        case Scheme::fd:
        case Scheme::npipe:
        case Scheme::other:
            out.path = rest;
            return {};
    }
    return {};
}

std::string HostUrl::to_string() const
{
    std::string text = scheme_name + "://";
    if (!user.empty())
        text.append(user).append(1, '@');
    text += host.find(':') == std::string::npos ? host : '[' + host + ']';
    if (port != 0)
        text.append(1, ':').append(std::to_string(port));
    return text.append(path).append(base_path);
}

std::string describe(std::string_view text, const HostUrlProblem& problem)
{
    const auto sentence = [&](std::string_view what) {
        return fmt::format(
            "\"{}\" isn't a daemon's address: {} (at character {})", text, what, problem.position + 1
        );
    };
    switch (problem.fault) {
        case HostUrlFault::none:
            return "it is a daemon's address";
        case HostUrlFault::empty:
            return "the daemon's address is empty; write unix:///var/run/docker.sock or tcp://HOST:PORT";
        case HostUrlFault::path_without_scheme:
            return fmt::format("\"{}\" has no scheme and would mean tcp; write unix://{}", text, text);
        case HostUrlFault::scheme:
            return sentence("the scheme must be unix, tcp or ssh");
        case HostUrlFault::host:
            return sentence("the host has a wrong character or is missing");
        case HostUrlFault::port:
            return sentence("the port must be a number from 1 to 65535");
        case HostUrlFault::secret:
            return "the daemon's address holds a password, or a user for a scheme that has none; leave it "
                   "out";
        case HostUrlFault::query:
            return sentence("it can't have a query or fragment");
        case HostUrlFault::path_long:
            return sentence("the path of a socket has at most 107 characters");
    }
    return "it isn't a daemon's address";
}

}  // namespace devenv::detail::protocol
