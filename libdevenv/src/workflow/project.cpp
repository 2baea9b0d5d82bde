#include "workflow/project.hpp"

#include "base/text.hpp"
#include "devenv/error.hpp"
#include "engine/read_file.hpp"
#include "workflow/git_facts.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <system_error>
#include <utility>
#include <vector>

namespace devenv::detail::workflow {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view config_name = "devenv.json";
constexpr std::array<std::string_view, 2> devcontainer_names{
    ".devcontainer/devcontainer.json", ".devcontainer.json"};

bool is_there(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

std::set<std::string> names_in(const fs::path& folder)
{
    std::set<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        names.insert(entry->path().filename().string());
    return names;
}

fs::path canonical_folder(const fs::path& path)
{
    std::error_code error;
    fs::path found = fs::canonical(path, error);
    if (error)
        throw Error(
            ErrorKind::config,
            fmt::format("can't go to {}: {}", path.string(), error.message()),
            "give the project's folder with -C"
        );
    return found;
}

void refuse_devcontainer(const fs::path& root)
{
    for (const std::string_view name : devcontainer_names)
        if (is_there(root / name))
            throw Error(
                ErrorKind::config,
                fmt::format("{} is not supported yet", name),
                "write a devenv.json beside it; {} is enough for the built-in profile"
            );
}

// The place of a value as `doctor --config` has it, "devenv.json:3:14: "; empty if nobody gave it.
std::string place_of(const LoadedConfig& loaded, std::string_view key)
{
    const auto row = std::find_if(loaded.values.begin(), loaded.values.end(), [&](const EffectiveValue& v) {
        return v.key == key;
    });
    return row == loaded.values.end() || row->source == "default" ? "" : row->source + ": ";
}

[[noreturn]] void fail(
    const LoadedConfig& loaded, std::string_view key, std::string_view what, std::string hint = {}
)
{
    throw Error(
        ErrorKind::config, fmt::format("{}\"{}\": {}", place_of(loaded, key), key, what), std::move(hint)
    );
}

void check_stage(const LoadedConfig& loaded, std::string_view dockerfile)
{
    const std::string& target = loaded.config.build.target;
    const auto stages = stage_names(dockerfile);
    const bool is_number = !target.empty() && std::all_of(target.begin(), target.end(), base::is_digit);
    const bool is_known = std::find(stages.begin(), stages.end(), base::lower_case(target)) != stages.end();
    if (target.empty() || is_number || is_known)
        return;
    fail(
        loaded,
        "build.target",
        fmt::format(
            "{} has no stage \"{}\"{}",
            loaded.config.build.dockerfile,
            target,
            base::suggestion(target, stages)
        ),
        stages.empty() ? "it names no stages" : fmt::format("its stages are {}", fmt::join(stages, ", "))
    );
}

void check_bundles(const LoadedConfig& loaded)
{
    const fs::path& root = loaded.config.root;
    const std::string& name = loaded.config.bundles.directory;
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(root / name, ignored)))
        return;
    const fs::path real = fs::weakly_canonical(root / name, ignored);
    const fs::path inside = real.lexically_relative(fs::weakly_canonical(root, ignored));
    if (inside.empty() || *inside.begin() == "..")
        fail(
            loaded,
            "bundles.dir",
            fmt::format("{} is a link that leads out of the project, to {}", name, real.string()),
            "remove the link"
        );
    if (!fs::is_directory(real, ignored))
        fail(loaded, "bundles.dir", fmt::format("{} exists but isn't a folder", name), "move it away");
}

}  // namespace

std::optional<fs::path> find_project_root(const fs::path& directory)
{
    using Test = std::function<bool(const fs::path&)>;
    const std::array<Test, 3> tests{
        [](const fs::path& p) { return is_there(p / config_name); },
        [](const fs::path& p) { return is_there(p / "hack/make.sh") && is_there(p / "Dockerfile"); },
        [](const fs::path& p) { return is_there(p / "Dockerfile"); },
    };
    std::vector<fs::path> folders;
    for (fs::path folder = canonical_folder(directory);; folder = folder.parent_path()) {
        folders.push_back(folder);
        const bool is_last = folder == folder.parent_path();
        if (!is_last && !is_there(folder / ".git"))
            continue;
        for (const Test& test : tests)
            if (const auto found = std::find_if(folders.begin(), folders.end(), test); found != folders.end())
                return *found;
        if (is_last)
            return std::nullopt;
        folders.clear();
    }
}

TreeFacts read_tree_facts(const fs::path& root)
{
    TreeFacts facts;
    facts.dockerfile = engine::read_file(root / "Dockerfile");
    if (auto script = engine::read_file(root / "hack/make.sh")) {
        facts.has_make_script = true;
        facts.make_script = std::move(*script);
    }
    facts.bundles = names_in(root / "hack/make");
    facts.validations = names_in(root / "hack/validate");
    facts.has_unit_script = is_there(root / "hack/test/unit");
    facts.has_dev_script = is_there(root / "hack/dev.sh");
    return facts;
}

ConfigInputs gather_inputs(const ConfigRequest& request)
{
    ConfigInputs inputs;
    auto root = find_project_root(request.directory);
    if (!root && request.file)
        root = canonical_folder(*request.file).parent_path();
    if (!root)
        throw Error(
            ErrorKind::config,
            fmt::format(
                "{} isn't in a project: there is no devenv.json or Dockerfile here or above",
                canonical_folder(request.directory).string()
            ),
            "go to the project, give it with -C, or write a devenv.json"
        );
    inputs.root = *root;
    inputs.file_text = engine::read_file(request.file ? *request.file : *root / config_name);
    if (request.file) {
        inputs.file_name = request.file->string();
        if (!inputs.file_text)
            throw Error(ErrorKind::config, fmt::format("{} doesn't exist", inputs.file_name));
    }
    if (!inputs.file_text)
        refuse_devcontainer(*root);
    inputs.assignments = request.assignments;
    inputs.environment = request.environment;
    inputs.flags = request.flags;
    inputs.daemon = request.daemon;
    inputs.git = read_git_facts(*root);
    if (inputs.git.is_repository) {
        const auto path = request.environment.find("PATH");
        inputs.git.dirty = ask_dirty(find_git(path == request.environment.end() ? "" : path->second), *root);
    }
    std::error_code ignored;
    if (fs::is_regular_file(*root / "VERSION", ignored))
        inputs.version = engine::read_line(*root / "VERSION");
    inputs.tree = read_tree_facts(*root);
    return inputs;
}

void check_files(const LoadedConfig& loaded)
{
    const ProjectConfig& config = loaded.config;
    std::error_code ignored;
    const fs::path context = config.root / config.build.context;
    if (!fs::is_directory(context, ignored))
        fail(
            loaded,
            "build.context",
            fmt::format("{} {}", context.string(), is_there(context) ? "isn't a folder" : "doesn't exist")
        );
    const auto dockerfile = engine::read_file(context / config.build.dockerfile);
    if (!dockerfile)
        fail(
            loaded,
            "build.dockerfile",
            fmt::format("{} doesn't exist", (context / config.build.dockerfile).lexically_normal().string()),
            "write one, or name another in devenv.json"
        );
    check_stage(loaded, *dockerfile);
    for (const ProjectConfig::Mount& mount : config.run.mounts) {
        if (mount.kind == ProjectConfig::Mount::Kind::bind && !is_there(mount.source))
            fail(loaded, "run.mounts", fmt::format("the source {} doesn't exist", mount.source));
    }
    check_bundles(loaded);
}

}  // namespace devenv::detail::workflow

namespace devenv::inline v1 {

LoadedConfig load_config(const ConfigRequest& request)
{
    using namespace detail::workflow;
    LoadedConfig loaded = decide_config(gather_inputs(request));
    check_files(loaded);
    return loaded;
}

std::map<std::string, std::string> process_environment()
{
    std::map<std::string, std::string> variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (const std::size_t equals = text.find('='); equals != std::string_view::npos && equals != 0)
            variables.try_emplace(std::string(text.substr(0, equals)), text.substr(equals + 1));
    }
    return variables;
}

}  // namespace devenv::inline v1
