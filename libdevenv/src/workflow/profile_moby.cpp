#include "workflow/profile_moby.hpp"

#include "base/text.hpp"
#include "protocol/dockerfile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace devenv::detail::workflow {

namespace {

// The union of what moby's Makefiles of 2015 and 2026 pass on, without the names below.
constexpr std::string_view passed_names =
    "BUILDFLAGS DEFAULT_PRODUCT_LICENSE DELVE_PORT DOCKERCLI_INTEGRATION_REPOSITORY "
    "DOCKERCLI_INTEGRATION_VERSION "
    "DOCKERCLI_REPOSITORY DOCKERCLI_VERSION DOCKERD_ARGS DOCKER_BUILDKIT DOCKER_BUILD_ARGS DOCKER_CLIENTONLY "
    "DOCKER_CLI_PATH DOCKER_DEBUG DOCKER_EXECDRIVER DOCKER_EXPERIMENTAL DOCKER_FIREWALL_BACKEND "
    "DOCKER_GITCOMMIT "
    "DOCKER_GRAPHDRIVER DOCKER_IGNORE_BR_NETFILTER_ERROR DOCKER_LDFLAGS DOCKER_PORT DOCKER_REMAP_ROOT "
    "DOCKER_ROOTLESS "
    "DOCKER_STORAGE_OPTS DOCKER_TEST_HOST DOCKER_USERLANDPROXY FIREWALLD FLAKY_EXTRA_TESTS GITHUB_ACTIONS "
    "GIT_PAGER "
    "KEEPBUNDLE OTEL_EXPORTER_OTLP_ENDPOINT OTEL_EXPORTER_OTLP_PROTOCOL OTEL_SERVICE_NAME TESTCOVERAGE "
    "TESTDEBUG "
    "TESTDIRS TESTFLAGS TESTFLAGS_INTEGRATION TESTFLAGS_INTEGRATION_CLI TEST_FILTER TEST_FORCE_VALIDATE "
    "TEST_INTEGRATION_DIR TEST_INTEGRATION_FAIL_FAST TEST_INTEGRATION_USE_GRAPHDRIVER TEST_SKIP_INTEGRATION "
    "TEST_SKIP_INTEGRATION_CLI TIMEOUT VALIDATE_BRANCH VALIDATE_ORIGIN_BRANCH VALIDATE_REPO";

// Environments have these for reasons of their own; a build must not change with them by accident.
constexpr std::string_view ambient_names = "CI PACKAGER_NAME PAGER PLATFORM PRODUCT VERSION";

constexpr std::string_view whole_source_stage = "dev-base";
constexpr std::string_view copied_source_stage = "dev";

std::vector<std::string> to_strings(std::string_view text)
{
    const auto parts = base::words(text);
    return {parts.begin(), parts.end()};
}

class MobyProfile
{
public:
    MobyProfile(const TreeFacts& tree, std::optional<BindMode> bind) : tree_(tree)
    {
        const auto stages = stage_names(*tree.dockerfile);
        const auto has_stage = [&](std::string_view name) {
            return std::find(stages.begin(), stages.end(), name) != stages.end();
        };
        const BindMode usual = has_stage(whole_source_stage) ? BindMode::source : BindMode::bundles;
        const BindMode wanted = bind.value_or(usual);
        is_recent_ = tree.has_unit_script || has_stage(whole_source_stage);

        profile_.kind = BuiltInProfile::moby;
        put("image", text("docker-dev:${branch}"));
        put("bind", text(to_string(usual)));
        if (wanted == BindMode::source && has_stage(whole_source_stage))
            put("build.target", text(whole_source_stage));
        else if (wanted != BindMode::source && has_stage(whole_source_stage) && has_stage(copied_source_stage))
            put("build.target", text(copied_source_stage));
        put("run.passEnv", list(passed_names));
        put("run.caches.docker-dev-cache", text("/root/.cache"));
        put("run.caches.docker-mod-cache", text("/go/pkg/mod"));
        profile_.pass_assigned = to_strings(ambient_names);
        read_conventions();
        add_targets();
    }

    Profile take() { return std::move(profile_); }

private:
    static Text text(std::string_view value) { return {std::string(value), {}}; }

    static std::vector<Text> list(std::string_view names)
    {
        std::vector<Text> texts;
        for (const std::string_view name : base::words(names))
            texts.push_back(text(name));
        return texts;
    }

    template <class T>
    void put(std::string_view key, T value)
    {
        Source source{.kind = Source::Kind::profile, .text = "moby profile"};
        profile_.settings.insert_or_assign(
            std::string(key), Setting{std::move(value), std::move(source), {}}
        );
    }

    // The script itself says how it writes a commit.
    void read_conventions()
    {
        const auto script_has = [&](std::string_view part) {
            return tree_.make_script.find(part) != std::string::npos;
        };
        TreeConventions& conventions = profile_.conventions;
        const bool is_short = script_has("rev-parse --short") || (!is_recent_ && !script_has("rev-parse"));
        conventions.commit =
            is_short ? TreeConventions::Commit::short_hash : TreeConventions::Commit::full_hash;
        const bool is_unsupported = script_has("-unsupported") || (is_recent_ && !script_has("-dirty"));
        conventions.dirty_mark = is_unsupported ? "-unsupported" : "-dirty";
        conventions.test_folders =
            tree_.has_unit_script ? TreeConventions::TestFolders::dotted : TreeConventions::TestFolders::bare;
        conventions.knows_keep_bundle = script_has("KEEPBUNDLE");
    }

    bool has_bundle(std::string_view name) const { return tree_.bundles.contains(std::string(name)); }

    void add(std::string_view target, std::initializer_list<std::string_view> command)
    {
        TargetText value;
        for (const std::string_view word : command)
            value.command.push_back(text(word));
        put(fmt::format("targets.{}", target), std::move(value));
    }

    // `hack/make.sh BUNDLES`, if the tree has them all.
    void add_bundles(std::string_view target, std::string_view bundles)
    {
        TargetText value{.command = {text("hack/make.sh")}};
        for (const std::string_view bundle : base::words(bundles)) {
            if (!has_bundle(bundle)) {
                profile_.absent_targets.try_emplace(std::string(target), fmt::format("hack/make/{}", bundle));
                return;
            }
            value.command.push_back(text(bundle));
        }
        profile_.absent_targets.erase(std::string(target));
        put(fmt::format("targets.{}", target), std::move(value));
    }

    void add_targets()
    {
        add_bundles("binary", "binary");
        add_bundles("dynbinary", "dynbinary");
        add_bundles("cross", "binary cross");
        add_bundles("deb", "binary build-deb");
        add_bundles("rpm", "binary build-rpm");
        if (tree_.validations.contains("default"))
            add("all", {"bash", "-c", "hack/validate/default && hack/make.sh"});
        else
            add("all", {"hack/make.sh"});
        if (has_bundle("run") && has_bundle("install-binary"))
            add("run", {"sh", "-c", "KEEPBUNDLE=1 hack/make.sh install-binary run"});
        if (tree_.has_dev_script)
            add("dev", {"hack/dev.sh"});
        add_tests();
        add_validations();
    }

    void add_tests()
    {
        const std::string_view first = is_recent_ ? "dynbinary" : "binary";
        add_bundles("test-docker-py", fmt::format("{} test-docker-py", first));
        if (tree_.has_unit_script)
            add("test-unit", {"hack/test/unit"});
        else
            add_bundles("test-unit", "test-unit");
        if (!is_recent_) {
            add_bundles("test-integration-cli", "binary test-integration-cli");
            add_bundles("test", "binary cross test-unit test-integration-cli test-docker-py");
            return;
        }
        add_bundles("test-integration", "dynbinary test-integration");
        add_bundles("test-integration-cli", "dynbinary test-integration");
        add_bundles("test-integration-flaky", "dynbinary test-integration-flaky");
        add_all_tests();
    }

    void add_all_tests()
    {
        std::string command =
            tree_.has_unit_script ? "hack/test/unit && hack/make.sh" : "hack/make.sh test-unit";
        for (const std::string_view bundle : {"dynbinary", "test-integration", "test-docker-py"}) {
            if (!has_bundle(bundle)) {
                profile_.absent_targets.try_emplace("test", fmt::format("hack/make/{}", bundle));
                return;
            }
            command.append(1, ' ').append(bundle);
        }
        add("test", {"bash", "-c", command});
    }

    void add_validations()
    {
        if (tree_.validations.contains("all")) {
            add("validate", {"hack/validate/all"});
            for (const std::string& name : tree_.validations)
                if (name != "all" && name.front() != '.')
                    add("validate-" + name, {fmt::format("hack/validate/{}", name)});
            return;
        }
        std::string bundles;
        for (const std::string_view name : {"dco", "gofmt", "pkg", "lint", "test", "toml", "vet"})
            if (has_bundle(fmt::format("validate-{}", name)))
                bundles += fmt::format("validate-{} ", name);
        if (bundles.empty())
            profile_.absent_targets.try_emplace("validate", "hack/validate/all");
        else
            add_bundles("validate", bundles);
    }

    const TreeFacts& tree_;
    bool is_recent_ = false;  // of 2016 or later: unit tests have a script of their own
    Profile profile_{};
};

}  // namespace

std::vector<std::string> stage_names(std::string_view dockerfile)
{
    std::vector<std::string> names;
    for (protocol::Stage& stage : protocol::read_stages(protocol::read_instructions(dockerfile)))
        if (!stage.name.empty())
            names.push_back(std::move(stage.name));
    return names;
}

bool has_dind_entrypoint(std::string_view dockerfile)
{
    const auto instructions = protocol::read_instructions(dockerfile);
    return std::any_of(
        instructions.begin(),
        instructions.end(),
        [](const protocol::Instruction& instruction) {
            return instruction.name == "ENTRYPOINT" &&
                   instruction.arguments.find("hack/dind") != std::string::npos;
        }
    );
}

Profile choose_profile(const TreeFacts& tree, std::optional<BindMode> bind)
{
    if (tree.has_make_script && tree.dockerfile)
        return MobyProfile(tree, bind).take();
    return {};
}

}  // namespace devenv::detail::workflow
