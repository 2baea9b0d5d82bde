#include "engine/discover.hpp"

#include "devenv/error.hpp"
#include "protocol/host_url.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>

namespace devenv::detail::engine {

namespace {

constexpr std::string_view default_socket = "/var/run/docker.sock";

transport::Endpoint read_address(std::string_view text, std::string_view origin)
{
    protocol::HostUrl url;
    if (const protocol::HostUrlProblem problem = protocol::parse_host_url(text, url))
        throw Error(ErrorKind::config, fmt::format("{}: {}", origin, protocol::describe(text, problem)));
    using Kind = transport::Endpoint::Kind;
    if (url.scheme == protocol::HostUrl::Scheme::unix_socket)
        return {.kind = Kind::unix_socket, .path = url.path.empty() ? std::string(default_socket) : url.path};
    if (url.scheme == protocol::HostUrl::Scheme::tcp)
        return {.kind = Kind::tcp, .host = url.host, .port = url.port, .base_path = url.base_path};
    throw Error(
        ErrorKind::unsupported,
        fmt::format("{}: {}:// is not supported yet", origin, url.scheme_name),
        "use unix:// or tcp://, over a forwarded socket for example"
    );
}

}  // namespace

Surroundings Surroundings::real()
{
    return {
        .variable = [](const char* name) -> std::string {
            const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it meanwhile
            return value == nullptr ? "" : value;
        },
        .is_socket = [](const std::string& path) -> bool {
            struct stat seen = {};
            return ::stat(path.c_str(), &seen) == 0 && S_ISSOCK(seen.st_mode);
        },
    };
}

transport::Endpoint find_daemon(std::string_view host, const Surroundings& surroundings)
{
    if (!host.empty())
        return read_address(host, "-H");
    if (const std::string set = surroundings.variable("DOCKER_HOST"); !set.empty())
        return read_address(set, "DOCKER_HOST");
    transport::Endpoint found{
        .kind = transport::Endpoint::Kind::unix_socket, .path = std::string(default_socket)};
    const std::string runtime = surroundings.variable("XDG_RUNTIME_DIR");
    const std::string rootless = runtime + "/docker.sock";
    if (!surroundings.is_socket(found.path) && !runtime.empty() && surroundings.is_socket(rootless))
        found.path = rootless;
    return found;
}

}  // namespace devenv::detail::engine
