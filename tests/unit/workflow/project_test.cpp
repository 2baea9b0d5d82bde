#include "workflow/project.hpp"

#include "devenv/error.hpp"
#include "workflow/git_facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace devenv::detail::workflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

const std::string commit(40, 'a');
const std::string other_commit(40, 'b');

// A folder of this test's own, gone after it.
class Folder : public testing::Test
{
protected:
    void SetUp() override
    {
        std::string name = (fs::temp_directory_path() / "devenv-project-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        root_ = fs::canonical(name);
    }

    void TearDown() override { fs::remove_all(root_); }

    void write(const std::string& name, const std::string& text) const
    {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name) << text;
    }

    void write_executable(const std::string& name, const std::string& text) const
    {
        write(name, text);
        fs::permissions(root_ / name, fs::perms::owner_all);
    }

    std::string error_of(const ConfigRequest& request) const
    {
        try {
            load_config(request);
        } catch (const Error& error) {
            return error.what();
        }
        return "no error";
    }

    const fs::path& root() const { return root_; }

private:
    fs::path root_{};
};

using FindRoot = Folder;
using GitFactsOf = Folder;
using LoadConfig = Folder;

TEST_F(FindRoot, configuration_before_script_before_dockerfile)
{
    write(".git/HEAD", "");
    write("deep/er/file", "");
    write("Dockerfile", "FROM x");
    EXPECT_EQ(find_project_root(root() / "deep/er"), root());
    write("deep/Dockerfile", "FROM x");
    EXPECT_EQ(find_project_root(root() / "deep/er"), root() / "deep");
    write("hack/make.sh", "");
    EXPECT_EQ(find_project_root(root() / "deep/er"), root()) << "the script wins over the nearer Dockerfile";
    write("deep/devenv.json", "{}");
    EXPECT_EQ(find_project_root(root() / "deep/er"), root() / "deep");
}

TEST_F(FindRoot, ends_at_the_repository_unless_that_has_nothing)
{
    write("devenv.json", "{}");
    write("inner/.git/HEAD", "");
    write("inner/deep/file", "");
    EXPECT_EQ(find_project_root(root() / "inner/deep"), root());
    write("inner/Dockerfile", "FROM x");
    EXPECT_EQ(find_project_root(root() / "inner/deep"), root() / "inner");
}

TEST_F(GitFactsOf, branch_as_a_file_or_packed)
{
    write(".git/HEAD", "ref: refs/heads/feature/x\n");
    write(".git/refs/heads/feature/x", commit + "\n");
    write("sub/file", "");
    GitFacts facts = read_git_facts(root() / "sub");
    EXPECT_TRUE(facts.is_repository);
    EXPECT_EQ(facts.branch, "feature/x");
    EXPECT_EQ(facts.commit, commit);
    EXPECT_EQ(facts.common_directory, root() / ".git");
    EXPECT_FALSE(facts.is_worktree);
    fs::remove(root() / ".git/refs/heads/feature/x");
    write(
        ".git/packed-refs",
        "# pack-refs with: peeled fully-peeled sorted\n" + commit + " refs/heads/feature/xy\n^" + commit +
            "\n" + other_commit + " refs/heads/feature/x\n"
    );
    facts = read_git_facts(root());
    EXPECT_EQ(facts.commit, other_commit);
}

TEST_F(GitFactsOf, detached_unborn_linked_and_unreadable)
{
    EXPECT_FALSE(read_git_facts(root()).is_repository);
    write(".git/HEAD", commit + "\n");
    EXPECT_EQ(read_git_facts(root()).branch, "HEAD");
    EXPECT_EQ(read_git_facts(root()).commit, commit);
    write(".git/HEAD", "ref: refs/heads/new\n");
    EXPECT_EQ(read_git_facts(root()).branch, "new");
    EXPECT_EQ(read_git_facts(root()).commit, "");
    write(".git/HEAD", "ref: refs/heads/../../../secret\n");
    write("secret", commit);
    fs::create_directories(root() / ".git/refs/heads");
    EXPECT_EQ(read_git_facts(root()).commit, "") << "a ref never leads out of the repository";
    write(".git/HEAD", "ref: refs/heads/.invalid\n");
    EXPECT_THAT(read_git_facts(root()).note, HasSubstr("reftable"));
    write(".git/HEAD", "nonsense\n");
    EXPECT_THAT(read_git_facts(root()).note, HasSubstr("HEAD can't be read"));
    fs::remove(root() / ".git/HEAD");
    fs::create_symlink("refs/heads/old", root() / ".git/HEAD");
    write(".git/refs/heads/old", commit);
    EXPECT_EQ(read_git_facts(root()).branch, "old");
    EXPECT_EQ(read_git_facts(root()).commit, commit);
}

TEST_F(GitFactsOf, symbolic_ref_is_followed_but_not_for_ever)
{
    write(".git/HEAD", "ref: refs/heads/a\n");
    write(".git/refs/heads/a", "ref: refs/heads/b\n");
    write(".git/refs/heads/b", commit);
    EXPECT_EQ(read_git_facts(root()).commit, commit);
    write(".git/refs/heads/b", "ref: refs/heads/a\n");
    EXPECT_EQ(read_git_facts(root()).commit, "");
}

TEST_F(GitFactsOf, worktree_has_its_own_head_and_shared_refs)
{
    write("main/.git/HEAD", "ref: refs/heads/master\n");
    write("main/.git/refs/heads/side", commit);
    write("main/.git/worktrees/w/HEAD", "ref: refs/heads/side\n");
    write("main/.git/worktrees/w/commondir", "../..\n");
    write("w/.git", "gitdir: " + (root() / "main/.git/worktrees/w").string() + "\n");
    GitFacts facts = read_git_facts(root() / "w");
    EXPECT_EQ(facts.branch, "side");
    EXPECT_EQ(facts.commit, commit);
    EXPECT_TRUE(facts.is_worktree);
    EXPECT_EQ(facts.common_directory, root() / "main/.git");
    // a submodule's .git is a file too, but shares nothing
    write("sub/.git", "gitdir: ../main/.git\n");
    facts = read_git_facts(root() / "sub");
    EXPECT_EQ(facts.branch, "master");
    EXPECT_FALSE(facts.is_worktree);
    write("broken/.git", "gitdir: /nowhere\n");
    EXPECT_THAT(read_git_facts(root() / "broken").note, HasSubstr("doesn't lead to a repository"));
}

TEST_F(GitFactsOf, dirty_is_what_git_answers)
{
    const auto ask = [&](const std::string& script) {
        write_executable("bin/git", "#!/bin/sh\n" + script);
        return ask_dirty(find_git("relative:/nowhere:" + (root() / "bin").string()), root());
    };
    EXPECT_EQ(ask("echo ' M file'"), true);
    EXPECT_EQ(ask("exit 0"), false);
    EXPECT_EQ(ask("echo ' M file'; exit 128"), std::nullopt);
    EXPECT_EQ(ask("echo \"$*\" > " + (root() / "said").string()), false);
    std::string said;
    std::ifstream file(root() / "said");
    std::getline(file, said);
    EXPECT_EQ(
        said,
        "--no-optional-locks -c core.fsmonitor=false -C " + root().string() +
            " status --porcelain --untracked-files=no"
    );
    EXPECT_EQ(find_git(""), "");
    EXPECT_EQ(ask_dirty({}, root()), std::nullopt);
    EXPECT_EQ(ask_dirty("/nowhere/git", root()), std::nullopt);
}

TEST_F(GitFactsOf, a_git_that_hangs_is_given_up_with_its_children)
{
    write_executable("bin/git", "#!/bin/sh\nsleep 600 & echo ' M x'; wait\n");
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(ask_dirty(root() / "bin/git", root(), std::chrono::milliseconds(50)), std::nullopt);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

TEST_F(LoadConfig, gathers_file_facts_and_profile)
{
    write(".git/HEAD", "ref: refs/heads/a/b\n");
    write(".git/refs/heads/a/b", commit);
    write("VERSION", " 1.2.3 \nmore\n");
    write("Dockerfile", "FROM x AS one\n");
    write("hack/make.sh", "KEEPBUNDLE");
    write("hack/make/binary", "");
    write("deep/file", "");
    LoadedConfig loaded = load_config({.directory = root() / "deep"});
    EXPECT_EQ(loaded.config.root, root());
    EXPECT_EQ(loaded.config.image, "docker-dev:a-b");
    EXPECT_EQ(loaded.config.version, "1.2.3");
    EXPECT_EQ(loaded.config.git.commit, commit);
    EXPECT_EQ(loaded.config.git.dirty, std::nullopt) << "works with an empty PATH";
    EXPECT_THAT(find_target(loaded.config, "binary").command, ElementsAre("hack/make.sh", "binary"));

    write("devenv.json", R"({"name": "n", "build": {"target": "ONE"}})");
    loaded = load_config({.directory = root() / "deep"});
    EXPECT_EQ(loaded.config.image, "n-dev:a-b");
    write("ci/other.json", R"({"name": "o"})");
    loaded = load_config({.directory = root(), .file = root() / "ci/other.json"});
    EXPECT_EQ(loaded.config.image, "o-dev:a-b");
    EXPECT_EQ(loaded.config.root, root());
}

TEST_F(LoadConfig, what_the_disk_lacks_is_named)
{
    const ConfigRequest request{.directory = root()};
    write(".git/HEAD", "");  // the search for a project ends here, whatever is above
    write("devenv.json", "{}");
    EXPECT_THAT(
        error_of(request),
        HasSubstr("\"build.dockerfile\": " + (root() / "Dockerfile").string() + " doesn't exist")
    );
    write("devenv.json", "{\"build\": {\"context\": \"none\"}}");
    EXPECT_EQ(
        error_of(request),
        "devenv.json:1:23: \"build.context\": " + (root() / "none").string() + " doesn't exist"
    );
    write("Dockerfile", "FROM a AS tools\nFROM b AS final\n");
    write("devenv.json", "{\"build\": {\"context\": \"Dockerfile\"}}");
    EXPECT_THAT(error_of(request), EndsWith("isn't a folder"));
    write("devenv.json", "{\"build\": {\"target\": \"tolls\"}}");
    EXPECT_EQ(
        error_of(request),
        "devenv.json:1:22: \"build.target\": Dockerfile has no stage \"tolls\" (did you mean \"tools\"?); "
        "its stages are "
        "tools, final"
    );
    write(
        "devenv.json",
        "{\"build\": {\"target\": \"1\"}, \"run\": {\"mounts\": [{\"source\": \"no\", \"target\": \"/x\"}]}}"
    );
    EXPECT_THAT(
        error_of(request),
        HasSubstr("\"run.mounts\": the source " + (root() / "no").string() + " doesn't exist")
    );
    write("devenv.json", "{} garbage");
    EXPECT_EQ(error_of(request), "devenv.json:1:4: there is more text after the end of the document");
    EXPECT_THAT(
        error_of({.directory = root(), .file = root() / "no.json"}), EndsWith("/no.json doesn't exist")
    );
    EXPECT_THAT(error_of({.directory = root() / "nowhere"}), HasSubstr("can't go to"));
}

TEST_F(LoadConfig, bundles_must_be_a_folder_inside)
{
    const ConfigRequest request{.directory = root()};
    write("devenv.json", "{}");
    write("Dockerfile", "FROM a");
    write("bundles", "a file");
    EXPECT_EQ(error_of(request), "\"bundles.dir\": bundles exists but isn't a folder; move it away");
    fs::remove(root() / "bundles");
    fs::create_symlink("/", root() / "bundles");
    EXPECT_EQ(
        error_of(request),
        "\"bundles.dir\": bundles is a link that leads out of the project, to /; remove the link"
    );
    fs::remove(root() / "bundles");
    fs::create_symlink("elsewhere", root() / "bundles");
    EXPECT_EQ(error_of(request), "\"bundles.dir\": bundles exists but isn't a folder; move it away");
    fs::create_directory(root() / "elsewhere");
    EXPECT_EQ(error_of(request), "no error");
}

TEST_F(LoadConfig, a_devcontainer_is_refused_by_name_unless_there_is_a_devenv_json)
{
    const ConfigRequest request{.directory = root()};
    write("Dockerfile", "FROM a");
    write(".devcontainer/devcontainer.json", "{}");
    EXPECT_THAT(
        error_of(request),
        HasSubstr(".devcontainer/devcontainer.json is not supported yet; write a devenv.json")
    );
    write("devenv.json", "{}");
    EXPECT_EQ(error_of(request), "no error");
}

TEST_F(LoadConfig, environment_of_the_process)
{
    ASSERT_EQ(::setenv("DEVENV_CONFIG_TEST", "a=b", 1), 0);
    EXPECT_EQ(process_environment().at("DEVENV_CONFIG_TEST"), "a=b");
    ::unsetenv("DEVENV_CONFIG_TEST");
}

}  // namespace
}  // namespace devenv::detail::workflow
