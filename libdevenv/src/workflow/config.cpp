#include "workflow/config.hpp"

#include "base/text.hpp"
#include "devenv/error.hpp"
#include "workflow/bind_directory.hpp"
#include "workflow/config_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace devenv::detail::workflow {

namespace {

// Variables that have a meaning for devenv itself.
constexpr std::array<std::string_view, 9> own_variables{
    "BIND_DIR",
    "BINDDIR",
    "KEEPBUNDLE",
    "DOCKER_HOST",
    "DOCKER_CONTEXT",
    "DOCKER_CONFIG",
    "DOCKER_API_VERSION",
    "DOCKER_TLS_VERIFY",
    "DOCKER_CERT_PATH",
};

Settings default_settings()
{
    Settings settings;
    const auto put = [&](std::string_view key, std::string_view value) {
        settings.insert_or_assign(std::string(key), Setting{Text{std::string(value), {}}, {}, {}});
    };
    put("image", "${name}-dev:${branch}");
    put("bind", "bundles");
    return settings;
}

Settings flag_settings(const ConfigFlags& flags)
{
    Settings settings;
    const auto put = [&](std::string key, std::string_view flag, auto value) {
        settings.insert_or_assign(
            std::move(key), Setting{std::move(value), {Source::Kind::flag, std::string(flag)}, {}}
        );
    };
    if (flags.image)
        put("image", "-t", Text{*flags.image, {}});
    if (flags.target_stage)
        put("build.target", "--target", Text{*flags.target_stage, {}});
    if (flags.platform)
        put("build.platform", "--platform", Text{*flags.platform, {}});
    if (!flags.cache_from.empty()) {
        std::vector<Text> list;
        for (const std::string& reference : flags.cache_from)
            list.push_back({reference, {}});
        put("build.cacheFrom", "--cache-from", std::move(list));
    }
    for (const auto& [name, value] : flags.build_args)
        put("build.args." + name, "--build-arg", Text{value, {}});
    return settings;
}

std::optional<std::string> lookup(const std::map<std::string, std::string>& map, const std::string& name)
{
    const auto found = map.find(name);
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

// BIND_DIR as a layer between the command line's flags and devenv.json.
Settings bind_settings(const ConfigInputs& inputs, ProjectConfig& config)
{
    BindRequest request{.bundles = config.bundles.directory, .root = inputs.root, .daemon = inputs.daemon};
    Source source{.kind = Source::Kind::argument, .text = {}};
    request.bind_dir = lookup(config.assignments, "BIND_DIR");
    request.binddir = lookup(config.assignments, "BINDDIR");
    // an argument of the old name still wins over an environment variable of the new one
    if (!request.bind_dir && !request.binddir) {
        source.kind = Source::Kind::environment;
        request.bind_dir = lookup(inputs.environment, "BIND_DIR");
        request.binddir = lookup(inputs.environment, "BINDDIR");
    }
    BindDecision decision = decide_bind(request);
    Settings settings;
    if (!decision.mode)
        return settings;
    source.text = fmt::format(
        "{}={} ({})",
        decision.variable,
        decision.value,
        source.kind == Source::Kind::argument ? "argument" : "environment"
    );
    config.bound_directory = std::move(decision.also_bound);
    std::move(decision.notes.begin(), decision.notes.end(), std::back_inserter(config.notes));
    settings.insert_or_assign(
        "bind", Setting{Text{std::string(to_string(*decision.mode)), {}}, std::move(source), {}}
    );
    return settings;
}

std::optional<BindMode> asked_bind(const Settings& above_profile)
{
    const Text* text = find_value<Text>(above_profile, "bind");
    if (text == nullptr)
        return std::nullopt;
    return text->value == "source" ? BindMode::source
           : text->value == "none" ? BindMode::none
                                   : BindMode::bundles;
}

bool is_known_variable(const ProjectConfig& config, const Settings& settings, std::string_view name)
{
    const auto is_proxy = base::lower_case(name).ends_with("_proxy");
    return is_proxy || std::find(own_variables.begin(), own_variables.end(), name) != own_variables.end() ||
           is_passed(config.run.pass_env, name) || is_passed(config.run.pass_assigned, name) ||
           settings.contains(fmt::format("run.env.{}", name)) ||
           settings.contains(fmt::format("build.args.{}", name));
}

// make swallows a misspelt variable in silence; here one that looks like BIND_DIR is an error, since the
// artefacts depend on it, and any other is said.
void check_assignments(ProjectConfig& config, const Settings& settings, const std::set<std::string>& used)
{
    std::vector<std::string> known(own_variables.begin(), own_variables.end());
    known.insert(known.end(), config.run.pass_env.begin(), config.run.pass_env.end());
    known.insert(known.end(), config.run.pass_assigned.begin(), config.run.pass_assigned.end());
    for (const auto& [name, value] : config.assignments) {
        if (is_known_variable(config, settings, name) || used.contains(name))
            continue;
        const auto nearest = base::nearest(name, known);
        if (nearest == "BIND_DIR" || nearest == "BINDDIR")
            throw Error(
                ErrorKind::config,
                fmt::format("{}={}: unknown variable {}, did you mean BIND_DIR?", name, value, name),
                fmt::format("write BIND_DIR={}", value)
            );
        config.notes.push_back(
            {ConfigNote::Level::warning,
             fmt::format(
                 "{} isn't passed into the container{}; to pass it, list it in \"run.passEnv\"",
                 name,
                 base::suggestion(name, known)
             )}
        );
    }
}

void note_keep_bundle(ProjectConfig& config, const std::map<std::string, std::string>& environment)
{
    const bool is_set = config.assignments.contains("KEEPBUNDLE") || environment.contains("KEEPBUNDLE");
    if (is_set && config.profile == BuiltInProfile::moby && !config.conventions.knows_keep_bundle)
        config.notes.push_back(
            {ConfigNote::Level::warning,
             "KEEPBUNDLE has no effect: hack/make.sh of this tree doesn't know it"}
        );
}

// Entrypoint scripts of moby's kind mount what only a privileged root may mount.
void check_entrypoint(ProjectConfig& config, const Settings& settings, const TreeFacts& tree)
{
    if (!tree.dockerfile || config.build.dockerfile != "Dockerfile" || config.build.context != "." ||
        !has_dind_entrypoint(*tree.dockerfile))
        return;
    if (!config.run.privileged)
        config.notes.push_back(
            {ConfigNote::Level::warning,
             "\"run.privileged\" is false, but the Dockerfile's entrypoint hack/dind needs a privileged "
             "container"}
        );
    const std::string user = config.run.user.substr(0, config.run.user.find(':'));
    if (const auto setting = settings.find("run.user");
        setting != settings.end() && !user.empty() && user != "root" && user != "0")
        fail_at(
            setting->second.source,
            setting->second.position,
            fmt::format(
                "\"run.user\" is {}, but the Dockerfile's entrypoint hack/dind must run as root", user
            )
        );
}

}  // namespace

std::map<std::string, std::string> parse_assignments(const std::vector<std::string>& arguments)
{
    std::map<std::string, std::string> assignments;
    for (const std::string& argument : arguments) {
        const std::size_t equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        if (equals == std::string::npos || !base::is_identifier(name))
            throw Error(
                ErrorKind::config,
                fmt::format("\"{}\" isn't a variable", name),
                "write VAR=value, the name in letters, digits and _"
            );
        assignments[name] = argument.substr(equals + 1);
    }
    return assignments;
}

bool is_passed(const std::vector<std::string>& patterns, std::string_view name)
{
    return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
        if (!pattern.ends_with('*'))
            return pattern == name;
        return name.starts_with(pattern.substr(0, pattern.size() - 1));
    });
}

LoadedConfig decide_config(const ConfigInputs& inputs)
{
    LoadedConfig loaded;
    ProjectConfig& config = loaded.config;
    config.root = inputs.root;
    config.assignments = parse_assignments(inputs.assignments);
    config.run.given_env = inputs.flags.env;
    if (!inputs.git.note.empty())
        config.notes.push_back({ConfigNote::Level::note, inputs.git.note});

    Settings upper;
    if (inputs.file_text)
        overlay(upper, read_config_file(*inputs.file_text, inputs.file_name));
    std::set<std::string> used_variables;
    {
        ConfigBuilder early(upper, inputs, config);
        early.fill_names();
        used_variables = early.used_variables();
    }
    overlay(upper, bind_settings(inputs, config));
    overlay(upper, flag_settings(inputs.flags));

    Profile profile = choose_profile(inputs.tree, asked_bind(upper));
    // a project that has its own name isn't moby, however much its tree is like it
    if (upper.contains("name"))
        profile.settings.erase("image");
    config.profile = profile.kind;
    config.conventions = profile.conventions;
    config.absent_targets = std::move(profile.absent_targets);
    if (!upper.contains("run.passEnv"))
        config.run.pass_assigned = std::move(profile.pass_assigned);

    Settings merged = default_settings();
    overlay(merged, profile.settings);
    overlay(merged, upper);
    ConfigBuilder builder(merged, inputs, config);
    builder.fill_names();
    builder.fill_rest();
    used_variables.insert(builder.used_variables().begin(), builder.used_variables().end());
    for (const auto& [name, target] : config.targets)
        config.absent_targets.erase(name);

    check_assignments(config, merged, used_variables);
    note_keep_bundle(config, inputs.environment);
    check_entrypoint(config, merged, inputs.tree);
    loaded.values = effective_values(config, merged, inputs.environment);
    return loaded;
}

}  // namespace devenv::detail::workflow

namespace devenv::inline v1 {

std::string_view to_string(BindMode mode) noexcept
{
    switch (mode) {
        case BindMode::bundles:
            return "bundles";
        case BindMode::source:
            return "source";
        case BindMode::none:
            return "none";
    }
    return "none";
}

const ProjectConfig::Target& find_target(const ProjectConfig& config, std::string_view name)
{
    if (const auto found = config.targets.find(std::string(name)); found != config.targets.end())
        return found->second;
    if (const auto absent = config.absent_targets.find(std::string(name));
        absent != config.absent_targets.end())
        throw Error(
            ErrorKind::config,
            fmt::format("this tree has no target \"{}\": {} is missing", name, absent->second),
            "add it to \"targets\" in devenv.json"
        );
    std::vector<std::string> names;
    for (const auto& [known, target] : config.targets)
        names.push_back(known);
    throw Error(
        ErrorKind::config,
        fmt::format("there is no target \"{}\"{}", name, detail::base::suggestion(name, names)),
        names.empty() ? "the project has none: list them as \"targets\" in devenv.json"
                      : fmt::format("the targets are {}", fmt::join(names, ", "))
    );
}

}  // namespace devenv::inline v1
