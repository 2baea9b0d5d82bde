#include "engine/discover.hpp"

#include "devenv/error.hpp"
#include "engine/context_store.hpp"
#include "protocol/host_url.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <charconv>
#include <memory>
#include <optional>
#include <utility>

namespace devenv::detail::engine {

namespace {

constexpr std::string_view default_socket = "/var/run/docker.sock";

// fd://3: a connected socket that whoever started us left open.
std::shared_ptr<transport::HandedOver> read_descriptor(std::string_view text, std::string_view origin)
{
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    struct stat seen = {};
    const bool is_number = error == std::errc{} && end == text.data() + text.size() && number >= 0;
    if (!is_number || ::fstat(number, &seen) != 0 || !S_ISSOCK(seen.st_mode))
        throw Error(
            ErrorKind::config,
            fmt::format("{}: fd://{} isn't an open socket", origin, text),
            "write the number of a descriptor that is connected to the daemon, fd://3"
        );
    return std::make_shared<transport::HandedOver>(transport::HandedOver{.descriptor = number});
}

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
    if (url.scheme == protocol::HostUrl::Scheme::ssh)
        return {.kind = Kind::ssh, .path = url.path, .user = url.user, .host = url.host, .port = url.port};
    if (url.scheme == protocol::HostUrl::Scheme::fd)
        return {.kind = Kind::handed_over, .handed_over = read_descriptor(url.path, origin)};
    throw Error(
        ErrorKind::unsupported,
        fmt::format("{}: {}:// is not spoken here", origin, url.scheme_name),
        "use unix://, tcp://, ssh:// or fd://"
    );
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

std::optional<transport::TlsSettings> tls_settings(
    const TlsOptions& options, const Surroundings& surroundings
)
{
    const TlsOptions::Use use = tls_use(options, surroundings);
    if (use == TlsOptions::Use::never)
        return std::nullopt;
    std::string folder = options.folder;
    if (folder.empty())
        folder = surroundings.variable("DOCKER_CERT_PATH");
    if (folder.empty())
        folder = docker_folder(surroundings);
    return tls_of_folder(
        folder,
        use == TlsOptions::Use::verified ? transport::TlsVerification::full : transport::TlsVerification::none
    );
}

void add_tls(
    transport::Endpoint& endpoint, std::optional<transport::TlsSettings> settings, const TlsOptions& options
)
{
    if (endpoint.kind != transport::Endpoint::Kind::tcp || !settings)
        return;
    settings->server_name = options.server_name;
    endpoint.tls = transport::TlsContext::make(std::move(*settings));
}

// What was named, and by whom; an empty text = nothing.
struct Named
{
    std::string text{};
    std::string origin{};
};

Named named_context(const ClientOptions& options, const Surroundings& surroundings)
{
    if (!options.context.empty())
        return {options.context, "--context"};
    if (!surroundings.variable("DOCKER_HOST").empty())
        return {};
    if (std::string set = surroundings.variable("DOCKER_CONTEXT"); !set.empty())
        return {std::move(set), "DOCKER_CONTEXT"};
    return {
        current_context(surroundings), "currentContext of " + docker_folder(surroundings) + "/config.json"};
}

transport::Endpoint find_default(const Surroundings& surroundings)
{
    transport::Endpoint found{
        .kind = transport::Endpoint::Kind::unix_socket, .path = std::string(default_socket)};
    const std::string runtime = surroundings.variable("XDG_RUNTIME_DIR");
    const std::string rootless = runtime + "/docker.sock";
    if (!surroundings.is_socket(found.path) && !runtime.empty() && surroundings.is_socket(rootless))
        found.path = rootless;
    return found;
}

}  // namespace

transport::Endpoint find_daemon(const ClientOptions& options, const Surroundings& surroundings)
{
    if (!options.host.empty() && !options.context.empty())
        throw Error(
            ErrorKind::config, "a daemon's address (-H) and a context (--context) are given", "leave one out"
        );
    if (!options.host.empty()) {
        transport::Endpoint endpoint = read_address(options.host, "-H");
        add_tls(endpoint, tls_settings(options.tls, surroundings), options.tls);
        return endpoint;
    }
    const Named context = named_context(options, surroundings);
    if (!context.text.empty() && context.text != "default") {
        StoredContext stored = read_context(context.text, context.origin, surroundings);
        transport::Endpoint endpoint =
            read_address(stored.context.host, fmt::format("docker context {}", context.text));
        const bool is_own = options.tls.use == TlsOptions::Use::as_set_up;
        add_tls(
            endpoint, is_own ? std::move(stored.tls) : tls_settings(options.tls, surroundings), options.tls
        );
        return endpoint;
    }
    if (const std::string set = surroundings.variable("DOCKER_HOST"); !set.empty()) {
        transport::Endpoint endpoint = read_address(set, "DOCKER_HOST");
        add_tls(endpoint, tls_settings(options.tls, surroundings), options.tls);
        return endpoint;
    }
    return find_default(surroundings);
}

}  // namespace devenv::detail::engine
