#include "engine/discover.hpp"

#include "devenv/error.hpp"
#include "protocol/host_url.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

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

// ca.pem, cert.pem and key.pem, as docker lays them out. Certificate and key may both be absent; one alone is
// a mistake, which reading the other tells.
transport::TlsSettings read_folder(
    const std::string& folder, transport::TlsVerification verification, const Surroundings& surroundings
)
{
    transport::TlsSettings settings{.verification = verification};
    settings.authority_place = folder + "/ca.pem";
    if (verification == transport::TlsVerification::full)
        settings.authority_files = {settings.authority_place};
    const transport::TlsIdentity identity{
        .certificate_file = folder + "/cert.pem", .key_file = folder + "/key.pem"};
    if (surroundings.exists(identity.certificate_file) || surroundings.exists(identity.key_file))
        settings.identity = identity;
    return settings;
}

TlsOptions::Use tls_use(const TlsOptions& options, const Surroundings& surroundings)
{
    if (options.use != TlsOptions::Use::as_set_up)
        return options.use;
    // Any value counts, also "0": so has docker CLI it.
    if (!surroundings.variable("DOCKER_TLS_VERIFY").empty())
        return TlsOptions::Use::verified;
    return surroundings.variable("DOCKER_TLS").empty() ? TlsOptions::Use::never : TlsOptions::Use::unverified;
}

void add_tls(transport::Endpoint& endpoint, const TlsOptions& options, const Surroundings& surroundings)
{
    const TlsOptions::Use use = tls_use(options, surroundings);
    if (endpoint.kind != transport::Endpoint::Kind::tcp || use == TlsOptions::Use::never)
        return;
    std::string folder = options.folder;
    if (folder.empty())
        folder = surroundings.variable("DOCKER_CERT_PATH");
    if (folder.empty())
        folder = docker_folder(surroundings);
    const auto verification = use == TlsOptions::Use::verified ? transport::TlsVerification::full
                                                               : transport::TlsVerification::none;
    transport::TlsSettings settings = read_folder(folder, verification, surroundings);
    settings.server_name = options.server_name;
    endpoint.tls = transport::TlsContext::make(std::move(settings));
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
        .exists = [](const std::string& path) -> bool { return ::access(path.c_str(), F_OK) == 0; },
    };
}

std::string docker_folder(const Surroundings& surroundings)
{
    if (std::string set = surroundings.variable("DOCKER_CONFIG"); !set.empty())
        return set;
    const std::string home = surroundings.variable("HOME");
    return home.empty() ? home : home + "/.docker";
}

transport::Endpoint find_daemon(const ClientOptions& options, const Surroundings& surroundings)
{
    std::string origin = "-H";
    std::string address = options.host;
    if (address.empty()) {
        origin = "DOCKER_HOST";
        address = surroundings.variable("DOCKER_HOST");
    }
    if (!address.empty()) {
        transport::Endpoint endpoint = read_address(address, origin);
        add_tls(endpoint, options.tls, surroundings);
        return endpoint;
    }
    transport::Endpoint found{
        .kind = transport::Endpoint::Kind::unix_socket, .path = std::string(default_socket)};
    const std::string runtime = surroundings.variable("XDG_RUNTIME_DIR");
    const std::string rootless = runtime + "/docker.sock";
    if (!surroundings.is_socket(found.path) && !runtime.empty() && surroundings.is_socket(rootless))
        found.path = rootless;
    return found;
}

}  // namespace devenv::detail::engine
