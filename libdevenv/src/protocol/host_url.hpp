// Where a daemon is, as DOCKER_HOST and -H say it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

struct HostUrl
{
    enum class Scheme
    {
        unix_socket,
        tcp,
        fd,
        ssh,
        npipe,
        other,  ///< read, but known to nobody; `scheme_name` says it
    };

    Scheme scheme = Scheme::unix_socket;
    std::string scheme_name{};  ///< as written, "unix"
    std::string path{};  ///< unix: the socket, '@' first for an abstract one; fd, npipe, ssh: what follows
    std::string user{};  ///< ssh
    std::string host{};  ///< tcp, ssh; an IPv6 address without its brackets
    std::uint16_t port = 0;   ///< tcp; 0 for ssh = its default
    std::string base_path{};  ///< tcp: in front of every target; empty or "/x", never with a last slash

    bool operator==(const HostUrl&) const = default;

    /// "tcp://[::1]:2375/x".
    std::string to_string() const;
};

enum class HostUrlFault
{
    none,
    empty,
    path_without_scheme,  ///< "/var/run/docker.sock"
    scheme,               ///< "://", or a character that schemes don't have
    host,                 ///< none, or a character that hosts don't have
    port,                 ///< not 1 to 65535
    secret,               ///< a password, or a user where none can be
    query,                ///< '?' or '#'
    path_long,            ///< a socket path above what the kernel takes (107)
};

struct HostUrlProblem
{
    HostUrlFault fault = HostUrlFault::none;
    std::size_t position = 0;

    explicit operator bool() const { return fault != HostUrlFault::none; }
};

/// Reads a daemon's address. No scheme means tcp; the port of tcp is 2375 unless it's written.
/// `out` is meaningful only if there is no problem.
HostUrlProblem parse_host_url(std::string_view text, HostUrl& out);

/// One sentence with the next step. It repeats the address only if that holds no secret.
std::string describe(std::string_view text, const HostUrlProblem& problem);

}  // namespace devenv::detail::protocol
