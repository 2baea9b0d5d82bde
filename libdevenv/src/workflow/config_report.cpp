#include "base/json_text.hpp"
#include "base/text.hpp"
#include "workflow/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace devenv::detail::workflow {

namespace {

constexpr std::string_view masked = "***";
constexpr std::array<std::string_view, 7> secret_words{
    "TOKEN",
    "SECRET",
    "PASSWORD",
    "PASSWD",
    "KEY",
    "AUTH",
    "CREDENTIAL",
};

// http://user:password@proxy is a secret under any name.
bool holds_login(std::string_view value)
{
    const std::size_t scheme = value.find("://");
    if (scheme == std::string_view::npos)
        return false;
    const std::string_view authority = value.substr(scheme + 3, value.find('/', scheme + 3) - scheme - 3);
    return authority.find('@') != std::string_view::npos;
}

std::string shown(std::string_view name, std::string_view value)
{
    return std::string(is_secret_name(name) || holds_login(value) ? masked : value);
}

template <class Range, class ToText>
std::string json_list(const Range& range, ToText to_text)
{
    std::string text = "[";
    for (const auto& item : range) {
        if (text.size() > 1)
            text += ", ";
        base::append_json_string(text, to_text(item));
    }
    return text + ']';
}

std::string json_list(const std::vector<std::string>& list)
{
    return json_list(list, [](const std::string& item) -> std::string_view { return item; });
}

std::string_view kind_name(ProjectConfig::Mount::Kind kind)
{
    switch (kind) {
        case ProjectConfig::Mount::Kind::bind:
            return "bind";
        case ProjectConfig::Mount::Kind::volume:
            return "volume";
        case ProjectConfig::Mount::Kind::tmpfs:
            return "tmpfs";
    }
    return "bind";
}

std::string mount_text(const ProjectConfig::Mount& mount)
{
    return fmt::format(
        "{} {}:{}{}", kind_name(mount.kind), mount.source, mount.target, mount.read_only ? " (read only)" : ""
    );
}

std::string port_text(const ProjectConfig::Port& port)
{
    const std::string address =
        port.address.find(':') == std::string::npos ? port.address : '[' + port.address + ']';
    return fmt::format(
        "{}{}{}:{}/{}", address, address.empty() ? "" : ":", port.host, port.container, port.protocol
    );
}

class Report
{
public:
    explicit Report(const Settings& settings) : settings_(settings) {}

    void add(std::string key, std::string value)
    {
        const auto found = settings_.find(key);
        std::string source = found == settings_.end()
                                 ? describe(Source{}, {})
                                 : describe(found->second.source, found->second.position);
        rows_.push_back({std::move(key), std::move(value), std::move(source)});
    }

    void add_map(std::string_view prefix, const std::map<std::string, std::string>& map)
    {
        for (const auto& [name, value] : map)
            add(fmt::format("{}.{}", prefix, name), shown(name, value));
    }

    void add_row(EffectiveValue row) { rows_.push_back(std::move(row)); }

    std::vector<EffectiveValue> take() { return std::move(rows_); }

private:
    const Settings& settings_;
    std::vector<EffectiveValue> rows_{};
};

void add_build(Report& report, const ProjectConfig::Build& build)
{
    report.add("build.context", build.context);
    report.add("build.dockerfile", build.dockerfile);
    report.add("build.target", build.target);
    report.add_map("build.args", build.args);
    report.add("build.cacheFrom", json_list(build.cache_from));
    report.add("build.builder", build.builder == ProjectConfig::Builder::classic ? "classic" : "auto");
    report.add("build.platform", build.platform);
    report.add("build.network", build.network);
}

void add_run(Report& report, const ProjectConfig::Run& run)
{
    report.add("run.privileged", run.privileged ? "true" : "false");
    report.add("run.init", run.init ? "true" : "false");
    report.add_map("run.env", run.env);
    report.add("run.passEnv", json_list(run.pass_env));
    report.add("run.mounts", json_list(run.mounts, mount_text));
    report.add_map("run.caches", run.caches);
    report.add("run.ports", json_list(run.ports, port_text));
    report.add("run.user", run.user);
    report.add("run.network", run.network);
}

// What run.passEnv finds, from arguments first.
void add_passed(
    Report& report, const ProjectConfig& config, const std::map<std::string, std::string>& environment
)
{
    std::map<std::string, EffectiveValue> passed;
    for (const auto& [name, value] : environment)
        if (is_passed(config.run.pass_env, name))
            passed[name] = {"env." + name, shown(name, value), "environment"};
    for (const auto& [name, value] : config.assignments)
        if (is_passed(config.run.pass_env, name) || is_passed(config.run.pass_assigned, name) ||
            config.run.env.contains(name))
            passed[name] = {"env." + name, shown(name, value), "argument"};
    for (const auto& [name, value] : config.run.given_env)
        passed[name] = {"env." + name, shown(name, value), "-e"};
    for (auto& [name, row] : passed)
        report.add_row(std::move(row));
}

}  // namespace

bool is_secret_name(std::string_view name)
{
    const std::string upper = base::upper_case(name);
    return std::any_of(secret_words.begin(), secret_words.end(), [&](std::string_view word) {
        return upper.find(word) != std::string::npos;
    });
}

std::vector<EffectiveValue> effective_values(
    const ProjectConfig& config,
    const Settings& settings,
    const std::map<std::string, std::string>& environment
)
{
    Report report(settings);
    report.add("name", config.name);
    report.add("image", config.image);
    add_build(report, config.build);
    report.add("workdir", config.workdir);
    report.add("bundles.dir", config.bundles.directory);
    report.add(
        "bundles.hash",
        json_list(
            config.bundles.hashes,
            [](ProjectConfig::Hash hash) -> std::string_view {
                return hash == ProjectConfig::Hash::md5 ? "md5" : "sha256";
            }
        )
    );
    report.add("bind", std::string(to_string(config.bind)));
    add_run(report, config.run);
    add_passed(report, config, environment);
    for (const auto& [name, target] : config.targets)
        report.add("targets." + name, json_list(target.command));
    return report.take();
}

}  // namespace devenv::detail::workflow
