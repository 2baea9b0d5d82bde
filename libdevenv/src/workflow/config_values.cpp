#include "base/text.hpp"
#include "devenv/reference.hpp"
#include "protocol/reference.hpp"
#include "workflow/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace devenv::detail::workflow {

namespace {

// [a-z0-9][a-z0-9._-]*
bool is_project_name(std::string_view name)
{
    const auto is_inner = [](char c) {
        return base::is_lower(c) || base::is_digit(c) || c == '.' || c == '_' || c == '-';
    };
    return !name.empty() && (base::is_lower(name[0]) || base::is_digit(name[0])) &&
           std::all_of(name.begin(), name.end(), is_inner);
}

std::string name_of_directory(const std::filesystem::path& root)
{
    std::string name = base::lower_case(root.filename().string());
    for (char& c : name)
        if (!is_project_name(std::string{'a', c}))
            c = '-';
    name.erase(0, std::min(name.find_first_not_of("._-"), name.size()));
    return name.empty() ? "project" : name;
}

}  // namespace

ConfigBuilder::ConfigBuilder(const Settings& settings, const ConfigInputs& inputs, ProjectConfig& config)
    : settings_(settings), inputs_(inputs), config_(config)
{
    facts_.git = &inputs.git;
    facts_.version = inputs.version;
    facts_.variable = [this](const std::string& name) -> std::optional<std::string> {
        used_variables_.insert(name);
        if (const auto argument = config_.assignments.find(name); argument != config_.assignments.end())
            return argument->second;
        if (const auto found = inputs_.environment.find(name); found != inputs_.environment.end())
            return found->second;
        return std::nullopt;
    };
}

std::string ConfigBuilder::expand_at(
    const Setting& setting, const Text& text, std::string_view key, ExpansionUse use
)
{
    Expanded expanded = expand(text.value, facts_, use);
    if (!expanded.problem.empty())
        fail_at(setting.source, text.position, fmt::format("\"{}\": {}", key, expanded.problem));
    return std::move(expanded.text);
}

ConfigBuilder::Found ConfigBuilder::text_at(std::string_view key, ExpansionUse use)
{
    const auto found = settings_.find(key);
    if (found == settings_.end())
        return {.key = key};
    const auto& text = std::get<Text>(found->second.value);
    return {expand_at(found->second, text, key, use), &found->second, key};
}

std::vector<Text> ConfigBuilder::list_at(std::string_view key, ExpansionUse use)
{
    const auto found = settings_.find(key);
    std::vector<Text> expanded;
    if (found == settings_.end())
        return expanded;
    for (const Text& item : std::get<std::vector<Text>>(found->second.value))
        expanded.push_back({expand_at(found->second, item, key, use), item.position});
    return expanded;
}

std::map<std::string, std::string> ConfigBuilder::map_at(std::string_view prefix)
{
    std::map<std::string, std::string> map;
    for (auto entry = settings_.lower_bound(prefix);
         entry != settings_.end() && entry->first.starts_with(prefix);
         ++entry) {
        const std::string name = entry->first.substr(prefix.size());
        if (const auto* text = std::get_if<Text>(&entry->second.value))
            map[name] = expand_at(entry->second, *text, entry->first, ExpansionUse::value);
        else if (auto value = facts_.variable(name))
            map[name] = std::move(*value);
    }
    return map;
}

void ConfigBuilder::fail(const Found& found, std::string_view what) const
{
    fail_at(found.setting->source, found.setting->position, fmt::format("\"{}\" {}", found.key, what));
}

void ConfigBuilder::fail_item(std::string_view key, const Text& item, std::string_view what) const
{
    fail_at(
        settings_.find(key)->second.source,
        item.position,
        fmt::format(R"("{}": "{}" {})", key, item.value, what)
    );
}

void ConfigBuilder::check_reference(
    std::string_view key, const Text& item, std::string_view reference, std::string_view raw
)
{
    Reference parts;
    const auto problem = protocol::parse_reference(reference, parts);
    if (!problem)
        return;
    std::string what = protocol::describe(reference, problem);
    if (raw != reference)
        what += fmt::format(", which \"{}\" became", raw);
    fail_at(settings_.find(key)->second.source, item.position, fmt::format("\"{}\": {}", key, what));
}

void ConfigBuilder::fill_names()
{
    config_.git = inputs_.git;
    config_.version = inputs_.version;
    if (const Found name = text_at("name"); name.setting != nullptr) {
        if (!is_project_name(name.text))
            fail(
                name,
                fmt::format("must be of a-z, 0-9, '.', '_' and '-', first a-z or 0-9, not \"{}\"", name.text)
            );
        config_.name = name.text;
    } else {
        config_.name = name_of_directory(inputs_.root);
    }
    facts_.name = config_.name;
    if (const Found workdir = text_at("workdir"); workdir.setting != nullptr) {
        if (!workdir.text.starts_with('/'))
            fail(workdir, fmt::format("must be an absolute path in the container, not \"{}\"", workdir.text));
        config_.workdir = workdir.text;
        facts_.workdir = config_.workdir;
    }
    fill_bundles();
}

void ConfigBuilder::fill_bundles()
{
    if (const Found directory = text_at("bundles.dir"); directory.setting != nullptr) {
        const auto path = std::filesystem::path(directory.text).lexically_normal();
        std::string text = path.generic_string();
        while (text.ends_with('/'))
            text.pop_back();
        const bool is_inside = !path.empty() && path.is_relative() && text != "." && *path.begin() != "..";
        if (!is_inside || *path.begin() == ".git")
            fail(
                directory,
                fmt::format("must be a folder inside the project and not .git, not \"{}\"", directory.text)
            );
        config_.bundles.directory = text;
    }
    config_.bundles.hashes.clear();
    for (const Text& hash : list_at("bundles.hash")) {
        if (hash.value != "md5" && hash.value != "sha256")
            fail_item("bundles.hash", hash, "must be md5 or sha256");
        config_.bundles.hashes.push_back(
            hash.value == "md5" ? ProjectConfig::Hash::md5 : ProjectConfig::Hash::sha256
        );
    }
}

void ConfigBuilder::fill_rest()
{
    fill_image();
    fill_build();
    fill_platform();
    fill_bind();
    fill_run();
    fill_pass_env();
    fill_mounts();
    fill_caches();
    fill_ports();
    fill_user();
    fill_targets();
}

void ConfigBuilder::fill_image()
{
    const Found image = text_at("image", ExpansionUse::reference);
    const Text& raw = std::get<Text>(image.setting->value);
    check_reference("image", raw, image.text, raw.value);
    config_.image = image.text;
}

void ConfigBuilder::fill_build()
{
    ProjectConfig::Build& build = config_.build;
    const std::array<std::pair<std::string_view, std::string*>, 3> paths{{
        {"build.context", &build.context},
        {"build.dockerfile", &build.dockerfile},
        {"build.target", &build.target},
    }};
    for (const auto& [key, into] : paths) {
        const Found found = text_at(key);
        if (found.setting != nullptr && found.text.empty())
            fail(found, "is empty");
        if (found.setting != nullptr)
            *into = found.text;
    }
    build.args = map_at("build.args.");
    for (const Text& reference : list_at("build.cacheFrom", ExpansionUse::reference)) {
        check_reference("build.cacheFrom", reference, reference.value, reference.value);
        build.cache_from.push_back(reference.value);
    }
    if (const Found builder = text_at("build.builder"); builder.setting != nullptr) {
        if (builder.text == "buildkit")
            fail(builder, "buildkit is not supported yet; use auto or classic");
        if (builder.text != "auto" && builder.text != "classic")
            fail(builder, fmt::format("must be auto or classic, not \"{}\"", builder.text));
        build.builder =
            builder.text == "auto" ? ProjectConfig::Builder::automatic : ProjectConfig::Builder::classic;
    }
    for (const auto& [key, into] :
         {std::pair("build.network", &build.network), {"run.network", &config_.run.network}}) {
        const Found network = text_at(key);
        if (network.setting == nullptr)
            continue;
        if (network.text.empty() || network.text.find_first_of(" \t\r\n/") != std::string::npos)
            fail(
                network, fmt::format(R"(must be the name of a network, as in "host", not "{}")", network.text)
            );
        *into = network.text;
    }
}

// os/arch[/variant]
void ConfigBuilder::fill_platform()
{
    const Found platform = text_at("build.platform");
    if (platform.setting == nullptr)
        return;
    std::size_t parts = 0;
    bool is_good = true;
    for (std::string_view rest = platform.text;; ++parts) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, slash);
        is_good = is_good && !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
                      return base::is_alphanumeric(c) || c == '_' || c == '.' || c == '-';
                  });
        if (slash == rest.size())
            break;
        rest.remove_prefix(slash + 1);
    }
    if (!is_good || parts < 1 || parts > 2)
        fail(
            platform,
            fmt::format("must be os/arch or os/arch/variant, as in linux/arm64, not \"{}\"", platform.text)
        );
    config_.build.platform = platform.text;
}

void ConfigBuilder::fill_bind()
{
    const Found bind = text_at("bind");
    for (const BindMode mode : {BindMode::bundles, BindMode::source, BindMode::none}) {
        if (bind.text == to_string(mode)) {
            config_.bind = mode;
            return;
        }
    }
    fail(bind, fmt::format("must be bundles, source or none, not \"{}\"", bind.text));
}

void ConfigBuilder::fill_targets()
{
    constexpr std::string_view prefix = "targets.";
    for (auto entry = settings_.lower_bound(prefix);
         entry != settings_.end() && entry->first.starts_with(prefix);
         ++entry) {
        const auto& from = std::get<TargetText>(entry->second.value);
        ProjectConfig::Target target{.build = from.build};
        for (const Text& word : from.command)
            target.command.push_back(expand_at(entry->second, word, entry->first, ExpansionUse::command));
        config_.targets[entry->first.substr(prefix.size())] = std::move(target);
    }
}

}  // namespace devenv::detail::workflow
