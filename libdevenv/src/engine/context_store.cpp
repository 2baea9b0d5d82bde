#include "engine/context_store.hpp"

#include "devenv/error.hpp"
#include "engine/docker_files.hpp"
#include "engine/read_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace devenv::detail::engine {

namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path)
{
    return ::access(path.c_str(), F_OK) == 0;
}

// What `docker context ls` shows, but for the virtual `default`.
std::string known_contexts(const fs::path& store)
{
    std::vector<std::string> names;
    std::error_code ec;
    for (fs::directory_iterator it(store, ec), end; !ec && it != end; it.increment(ec)) {
        protocol::DockerContext seen;
        const auto text = read_file(it->path() / "meta.json");
        if (text && !protocol::parse_docker_context(*text, seen))
            names.push_back(seen.name);
    }
    std::sort(names.begin(), names.end());
    std::string list = "default";
    for (const std::string& name : names)
        list.append(", ").append(name);
    return list;
}

}  // namespace

transport::TlsSettings tls_of_folder(const std::string& folder, transport::TlsVerification verification)
{
    transport::TlsSettings settings{.verification = verification};
    settings.authority_place = folder + "/ca.pem";
    if (verification == transport::TlsVerification::full)
        settings.authority_files = {settings.authority_place};
    const transport::TlsIdentity identity{
        .certificate_file = folder + "/cert.pem", .key_file = folder + "/key.pem"};
    if (exists(identity.certificate_file) || exists(identity.key_file))
        settings.identity = identity;
    return settings;
}

std::string current_context(const Surroundings& surroundings)
{
    return read_docker_config(surroundings).current_context;
}

StoredContext read_context(
    const std::string& name, const std::string& origin, const Surroundings& surroundings
)
{
    if (!protocol::is_context_name(name))
        throw Error(
            ErrorKind::config,
            fmt::format("{}: \"{}\" can't be the name of a docker context", origin, name),
            "`docker context ls` shows their names"
        );
    const fs::path contexts = fs::path(docker_folder(surroundings)) / "contexts";
    const std::string folder = protocol::context_folder(name);
    const fs::path file = contexts / "meta" / folder / "meta.json";
    const std::optional<std::string> text = read_file(file);
    if (!text)
        throw Error(
            ErrorKind::config,
            fmt::format("{}: there is no docker context \"{}\"", origin, name),
            fmt::format("those in {} are: {}", contexts.string(), known_contexts(contexts / "meta"))
        );
    StoredContext stored;
    if (const auto problem = protocol::parse_docker_context(*text, stored.context))
        throw_at(file.string(), *problem, fmt::format("make the context {} anew", name));
    if (stored.context.host.empty())
        throw Error(
            ErrorKind::config,
            fmt::format(
                "{}: the docker context \"{}\" says no daemon's address ({})", origin, name, file.string()
            ),
            fmt::format("`docker context update {} --docker host=…` gives it one", name)
        );
    const std::string tls = (contexts / "tls" / folder / "docker").string();
    if (!exists(tls) && !stored.context.skips_tls_verification)
        return stored;
    const auto verification = stored.context.skips_tls_verification ? transport::TlsVerification::none
                                                                    : transport::TlsVerification::full;
    stored.tls = tls_of_folder(tls, verification);
    // A context's own authority is the only one; without one, the system's are believed.
    if (exists(tls + "/ca.pem"))
        stored.tls->roots = transport::TlsRoots::given_only;
    else
        stored.tls->authority_files.clear();
    return stored;
}

}  // namespace devenv::detail::engine
