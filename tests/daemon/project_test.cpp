// A project from its folder to its artefacts, through the library.
#include "daemon_fixture.hpp"
#include "workflow/labels.hpp"
#include <devenv/devenv.hpp>

#include <sys/mount.h>
#include <sys/wait.h>

#include <csignal>

namespace devenv {
namespace {

using ::testing::HasSubstr;

/// Keeps what a run says.
class Listener : public Observer
{
public:
    void on_note(const ConfigNote& note) override { notes += note.text + "\n"; }
    void on_build_started(const std::string&) override { ++builds; }
    void on_image(const ImageReport& report) override { image = report; }

    std::string notes{};
    int builds = 0;
    ImageReport image{};
};

class TextSink : public OutputSink
{
public:
    boost::asio::awaitable<State> write(std::span<const Frame> frames) override
    {
        for (const Frame& frame : frames)
            text += frame.bytes;
        co_return State::open;
    }

    std::string text{};
};

class Projects : public DaemonTest
{
protected:
    void SetUp() override
    {
        DaemonTest::SetUp();
        if (!IsSkipped() && !HasFatalFailure())
            make_project(
                folder_, "mkdir -p bundles/1.0/binary; echo built > bundles/1.0/binary/prog; echo done"
            );
    }

    void TearDown() override
    {
        if (!host_.empty()) {
            Client docker({.host = host_});
            const CleanRequest all{.images = true};
            Project cleaned = project(docker, folder_);
            devenv::run(docker, cleaned.clean(all));
            client().send(RemoveImage{.image = name_ + "-dev", .force = true, .no_prune = true});
        }
        DaemonTest::TearDown();
    }

    void make_project(
        const std::filesystem::path& root, const std::string& script, const std::string& more = ""
    ) const
    {
        std::filesystem::create_directories(root);
        std::ofstream(root / "Dockerfile") << "FROM " << image_ << "\nWORKDIR /src\nCOPY . /src\n";
        std::ofstream(root / "devenv.json")
            << R"({"name":")" << name_
            << R"(","bundles":{"hash":["md5","sha256"]},"build":{"network":"host"},)"
            << R"("run":{"network":"none","privileged":)" << (has_privileged() ? "true" : "false") << "},"
            << more << R"("targets":{"binary":")" << script << R"(","fail":"exit 4"}})";
    }

    Project project(Client docker, const std::filesystem::path& root) const
    {
        const ConfigRequest request{.directory = root};
        return {std::move(docker), load_config(request), listener_};
    }

    RunReport run_target(const std::filesystem::path& root, const std::string& target)
    {
        Client docker({.host = host_});
        Project made = project(docker, root);
        const RunRequest request{.target = target};
        return devenv::run(docker, made.run(request, RunStreams{.output = sink_}, control_));
    }

    std::shared_ptr<Listener> listener_ = std::make_shared<Listener>();
    std::shared_ptr<TextSink> sink_ = std::make_shared<TextSink>();
    RunControl control_{};
};

DEVENV_WITH_EACH_DAEMON(Projects);

TEST_P(Projects, leave_their_artefacts_on_this_machine_with_hashes)
{
    const RunReport report = run_target(folder_, "binary");
    EXPECT_EQ(report.status.code, 0);
    EXPECT_EQ(sink_->text, "done\n");
    ASSERT_TRUE(report.artefacts);
    ASSERT_EQ(report.artefacts->files.size(), 1U);
    EXPECT_EQ(report.artefacts->files[0].path, "bundles/1.0/binary/prog");
    EXPECT_FALSE(report.artefacts->was_copied_out);
    EXPECT_EQ(
        read_file(folder_ / "bundles/1.0/binary/prog.sha256"), report.artefacts->files[0].sha256 + "  prog\n"
    );
    EXPECT_EQ(read_file(folder_ / "bundles/1.0/binary/prog.md5"), "79db3a3d3d45c0349ae35997d8f2f400  prog\n");
    EXPECT_EQ(read_file(report.log_file), "done\n");
}

TEST_P(Projects, without_a_change_ask_for_no_second_build)
{
    run_target(folder_, "binary");
    EXPECT_EQ(listener_->builds, 1);
    const std::string id = listener_->image.id;
    run_target(folder_, "binary");
    EXPECT_EQ(listener_->builds, 1);
    EXPECT_TRUE(listener_->image.was_up_to_date);
    EXPECT_EQ(listener_->image.id, id);
    write("new-file", "x");
    run_target(folder_, "binary");
    EXPECT_EQ(listener_->builds, 2);
}

TEST_P(Projects, pass_the_exit_code_on)
{
    const RunReport report = run_target(folder_, "fail");
    EXPECT_EQ(report.status.code, 4);
}

TEST_P(Projects, that_the_daemon_does_not_see_get_their_artefacts_copied_out)
{
    const std::filesystem::path hidden = std::filesystem::path("/var/tmp") / name_;
    make_project(hidden, "mkdir -p bundles/1.0; echo built > bundles/1.0/prog; ln -s 1.0 bundles/latest");
    const RunReport report = run_target(hidden, "binary");
    ASSERT_TRUE(report.artefacts);
    EXPECT_TRUE(report.artefacts->was_copied_out);
    EXPECT_EQ(read_file(hidden / "bundles/latest/prog"), "built\n");
    EXPECT_THAT(report.artefacts->notes, ::testing::Contains(HasSubstr("copied out")));
    std::filesystem::remove_all(hidden);
}

TEST_P(Projects, that_the_daemon_does_not_see_are_copied_in_if_the_source_is_bound)
{
    const std::filesystem::path hidden = std::filesystem::path("/var/tmp") / name_;
    make_project(
        hidden,
        "cp ignored.txt bundles/copy && test ! -e bundles/old && ls -A > bundles/list",
        R"("bind":"source",)"
    );
    std::ofstream(hidden / ".dockerignore") << "ignored.txt\n";
    std::ofstream(hidden / "ignored.txt") << "though the image leaves it out\n";
    std::filesystem::create_directories(hidden / "bundles");
    std::ofstream(hidden / "bundles/old") << "x";
    const RunReport report = run_target(hidden, "binary");
    EXPECT_EQ(report.status.code, 0) << sink_->text;
    EXPECT_EQ(read_file(hidden / "bundles/copy"), "though the image leaves it out\n");
    EXPECT_EQ(
        read_file(hidden / "bundles/list"), ".dockerignore\nDockerfile\nbundles\ndevenv.json\nignored.txt\n"
    );
    std::filesystem::remove_all(hidden);
}

TEST_P(Projects, whose_artefacts_are_no_folder_in_the_container_hear_so)
{
    const std::filesystem::path hidden = std::filesystem::path("/var/tmp") / name_;
    make_project(hidden, "echo > bundles", R"("bind":"none",)");
    std::ofstream(hidden / ".dockerignore") << "bundles\n";
    const RunReport report = run_target(hidden, "binary");
    ASSERT_TRUE(report.artefacts);
    EXPECT_THAT(
        report.artefacts->notes,
        ::testing::Contains(HasSubstr("nothing was copied out: /src/bundles in the container is no folder"))
    );
    make_project(hidden, "mkdir real; echo built > real/prog; ln -s real bundles", R"("bind":"none",)");
    run_target(hidden, "binary");
    EXPECT_EQ(read_file(hidden / "bundles/prog"), "built\n") << "a link to a folder is followed";
    std::filesystem::remove_all(hidden);
}

/// A project whose folder for artefacts has no room.
class FullProjects : public Projects
{
protected:
    void SetUp() override
    {
        Projects::SetUp();
        if (IsSkipped() || HasFatalFailure())
            return;
        full_ = std::filesystem::path("/var/tmp") / name_;
        make_project(full_, "head -c 4000000 /dev/urandom > bundles/large; sha256sum < bundles/large");
        std::filesystem::create_directories(full_ / "bundles");
        ASSERT_EQ(::mount("tmpfs", (full_ / "bundles").c_str(), "tmpfs", 0, "size=1m"), 0);
    }

    void TearDown() override
    {
        ::unsetenv("TMPDIR");
        ::umount((full_ / "bundles").c_str());
        std::filesystem::remove_all(full_);
        Projects::TearDown();
    }

    std::vector<ContainerSummary> containers()
    {
        const ListContainers ours{.all = true, .filters = {{"label", {"devenv.project=" + name_}}}};
        return client().send(ours);
    }

    std::filesystem::path full_{};
};

DEVENV_WITH_EACH_DAEMON(FullProjects);

TEST_P(FullProjects, save_their_artefacts_elsewhere)
{
    ::setenv("TMPDIR", full_.c_str(), 1);
    EXPECT_ERROR(run_target(full_, "binary"), ErrorKind::local, HasSubstr("No space left on device"));
    EXPECT_TRUE(containers().empty());
    const std::string unpack =
        "cd " + full_.string() + " && cat devenv-*.tar | tar -xO bundles/large | sha256sum > sum";
    ASSERT_EQ(std::system(unpack.c_str()), 0);
    EXPECT_EQ(read_file(full_ / "sum"), sink_->text);
}

TEST_P(FullProjects, keep_the_container_if_there_is_no_other_place)
{
    ::setenv("TMPDIR", (full_ / "bundles").c_str(), 1);
    EXPECT_ERROR(run_target(full_, "binary"), ErrorKind::local, HasSubstr("No space left on device"));
    EXPECT_THAT(listener_->notes, HasSubstr("what the run made is still in the container devenv-detached-"));
    EXPECT_EQ(containers().size(), 1U);
    Client docker({.host = host_});
    Project again = project(docker, folder_);
    devenv::run(docker, again.reap());
    EXPECT_EQ(containers().size(), 1U) << "no later command takes it for a leftover";
    devenv::run(docker, again.clean({}));
    EXPECT_TRUE(containers().empty());
}

TEST_P(Projects, a_wrong_hash_is_found)
{
    make_project(
        folder_,
        "mkdir -p bundles; echo a > bundles/prog; echo 0 | md5sum | sed 's/-/prog/' > bundles/prog.md5"
    );
    EXPECT_ERROR(run_target(folder_, "binary"), ErrorKind::local, HasSubstr("bundles/prog has the hash"));
}

TEST_P(Projects, clean_up_after_a_run_that_was_killed)
{
    // A process that has ended owns this one.
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    detail::workflow::Owner owner = detail::workflow::Owner::self();
    owner.pid = child;
    ::waitpid(child, nullptr, 0);
    auto docker = client();
    CreateContainer creation;
    creation.config = config_of(shell("sleep 1000"));
    creation.config.labels["devenv.owner"] = owner.to_string();
    const std::string left = docker.send(creation).id;
    docker.send(StartContainer{.container = left});

    Client loop({.host = host_});
    Project made = project(loop, folder_);
    EXPECT_GE(devenv::run(loop, made.reap()), 1U);
    EXPECT_ERROR(
        docker.send(InspectContainer{.container = left}), ErrorKind::not_found, HasSubstr("No such container")
    );
    // What a living process owns stays.
    creation.config.labels["devenv.owner"] = detail::workflow::Owner::self().to_string();
    const std::string mine = docker.send(creation).id;
    devenv::run(loop, made.reap());
    EXPECT_EQ(docker.send(InspectContainer{.container = mine}).id, mine);
    docker.send(RemoveContainer{.container = mine, .force = true});
    run_target(folder_, "fail");
}

}  // namespace
}  // namespace devenv
