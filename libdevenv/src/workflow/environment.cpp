#include "workflow/environment.hpp"

#include "base/text.hpp"
#include "devenv/error.hpp"
#include "workflow/config.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace devenv::detail::workflow {

namespace {

using Kind = ProjectConfig::Mount::Kind;
using Level = ConfigNote::Level;

constexpr std::size_t short_commit = 7;

std::map<std::string, std::string> merge_variables(const ProjectConfig& config, const ContainerInputs& inputs)
{
    std::map<std::string, std::string> variables(inputs.proxies.begin(), inputs.proxies.end());
    const auto set_all = [&](const std::map<std::string, std::string>& from, auto is_wanted) {
        for (const auto& [name, value] : from)
            if (is_wanted(name))
                variables[name] = value;
    };
    const auto is_any = [](const std::string&) { return true; };
    const auto is_listed = [&](const std::string& name) { return is_passed(config.run.pass_env, name); };
    const auto is_assignable = [&](const std::string& name) {
        return is_listed(name) || is_passed(config.run.pass_assigned, name) ||
               config.run.env.contains(name) || base::lower_case(name).ends_with("_proxy");
    };

    if (const auto commit = commit_text(config.git, config.conventions);
        !commit.empty() && is_listed("DOCKER_GITCOMMIT"))
        variables["DOCKER_GITCOMMIT"] = commit;
    // git refuses a tree of another owner, and in the container everything is root's
    if (config.bind == BindMode::source && config.git.is_repository) {
        variables["GIT_CONFIG_COUNT"] = "1";
        variables["GIT_CONFIG_KEY_0"] = "safe.directory";
        variables["GIT_CONFIG_VALUE_0"] = "*";
    }
    set_all(config.run.env, is_any);
    set_all(inputs.environment, is_listed);
    set_all(config.assignments, is_assignable);
    set_all(config.run.given_env, is_any);
    set_all(inputs.flags, is_any);
    return variables;
}

void adapt_to_tree(
    std::map<std::string, std::string>& variables,
    const ProjectConfig& config,
    const ContainerInputs& inputs,
    std::vector<ConfigNote>& notes
)
{
    const auto folders = variables.find("TESTDIRS");
    if (folders != variables.end() && config.conventions.test_folders) {
        std::string adapted = adapt_test_folders(folders->second, *config.conventions.test_folders);
        if (adapted != folders->second)
            notes.push_back(
                {Level::note, fmt::format("TESTDIRS is passed as {}, as this tree wants it", adapted)}
            );
        folders->second = std::move(adapted);
    }
    const auto flags = variables.find("TESTFLAGS");
    const bool is_unit = inputs.target == "test-unit" && config.profile == BuiltInProfile::moby;
    if (is_unit && flags != variables.end() && flags->second.find("-check.f") != std::string::npos)
        notes.push_back(
            {Level::warning,
             "TESTFLAGS has -check.f, which unit tests don't know; they take -test.run '^TestX$'"}
        );
}

std::string join(std::string_view folder, std::string_view name)
{
    return fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", name);
}

void add_bind(
    std::vector<ContainerMount>& mounts,
    const ProjectConfig& config,
    std::string_view folder,
    const std::string& workdir
)
{
    mounts.push_back({
        .mount =
            {.kind = Kind::bind, .source = (config.root / folder).string(), .target = join(workdir, folder)},
        .create_source = true,
    });
}

// In a worktree `.git` is a file that names a folder by its path on the host.
void add_common_directory(ContainerEnvironment& result, const ProjectConfig& config)
{
    const std::string path = config.git.common_directory.string();
    if (!config.git.is_worktree)
        return;
    if (path.starts_with("/tmp/")) {
        result.notes.push_back(
            {Level::note,
             fmt::format(
                 "git has no repository in the container: {} is below /tmp, which the container hides", path
             )}
        );
        return;
    }
    result.mounts.push_back({.mount = {.kind = Kind::bind, .source = path, .target = path, .read_only = true}}
    );
}

std::vector<ContainerMount> configured_mounts(const ProjectConfig& config)
{
    std::vector<ContainerMount> mounts;
    for (const auto& [volume, path] : config.run.caches)
        mounts.push_back({.mount = {.kind = Kind::volume, .source = volume, .target = path}});
    for (const ProjectConfig::Mount& mount : config.run.mounts)
        mounts.push_back({.mount = mount});
    return mounts;
}

}  // namespace

std::string commit_text(const GitFacts& git, const TreeConventions& conventions)
{
    if (git.commit.empty())
        return {};
    const bool is_short = conventions.commit == TreeConventions::Commit::short_hash;
    std::string text = is_short ? git.commit.substr(0, short_commit) : git.commit;
    if (git.dirty.value_or(false))
        text += conventions.dirty_mark;
    return text;
}

std::string adapt_test_folders(std::string_view value, TreeConventions::TestFolders wanted)
{
    constexpr std::string_view here = "./";
    std::string adapted;
    for (std::string_view folder : base::words(value)) {
        if (!adapted.empty())
            adapted += ' ';
        while (folder.starts_with(here) && folder.size() > here.size())
            folder.remove_prefix(here.size());
        // a name with a dot in its first part is a package's import path, and `.`, `..` and `/` stand for
        // themselves
        const std::string_view first = folder.substr(0, folder.find('/'));
        const bool is_plain = !first.empty() && first.find('.') == std::string_view::npos;
        if (is_plain && wanted == TreeConventions::TestFolders::dotted)
            adapted += here;
        adapted += folder;
    }
    return adapted;
}

ContainerEnvironment container_environment(const ProjectConfig& config, const ContainerInputs& inputs)
{
    ContainerEnvironment result;
    result.workdir = config.workdir.empty() ? inputs.image_workdir : config.workdir;
    const bool is_local = inputs.daemon == DaemonPlace::local;
    const bool needs_workdir = config.bind != BindMode::none || !config.bound_directory.empty();
    if (result.workdir.empty() && needs_workdir)
        throw Error(
            ErrorKind::config,
            fmt::format("the image {} has no WORKDIR, so nothing says where the source is", config.image),
            "set \"workdir\" in devenv.json"
        );

    auto variables = merge_variables(config, inputs);
    adapt_to_tree(variables, config, inputs, result.notes);
    for (const auto& [name, value] : variables)
        result.variables.push_back(fmt::format("{}={}", name, value));

    if (is_local && config.bind == BindMode::source)
        result.mounts.push_back(
            {.mount = {.kind = Kind::bind, .source = config.root.string(), .target = result.workdir}}
        );
    else if (is_local && config.bind == BindMode::bundles)
        add_bind(result.mounts, config, config.bundles.directory, result.workdir);
    if (is_local && !config.bound_directory.empty())
        add_bind(result.mounts, config, config.bound_directory, result.workdir);
    if (is_local)
        add_common_directory(result, config);
    const auto configured = configured_mounts(config);
    result.mounts.insert(result.mounts.end(), configured.begin(), configured.end());
    return result;
}

}  // namespace devenv::detail::workflow
