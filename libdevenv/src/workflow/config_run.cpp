#include "base/text.hpp"
#include "workflow/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace devenv::detail::workflow {

namespace {

// moby's entrypoint script mounts a tmpfs there, which hides what is below.
bool is_below_tmp(std::string_view path)
{
    const std::string normal = std::filesystem::path(path).lexically_normal().generic_string();
    return normal == "/tmp" || normal.starts_with("/tmp/");
}

// [a-zA-Z0-9][a-zA-Z0-9_.-]*
bool is_volume_name(std::string_view name)
{
    return !name.empty() && base::is_alphanumeric(name.front()) &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return base::is_alphanumeric(c) || c == '_' || c == '.' || c == '-';
           });
}

std::string problem_of_target(std::string_view path)
{
    if (!path.starts_with('/') || path == "/")
        return "must be an absolute path below the container's root";
    return is_below_tmp(path) ? "can't be below /tmp: the entrypoint hack/dind hides what is mounted there"
                              : "";
}

std::optional<std::uint16_t> parse_port_number(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0)
        return std::nullopt;
    return port;
}

// [ip:]host:container[/protocol]; an IPv6 address in brackets
std::optional<ProjectConfig::Port> parse_port(std::string_view text)
{
    ProjectConfig::Port port;
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        port.protocol = text.substr(slash + 1);
        text = text.substr(0, slash);
    }
    const bool is_protocol = port.protocol == "tcp" || port.protocol == "udp" || port.protocol == "sctp";
    const std::size_t colon = text.rfind(':');
    if (!is_protocol || colon == std::string_view::npos)
        return std::nullopt;
    const auto container = parse_port_number(text.substr(colon + 1));
    text = text.substr(0, colon);
    const std::size_t before_host = text.rfind(':');
    const auto host =
        parse_port_number(text.substr(before_host == std::string_view::npos ? 0 : before_host + 1));
    if (!container || !host)
        return std::nullopt;
    if (before_host != std::string_view::npos) {
        std::string_view address = text.substr(0, before_host);
        const bool is_bracketed = address.size() > 2 && address.front() == '[' && address.back() == ']';
        if (is_bracketed)
            address = address.substr(1, address.size() - 2);
        const std::string_view allowed = is_bracketed ? "0123456789abcdefABCDEF:." : "0123456789.";
        if (address.empty() || address.find_first_not_of(allowed) != std::string_view::npos)
            return std::nullopt;
        port.address = address;
    }
    port.host = *host;
    port.container = *container;
    return port;
}

}  // namespace

void ConfigBuilder::fill_run()
{
    if (const bool* privileged = find_value<bool>(settings_, "run.privileged"))
        config_.run.privileged = *privileged;
    if (const bool* init = find_value<bool>(settings_, "run.init"))
        config_.run.init = *init;
    config_.run.env = map_at("run.env.");
}

void ConfigBuilder::fill_pass_env()
{
    for (const Text& name : list_at("run.passEnv")) {
        if (name.value.find('=') != std::string::npos)
            fail_item("run.passEnv", name, "must be a name without a value; put values into \"run.env\"");
        const std::string_view plain = name.value.ends_with('*')
                                           ? std::string_view(name.value).substr(0, name.value.size() - 1)
                                           : std::string_view(name.value);
        if (!base::is_identifier(plain))
            fail_item("run.passEnv", name, "must be the name of a variable, or a prefix as X_*");
        config_.run.pass_env.push_back(name.value);
    }
}

void ConfigBuilder::fill_mounts()
{
    using Kind = ProjectConfig::Mount::Kind;
    static constexpr std::array<std::pair<std::string_view, Kind>, 3> kinds{{
        {"bind", Kind::bind},
        {"volume", Kind::volume},
        {"tmpfs", Kind::tmpfs},
    }};
    const auto found = settings_.find(std::string_view("run.mounts"));
    if (found == settings_.end())
        return;
    const Setting& setting = found->second;
    for (const MountText& from : std::get<std::vector<MountText>>(setting.value)) {
        const std::string key = fmt::format("run.mounts[{}]", config_.run.mounts.size());
        const auto refuse = [&](const Text& at, std::string_view part, std::string_view what) {
            const auto position = at.value.empty() ? from.position : at.position;
            fail_at(
                setting.source, position, fmt::format(R"("{}.{}" {}, not "{}")", key, part, what, at.value)
            );
        };
        ProjectConfig::Mount mount{.read_only = from.read_only};
        const std::string kind = expand_at(setting, from.kind, key, ExpansionUse::value);
        const auto* const known =
            std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.first == kind; });
        if (known == kinds.end())
            refuse(from.kind, "type", "must be bind, volume or tmpfs");
        else
            mount.kind = known->second;
        mount.source = expand_at(setting, from.source, key, ExpansionUse::value);
        mount.target = expand_at(setting, from.target, key, ExpansionUse::value);
        if (const auto problem = problem_of_target(mount.target); !problem.empty())
            refuse(from.target, "target", problem);
        if (mount.kind == Kind::tmpfs && !mount.source.empty())
            refuse(from.source, "source", "of a tmpfs must be empty");
        if (mount.kind == Kind::volume && !mount.source.empty() && !is_volume_name(mount.source))
            refuse(from.source, "source", "of a volume must be its name");
        if (mount.kind == Kind::bind && mount.source.empty())
            refuse(from.source, "source", "of a bind must be a file or folder");
        if (mount.kind == Kind::bind)
            mount.source = (inputs_.root / mount.source).lexically_normal().string();
        config_.run.mounts.push_back(std::move(mount));
    }
}

void ConfigBuilder::fill_caches()
{
    constexpr std::string_view prefix = "run.caches.";
    config_.run.caches = map_at(prefix);
    for (const auto& [volume, path] : config_.run.caches) {
        const Found found{
            .text = path,
            .setting = &settings_.find(fmt::format("{}{}", prefix, volume))->second,
            .key = "run.caches"};
        if (!is_volume_name(volume))
            fail(found, fmt::format("has \"{}\", which isn't the name of a volume", volume));
        if (const auto problem = problem_of_target(path); !problem.empty())
            fail(found, fmt::format("has \"{}\" for {}, which {}", path, volume, problem));
    }
}

void ConfigBuilder::fill_ports()
{
    for (const Text& text : list_at("run.ports")) {
        const auto port = parse_port(text.value);
        if (!port)
            fail_item("run.ports", text, "must be [ip:]host:container, as in 127.0.0.1:8080:80");
        else
            config_.run.ports.push_back(*port);
    }
}

void ConfigBuilder::fill_user()
{
    const Found user = text_at("run.user");
    if (user.setting == nullptr)
        return;
    const bool is_good = !user.text.empty() && user.text.front() != ':' && user.text.back() != ':' &&
                         std::count(user.text.begin(), user.text.end(), ':') <= 1 &&
                         user.text.find_first_of(" \t\r\n/") == std::string::npos;
    if (!is_good)
        fail(user, fmt::format("must be uid[:gid] or a name, not \"{}\"", user.text));
    config_.run.user = user.text;
}

}  // namespace devenv::detail::workflow
