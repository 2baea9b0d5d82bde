#include "workflow/environment.hpp"

#include "devenv/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace devenv::detail::workflow {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = ProjectConfig::Mount::Kind;

const std::string commit = "0123456789abcdef0123456789abcdef01234567";

ProjectConfig project()
{
    ProjectConfig config;
    config.root = "/home/me/p";
    config.image = "p-dev:master";
    config.workdir = "/src";
    config.run.pass_env = {"TESTFLAGS", "X_*"};
    return config;
}

TEST(ContainerVariables, the_nearer_source_wins_and_no_name_is_bare)
{
    ProjectConfig config = project();
    config.run.env = {
        {"A", "file"}, {"TESTFLAGS", "file"}, {"X_1", "file"}, {"B", "file"}, {"http_proxy", ""}};
    config.assignments = {
        {"X_1", "argument"}, {"B", "argument"}, {"OTHER", "1"}, {"NO_PROXY", "mine"}, {"E", "argument"}};
    config.run.pass_assigned = {"E"};
    config.run.given_env = {{"A", "flag"}, {"X_3", "flag"}, {"F", "flag"}};
    const ContainerInputs inputs{
        .environment =
            {{"TESTFLAGS", "environment"},
             {"X_1", "environment"},
             {"X_2", ""},
             {"HOME", "/h"},
             {"E", "environment"}},
        .proxies = {{"http_proxy", "p"}, {"NO_PROXY", "theirs"}, {"no_proxy", "theirs"}, {"A", "proxy"}},
        .flags = {{"F", "run"}},
    };
    EXPECT_THAT(
        container_environment(config, inputs).variables,
        ElementsAre(
            "A=flag",
            "B=argument",
            "E=argument",
            "F=run",
            "NO_PROXY=mine",
            "TESTFLAGS=environment",
            "X_1=argument",
            "X_2=",
            "X_3=flag",
            "http_proxy=",
            "no_proxy=theirs"
        )
    );
}

TEST(ContainerVariables, nothing_set_gives_nothing)
{
    EXPECT_THAT(container_environment(project(), {}).variables, IsEmpty());
}

TEST(ContainerVariables, commit_as_the_tree_writes_it)
{
    using Commit = TreeConventions::Commit;
    const GitFacts clean{.is_repository = true, .commit = commit, .dirty = false};
    const GitFacts dirty{.is_repository = true, .commit = commit, .dirty = true};
    const GitFacts unknown{.is_repository = true, .commit = commit};
    EXPECT_EQ(commit_text(clean, {.commit = Commit::short_hash}), "0123456");
    EXPECT_EQ(commit_text(dirty, {.commit = Commit::short_hash, .dirty_mark = "-dirty"}), "0123456-dirty");
    EXPECT_EQ(commit_text(dirty, {.dirty_mark = "-unsupported"}), commit + "-unsupported");
    EXPECT_EQ(commit_text(unknown, {}), commit);
    EXPECT_EQ(commit_text({}, {}), "");

    ProjectConfig config = project();
    config.git = dirty;
    EXPECT_THAT(container_environment(config, {}).variables, IsEmpty()) << "only where it's wanted";
    config.run.pass_env.emplace_back("DOCKER_GITCOMMIT");
    EXPECT_THAT(
        container_environment(config, {}).variables, ElementsAre("DOCKER_GITCOMMIT=" + commit + "-dirty")
    );
    EXPECT_THAT(
        container_environment(config, {.environment = {{"DOCKER_GITCOMMIT", "mine"}}}).variables,
        ElementsAre("DOCKER_GITCOMMIT=mine")
    );
}

TEST(ContainerVariables, git_trusts_a_mounted_tree)
{
    ProjectConfig config = project();
    config.git = {.is_repository = true, .commit = commit};
    config.bind = BindMode::source;
    EXPECT_THAT(
        container_environment(config, {}).variables,
        ElementsAre("GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*")
    );
}

TEST(ContainerVariables, test_folders_and_flags_of_the_other_tree)
{
    using TestFolders = TreeConventions::TestFolders;
    const std::vector<std::tuple<std::string, TestFolders, std::string>> table{
        {"pkg/term", TestFolders::dotted, "./pkg/term"},
        {"./pkg/term", TestFolders::dotted, "./pkg/term"},
        {"./pkg/term", TestFolders::bare, "pkg/term"},
        {"pkg/term", TestFolders::bare, "pkg/term"},
        {"a ./b  c", TestFolders::dotted, "./a ./b ./c"},
        {"github.com/docker/docker/pkg", TestFolders::dotted, "github.com/docker/docker/pkg"},
        {".", TestFolders::dotted, "."},
        {"./...", TestFolders::bare, "..."},
        {"/abs", TestFolders::dotted, "/abs"},
        {"", TestFolders::dotted, ""},
    };
    for (const auto& [value, wanted, adapted] : table)
        EXPECT_EQ(adapt_test_folders(value, wanted), adapted) << value;

    ProjectConfig config = project();
    config.profile = BuiltInProfile::moby;
    config.conventions.test_folders = TestFolders::dotted;
    config.run.pass_env = {"TESTDIRS", "TESTFLAGS"};
    config.assignments = {{"TESTDIRS", "pkg/term"}, {"TESTFLAGS", "-check.f X"}};
    const auto result = container_environment(config, {.target = "test-unit"});
    EXPECT_THAT(result.variables, Contains("TESTDIRS=./pkg/term"));
    ASSERT_THAT(result.notes, SizeIs(2));
    EXPECT_EQ(result.notes[0].text, "TESTDIRS is passed as ./pkg/term, as this tree wants it");
    EXPECT_THAT(result.notes[1].text, HasSubstr("-check.f"));
    EXPECT_THAT(container_environment(config, {.target = "test-integration-cli"}).notes, SizeIs(1));
}

TEST(ContainerMounts, by_bind_mode)
{
    ProjectConfig config = project();
    const ContainerMount bundles{
        .mount = {Kind::bind, "/home/me/p/bundles", "/src/bundles", false}, .create_source = true};
    EXPECT_THAT(container_environment(config, {}).mounts, ElementsAre(bundles));
    config.bind = BindMode::source;
    EXPECT_THAT(
        container_environment(config, {}).mounts,
        ElementsAre(ContainerMount{.mount = {Kind::bind, "/home/me/p", "/src", false}})
    );
    config.bind = BindMode::none;
    EXPECT_THAT(container_environment(config, {}).mounts, IsEmpty());
    config.bound_directory = "out";
    EXPECT_THAT(
        container_environment(config, {}).mounts,
        ElementsAre(ContainerMount{
            .mount = {Kind::bind, "/home/me/p/out", "/src/out", false}, .create_source = true})
    );
    EXPECT_THAT(container_environment(config, {.daemon = DaemonPlace::remote}).mounts, IsEmpty());
}

TEST(ContainerMounts, caches_then_configured_ones)
{
    ProjectConfig config = project();
    config.bind = BindMode::none;
    config.run.caches = {{"c", "/cache"}};
    config.run.mounts = {{Kind::tmpfs, "", "/scratch", false}};
    EXPECT_THAT(
        container_environment(config, {.daemon = DaemonPlace::remote}).mounts,
        ElementsAre(
            ContainerMount{.mount = {Kind::volume, "c", "/cache", false}},
            ContainerMount{.mount = {Kind::tmpfs, "", "/scratch", false}}
        )
    );
}

TEST(ContainerMounts, common_directory_of_a_worktree_read_only)
{
    ProjectConfig config = project();
    config.git = {.is_repository = true, .common_directory = "/home/me/main/.git", .is_worktree = true};
    EXPECT_THAT(
        container_environment(config, {}).mounts,
        Contains(ContainerMount{.mount = {Kind::bind, "/home/me/main/.git", "/home/me/main/.git", true}})
    );
    config.git.common_directory = "/tmp/x/.git";
    const auto result = container_environment(config, {});
    EXPECT_THAT(result.mounts, SizeIs(1));
    ASSERT_THAT(result.notes, SizeIs(1));
    EXPECT_THAT(result.notes[0].text, HasSubstr("/tmp/x/.git is below /tmp"));
}

TEST(ContainerMounts, working_directory_of_the_configuration_or_the_image)
{
    ProjectConfig config = project();
    EXPECT_EQ(container_environment(config, {.image_workdir = "/image"}).workdir, "/src");
    config.workdir.clear();
    const auto result = container_environment(config, {.image_workdir = "/"});
    EXPECT_EQ(result.workdir, "/");
    EXPECT_EQ(result.mounts.at(0).mount.target, "/bundles");
    try {
        container_environment(config, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(
            error.what(),
            "the image p-dev:master has no WORKDIR, so nothing says where the source is; set \"workdir\" in "
            "devenv.json"
        );
    }
    config.bind = BindMode::none;
    EXPECT_NO_THROW(container_environment(config, {}));
}

}  // namespace
}  // namespace devenv::detail::workflow
