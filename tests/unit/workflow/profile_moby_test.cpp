#include "workflow/profile_moby.hpp"

#include "devenv/error.hpp"
#include "workflow/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace devenv::detail::workflow {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::Pair;
using testing::SizeIs;

// moby in 2015, as far as the profile looks at it
TreeFacts tree_of_2015()
{
    return {
        .make_script = "GITCOMMIT=$(git rev-parse --short HEAD)\nGITCOMMIT=\"$GITCOMMIT-dirty\"\n",
        .bundles =
            {"binary",
             "dynbinary",
             "cross",
             "build-deb",
             "build-rpm",
             "test-unit",
             "test-integration-cli",
             "test-docker-py",
             "validate-dco",
             "validate-gofmt",
             "validate-pkg",
             "validate-lint",
             "validate-test",
             "validate-toml",
             "validate-vet",
             ".go-autogen"},
        .has_make_script = true,
        .dockerfile = "FROM ubuntu:14.04\nENTRYPOINT [\"hack/dind\"]\nCOPY . /src\n",
    };
}

// moby in 2026
TreeFacts tree_of_2026()
{
    return {
        .make_script =
            "if [ -z \"$KEEPBUNDLE\" ]; then\nDOCKER_GITCOMMIT=$(git rev-parse HEAD)-unsupported\n",
        .bundles =
            {"binary",
             "binary-daemon",
             "dynbinary",
             "install-binary",
             "run",
             "test-integration",
             "test-integration-flaky",
             "test-docker-py",
             ".binary"},
        .validations = {"all", "default", "dco", "vendor", ".validate"},
        .has_make_script = true,
        .has_unit_script = true,
        .has_dev_script = true,
        .dockerfile = "FROM golang AS base\nFROM base AS dev-base\nfrom dev-base as Dev\nCOPY . .\n",
    };
}

ConfigInputs inputs_for(TreeFacts tree)
{
    ConfigInputs inputs;
    inputs.root = "/home/me/moby";
    inputs.git = {.is_repository = true, .branch = "master", .commit = std::string(40, 'c'), .dirty = true};
    inputs.tree = std::move(tree);
    return inputs;
}

std::string command_of(const ProjectConfig& config, const std::string& target)
{
    const auto found = config.targets.find(target);
    if (found == config.targets.end())
        return "absent";
    std::string text;
    for (const auto& word : found->second.command)
        text += (text.empty() ? "" : "|") + word;
    return text;
}

TEST(MobyProfile, tree_of_2015)
{
    const ProjectConfig config = decide_config(inputs_for(tree_of_2015())).config;
    EXPECT_EQ(config.profile, BuiltInProfile::moby);
    EXPECT_EQ(config.image, "docker-dev:master");
    EXPECT_EQ(config.bind, BindMode::bundles);
    EXPECT_EQ(config.build.target, "");
    EXPECT_EQ(config.workdir, "") << "the image knows it";
    EXPECT_TRUE(config.run.privileged);
    const std::vector<std::pair<std::string, std::string>> targets{
        {"binary", "hack/make.sh|binary"},
        {"dynbinary", "hack/make.sh|dynbinary"},
        {"cross", "hack/make.sh|binary|cross"},
        {"all", "hack/make.sh"},
        {"deb", "hack/make.sh|binary|build-deb"},
        {"rpm", "hack/make.sh|binary|build-rpm"},
        {"test", "hack/make.sh|binary|cross|test-unit|test-integration-cli|test-docker-py"},
        {"test-unit", "hack/make.sh|test-unit"},
        {"test-integration-cli", "hack/make.sh|binary|test-integration-cli"},
        {"test-docker-py", "hack/make.sh|binary|test-docker-py"},
        {"validate",
         "hack/"
         "make.sh|validate-dco|validate-gofmt|validate-pkg|validate-lint|validate-test|validate-toml|"
         "validate-vet"},
    };
    for (const auto& [name, command] : targets)
        EXPECT_EQ(command_of(config, name), command) << name;
    EXPECT_THAT(config.targets, SizeIs(targets.size()));
    EXPECT_EQ(config.conventions.commit, TreeConventions::Commit::short_hash);
    EXPECT_EQ(config.conventions.dirty_mark, "-dirty");
    EXPECT_EQ(config.conventions.test_folders, TreeConventions::TestFolders::bare);
    EXPECT_FALSE(config.conventions.knows_keep_bundle);
}

TEST(MobyProfile, tree_of_2026)
{
    const ProjectConfig config = decide_config(inputs_for(tree_of_2026())).config;
    EXPECT_EQ(config.bind, BindMode::source);
    EXPECT_EQ(config.build.target, "dev-base");
    const std::vector<std::pair<std::string, std::string>> targets{
        {"binary", "hack/make.sh|binary"},
        {"dynbinary", "hack/make.sh|dynbinary"},
        {"all", "bash|-c|hack/validate/default && hack/make.sh"},
        {"test", "bash|-c|hack/test/unit && hack/make.sh dynbinary test-integration test-docker-py"},
        {"test-unit", "hack/test/unit"},
        {"test-integration", "hack/make.sh|dynbinary|test-integration"},
        {"test-integration-cli", "hack/make.sh|dynbinary|test-integration"},
        {"test-integration-flaky", "hack/make.sh|dynbinary|test-integration-flaky"},
        {"test-docker-py", "hack/make.sh|dynbinary|test-docker-py"},
        {"validate", "hack/validate/all"},
        {"validate-default", "hack/validate/default"},
        {"validate-dco", "hack/validate/dco"},
        {"validate-vendor", "hack/validate/vendor"},
        {"dev", "hack/dev.sh"},
        {"run", "sh|-c|KEEPBUNDLE=1 hack/make.sh install-binary run"},
    };
    for (const auto& [name, command] : targets)
        EXPECT_EQ(command_of(config, name), command) << name;
    EXPECT_THAT(config.targets, SizeIs(targets.size()));
    EXPECT_EQ(config.conventions.commit, TreeConventions::Commit::full_hash);
    EXPECT_EQ(config.conventions.dirty_mark, "-unsupported");
    EXPECT_EQ(config.conventions.test_folders, TreeConventions::TestFolders::dotted);
    EXPECT_TRUE(config.conventions.knows_keep_bundle);
    EXPECT_THAT(
        config.run.caches,
        ElementsAre(Pair("docker-dev-cache", "/root/.cache"), Pair("docker-mod-cache", "/go/pkg/mod"))
    );
}

TEST(MobyProfile, stage_follows_what_is_mounted)
{
    ConfigInputs inputs = inputs_for(tree_of_2026());
    inputs.assignments = {"BIND_DIR=bundles"};
    EXPECT_EQ(decide_config(inputs).config.build.target, "dev");
    inputs.assignments = {"BIND_DIR=."};
    EXPECT_EQ(decide_config(inputs).config.build.target, "dev-base");
    inputs.flags.target_stage = "base";
    EXPECT_EQ(decide_config(inputs).config.build.target, "base");
    inputs = inputs_for(tree_of_2026());
    inputs.file_text = R"({"bind": "none"})";
    EXPECT_EQ(decide_config(inputs).config.build.target, "dev");
    inputs = inputs_for(tree_of_2015());
    inputs.assignments = {"BIND_DIR=."};
    EXPECT_EQ(decide_config(inputs).config.build.target, "");
}

TEST(MobyProfile, passes_both_lists_but_what_environments_have_anyway)
{
    const ProjectConfig config = decide_config(inputs_for(tree_of_2015())).config;
    EXPECT_THAT(
        config.run.pass_assigned,
        ElementsAre("CI", "PACKAGER_NAME", "PAGER", "PLATFORM", "PRODUCT", "VERSION")
    );
    for (const std::string name :
         {"BUILDFLAGS",
          "DOCKER_EXECDRIVER",
          "DOCKER_CLIENTONLY",
          "TIMEOUT",
          "TESTDIRS",
          "KEEPBUNDLE",
          "DOCKER_GITCOMMIT",
          "OTEL_SERVICE_NAME",
          "GIT_PAGER",
          "VALIDATE_REPO"})
        EXPECT_THAT(config.run.pass_env, Contains(name));
    for (const std::string& name : config.run.pass_assigned)
        EXPECT_THAT(config.run.pass_env, Not(Contains(name)));
    // 12 of 2015 and 55 of 2026 have 10 in common; 6 are passed on request
    EXPECT_THAT(config.run.pass_env, SizeIs(12 + 55 - 10 - 6));
    EXPECT_TRUE(std::is_sorted(config.run.pass_env.begin(), config.run.pass_env.end()));
}

TEST(MobyProfile, keepbundle_on_a_tree_that_does_not_know_it)
{
    ConfigInputs inputs = inputs_for(tree_of_2015());
    inputs.assignments = {"KEEPBUNDLE=1"};
    const auto notes = decide_config(inputs).config.notes;
    ASSERT_THAT(notes, SizeIs(1));
    EXPECT_EQ(notes[0].text, "KEEPBUNDLE has no effect: hack/make.sh of this tree doesn't know it");
    inputs = inputs_for(tree_of_2026());
    inputs.assignments = {"KEEPBUNDLE=1"};
    EXPECT_THAT(decide_config(inputs).config.notes, IsEmpty());
}

TEST(MobyProfile, a_target_without_its_script_is_named)
{
    const ProjectConfig config = decide_config(inputs_for(tree_of_2026())).config;
    EXPECT_THAT(config.absent_targets, Contains(Key("cross")));
    try {
        find_target(config, "cross");
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("this tree has no target \"cross\": hack/make/cross is missing"));
    }
}

TEST(MobyProfile, lies_below_a_devenv_json)
{
    ConfigInputs inputs = inputs_for(tree_of_2015());
    inputs.file_text =
        R"({"run": {"network": "host", "caches": {"mine": "/m"}}, "targets": {"cross": ["true"]}})";
    ProjectConfig config = decide_config(inputs).config;
    EXPECT_EQ(config.image, "docker-dev:master");
    EXPECT_EQ(config.run.network, "host");
    EXPECT_THAT(config.run.caches, SizeIs(3)) << "maps merge by key";
    EXPECT_EQ(command_of(config, "cross"), "true");
    EXPECT_EQ(command_of(config, "binary"), "hack/make.sh|binary");
    inputs.file_text = R"({"name": "mine", "run": {"passEnv": ["VERSION"]}})";
    config = decide_config(inputs).config;
    EXPECT_EQ(config.image, "mine-dev:master") << "a project with its own name isn't moby";
    EXPECT_THAT(config.run.pass_env, ElementsAre("VERSION")) << "lists replace";
    EXPECT_THAT(config.run.pass_assigned, IsEmpty());
}

TEST(ChooseProfile, needs_the_script_and_the_dockerfile)
{
    TreeFacts tree = tree_of_2015();
    tree.dockerfile.reset();
    EXPECT_EQ(choose_profile(tree, {}).kind, BuiltInProfile::dockerfile);
    tree = {.dockerfile = "FROM x\n"};
    EXPECT_EQ(choose_profile(tree, {}).kind, BuiltInProfile::dockerfile);
    const ProjectConfig config = decide_config(inputs_for(tree)).config;
    EXPECT_EQ(config.image, "moby-dev:master");
    EXPECT_THAT(config.targets, IsEmpty());
}

TEST(Dockerfile, stages_and_entrypoint)
{
    EXPECT_THAT(
        stage_names(
            "# FROM x AS no\nFROM a\nfrom --platform=$P \\\n  b as Two\nRUN FROM c AS no\nFROM d AS three\r\n"
        ),
        ElementsAre("two", "three")
    );
    EXPECT_THAT(stage_names(""), IsEmpty());
    EXPECT_TRUE(has_dind_entrypoint("FROM x\nentrypoint [\"/src/hack/dind\", \"x\"]"));
    EXPECT_TRUE(has_dind_entrypoint("ENTRYPOINT \\\n [\"hack/dind-systemd\"]\n"));
    EXPECT_FALSE(has_dind_entrypoint("# ENTRYPOINT hack/dind\nRUN hack/dind\n"));
}

}  // namespace
}  // namespace devenv::detail::workflow
