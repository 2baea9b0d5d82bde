// Settings of all layers → one ProjectConfig. Nothing here opens a file or looks at the environment.
#pragma once

#include "devenv/config.hpp"
#include "workflow/expansion.hpp"
#include "workflow/profile_moby.hpp"
#include "workflow/settings.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::workflow {

/// Everything that a configuration depends on.
struct ConfigInputs
{
    std::filesystem::path root{};            ///< absolute
    std::optional<std::string> file_text{};  ///< of devenv.json
    std::string file_name = "devenv.json";   ///< as errors call it
    std::vector<std::string> assignments{};  ///< VAR=value arguments
    std::map<std::string, std::string> environment{};
    ConfigFlags flags{};
    GitFacts git{};
    std::string version{};  ///< first line of VERSION
    TreeFacts tree{};
    DaemonPlace daemon = DaemonPlace::local;
};

/// Merges, expands and checks. Errors: config.
LoadedConfig decide_config(const ConfigInputs& inputs);

/// Reads VAR=value arguments; the last one of a name counts. Errors: config.
std::map<std::string, std::string> parse_assignments(const std::vector<std::string>& arguments);

/// Whether a name matches an entry of passEnv: itself, or a prefix `X_*`.
bool is_passed(const std::vector<std::string>& patterns, std::string_view name);

/// Whether a variable's value had better not be shown, judged by its name.
bool is_secret_name(std::string_view name);

/// Fills a ProjectConfig from merged settings. Errors: config, at the place of the value.
class ConfigBuilder
{
public:
    ConfigBuilder(const Settings& settings, const ConfigInputs& inputs, ProjectConfig& config);

    void fill_names();  ///< name, version, git, workdir, bundles: what others depend on
    void fill_rest();

    /// The variables that ${env:NAME} asked for.
    const std::set<std::string>& used_variables() const { return used_variables_; }

private:
    struct Found
    {
        std::string text{};
        const Setting* setting = nullptr;  // nullptr = it isn't set
        std::string_view key{};
    };

    Found text_at(std::string_view key, ExpansionUse use = ExpansionUse::value);
    std::string expand_at(const Setting& setting, const Text& text, std::string_view key, ExpansionUse use);
    std::vector<Text> list_at(std::string_view key, ExpansionUse use = ExpansionUse::value);
    std::map<std::string, std::string> map_at(std::string_view prefix);
    [[noreturn]] void fail(const Found& found, std::string_view what) const;
    [[noreturn]] void fail_item(std::string_view key, const Text& item, std::string_view what) const;
    void check_reference(
        std::string_view key, const Text& item, std::string_view reference, std::string_view raw
    );

    void fill_image();
    void fill_build();
    void fill_platform();
    void fill_bundles();
    void fill_bind();
    void fill_run();
    void fill_pass_env();
    void fill_mounts();
    void fill_caches();
    void fill_ports();
    void fill_user();
    void fill_targets();

    const Settings& settings_;
    const ConfigInputs& inputs_;
    ProjectConfig& config_;
    ExpansionFacts facts_{};
    std::set<std::string> used_variables_{};
};

/// The rows of `doctor --config`.
std::vector<EffectiveValue> effective_values(
    const ProjectConfig& config,
    const Settings& settings,
    const std::map<std::string, std::string>& environment
);

}  // namespace devenv::detail::workflow
