// What a command's exit status and its streams promise.
#include "base/json_text.hpp"
#include "cli_fixture.hpp"
#include "support/socket_proxy.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace devenv::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view targets = R"("targets": {
    "zero": "true", "three": "exit 3", "most": "exit 255", "killed": "kill -KILL $$", "ended": "kill -TERM $$",
    "both": "echo out; echo err >&2; exit 4",
    "binary": "mkdir -p bundles && echo made > bundles/file", "another": "echo made > bundles/another",
    "lying": "mkdir -p bundles && echo made > bundles/f && echo 00000000000000000000000000000000 > bundles/f.md5",
    "lying-and-failing": "mkdir -p bundles && echo made > bundles/f && echo 00000000000000000000000000000000 > bundles/f.md5; exit 6"})";

class ExitCodeTest : public CliTest
{
protected:
    void SetUp() override
    {
        CliTest::SetUp();
        if (!IsSkipped() && !HasFatalFailure())
            make_project(targets);
    }
};

TEST_F(ExitCodeTest, table)
{
    struct Row
    {
        std::vector<std::string> words;
        int code;
    };
    const std::vector<Row> rows{
        {{"zero"}, 0},
        {{"three"}, 3},
        {{"most"}, 255},
        {{"killed"}, 137},
        {{"ended"}, 143},
        {{"both"}, 4},
        {{"binary"}, 0},
        {{"lying"}, 125},            // a hash that doesn't fit, after a run that went well
        {{"lying-and-failing"}, 6},  // the command's own code wins
        {{"run", "--", "sh", "-c", "exit 9"}, 9},
        {{"run", "--", "no-such-command"}, 127},
        {{"run", "--", "/etc"}, 126},
        {{"run"}, 125},  // there's no target named run
        {{"unknown"}, 125},
        {{"zero", "--no-such-option"}, 125},
        {{}, 125},
        {{"--help"}, 0},
        {{"build"}, 0},
        {{"build", "--target", "none"}, 125},
        {{"build", "--no-cache"}, 0},
        {{"version"}, 0},
        {{"doctor", "--config"}, 0},
        {{"logs", "no-such-run"}, 125},
        {{"logs", "--since", "yesterday"}, 125},
        {{"clean", "--dry-run"}, 0},
    };
    for (const auto& [words, code] : rows) {
        const CommandEnd end = run(words);
        EXPECT_EQ(end.code, code) << ::testing::PrintToString(words) << "\n" << end.err;
    }
}

TEST_F(ExitCodeTest, stdout_carries_the_payload_only)
{
    const CommandEnd built = run({"build"});
    EXPECT_THAT(built.out, ::testing::MatchesRegex("sha256:[0-9a-f]+\n"));
    const CommandEnd both = run({"both"});
    EXPECT_EQ(both.out, "out\n");
    EXPECT_THAT(lines_of(both.err), ::testing::Contains("err"));
    EXPECT_THAT(run({"binary"}).out, IsEmpty());
}

TEST_F(ExitCodeTest, json_is_an_object_per_line)
{
    const std::vector<std::vector<std::string>> commands{
        {"build", "--no-cache"},
        {"both"},
        {"logs"},
        {"binary"},
        {"lying"},
        {"run", "--", "seq", "10000"},
        {"run", "--", "head", "-c", "100000", "/dev/urandom"},
        {"run", "--", "no-such-command"},
        {"unknown"},
        {"version"},
        {"doctor"},
        {"doctor", "--config"},
    };
    for (std::vector<std::string> words : commands) {
        words.emplace_back("--json");
        // what stands behind -- isn't ours
        std::rotate(words.begin(), words.end() - 1, words.end());
        const CommandEnd end = run(words);
        EXPECT_THAT(end.out, Not(IsEmpty())) << ::testing::PrintToString(words) << end.err;
        EXPECT_THAT(end.err, IsEmpty()) << ::testing::PrintToString(words);
        EXPECT_TRUE(end.out.empty() || end.out.back() == '\n') << ::testing::PrintToString(words);
        for (const std::string& line : lines_of(end.out)) {
            detail::base::TextValue root;
            const auto problem =
                detail::base::parse_json_text(line, detail::base::JsonDialect::standard, root);
            ASSERT_FALSE(problem) << ::testing::PrintToString(words) << ": " << line;
            ASSERT_NE(root.find("event"), nullptr) << line;
        }
    }
}

TEST_F(ExitCodeTest, no_control_sequences_without_a_terminal_that_wants_them)
{
    const CommandEnd piped = run({"both"});
    EXPECT_THAT(piped.err + piped.out, Not(HasSubstr("\x1b")));
    CommandSpec spec = command({"build", "--no-cache"});
    spec.input = CommandSpec::Input::terminal;
    EXPECT_THAT(run_command(spec).out, HasSubstr("\x1b[")) << "a terminal has them";
    spec.environment["TERM"] = "dumb";
    EXPECT_THAT(run_command(spec).out, Not(HasSubstr("\x1b")));
    spec.environment["TERM"] = "xterm";
    spec.environment["NO_COLOR"] = "1";
    EXPECT_THAT(run_command(spec).out, AllOf(Not(HasSubstr("\x1b[1m")), Not(HasSubstr("\x1b[3"))));
    spec.environment.erase("NO_COLOR");
    spec.words.emplace_back("--no-color");
    EXPECT_THAT(run_command(spec).out, AllOf(Not(HasSubstr("\x1b[1m")), Not(HasSubstr("\x1b[3"))));
}

TEST_F(ExitCodeTest, a_second_run_without_a_change_asks_for_no_build)
{
    const CommandEnd first = run({"-v", "binary"});
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_THAT(first.err, HasSubstr("BuildImage: POST ")) << "the log must be able to show it";
    const CommandEnd second = run({"-v", "binary"});
    EXPECT_EQ(second.code, 0) << second.err;
    EXPECT_THAT(second.err, AllOf(Not(HasSubstr("BuildImage: POST ")), HasSubstr("/containers/create")));
    folder_.write("new", "file");
    EXPECT_THAT(run({"-v", "binary"}).err, HasSubstr("BuildImage: POST "));
}

// --- a user who isn't root, in the group of the daemon's socket

class UserTest : public ExitCodeTest
{
protected:
    static constexpr uid_t nobody = 65534;

    void SetUp() override
    {
        ExitCodeTest::SetUp();
        if (IsSkipped() || HasFatalFailure())
            return;
        if (::geteuid() != 0 && may_skip())
            GTEST_SKIP() << "changing the user needs root";
        proxy_ = std::make_unique<SocketProxy>(folder_.path() / "docker.sock", host());
        std::filesystem::copy_file(DEVENV_CLI_PATH, folder_.path() / "devenv-cli");
        ASSERT_EQ(::chown(folder_.path().c_str(), nobody, nobody), 0);
    }

    CommandSpec command_of_nobody(std::vector<std::string> words) const
    {
        CommandSpec spec = command(std::move(words));
        spec.words[0] = folder_.path() / "devenv-cli";
        spec.environment["DOCKER_HOST"] = proxy_->host();
        spec.environment["HOME"] = folder_.path();
        spec.user = nobody;
        return spec;
    }

    std::unique_ptr<SocketProxy> proxy_{};
};

TEST_F(UserTest, a_users_artefacts_are_his_and_those_of_this_run)
{
    CommandSpec spec = command_of_nobody({"binary"});
    const CommandEnd first = run_command(spec);
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_THAT(first.err, HasSubstr("bundles/file "));
    struct stat seen = {};
    ASSERT_EQ(::stat((folder_.path() / "bundles/file").c_str(), &seen), 0);
    EXPECT_EQ(seen.st_uid, nobody);
    spec.words[1] = "another";
    const CommandEnd second = run_command(spec);
    EXPECT_EQ(second.code, 0) << second.err;
    EXPECT_THAT(second.err, AllOf(HasSubstr("bundles/another "), Not(HasSubstr("bundles/file "))));
}

// A daemon that had to make the folder for a bind, or another tool, leaves it root's.
TEST_F(UserTest, leftovers_of_another_user_are_taken_over_before_the_run)
{
    folder_.write("bundles/1.0/old", "of root", 0600);
    const CommandSpec spec = command_of_nobody({"binary"});
    const CommandEnd end = run_command(spec);
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_THAT(end.err, AllOf(HasSubstr("bundles/file "), Not(HasSubstr("bundles/1.0/old "))));
    for (const char* path : {"bundles", "bundles/1.0", "bundles/1.0/old", "bundles/file"}) {
        struct stat seen = {};
        ASSERT_EQ(::stat((folder_.path() / path).c_str(), &seen), 0) << path;
        EXPECT_EQ(seen.st_uid, nobody) << path;
    }
}

TEST_F(UserTest, artefacts_of_an_image_without_chown_are_the_callers_too)
{
    make_project(targets, "RUN rm -f /bin/chown /usr/bin/chown\n");
    const CommandSpec spec = command_of_nobody(
        {"run",
         "--",
         "sh",
         "-c",
         "umask 77; mkdir -p bundles/1.0; echo made > bundles/1.0/file; ln -s 1.0 bundles/latest"}
    );
    const CommandEnd end = run_command(spec);
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_THAT(end.err, Not(HasSubstr("belong to another user")));
    for (const char* path : {"bundles", "bundles/1.0", "bundles/1.0/file", "bundles/latest"}) {
        struct stat seen = {};
        ASSERT_EQ(::lstat((folder_.path() / path).c_str(), &seen), 0) << path;
        EXPECT_EQ(seen.st_uid, nobody) << path;
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
        EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr("handover")));
}

// --- stdin

TEST_F(ExitCodeTest, stdin_reaches_the_command)
{
    const CommandEnd end = run({"run", "--", "cat"}, "x\n");
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_EQ(end.out, "x\n");
}

TEST_F(ExitCodeTest, a_large_file_as_stdin)
{
    const std::filesystem::path file = folder_.path() / "bundles/large";
    folder_.write("bundles/large", "start");
    std::filesystem::resize_file(file, std::uintmax_t{100} << 20);
    const CommandEnd wanted =
        run_command({.words = {"sha256sum"}, .input = CommandSpec::Input::file, .input_file = file});
    CommandSpec spec = command({"run", "--", "sha256sum"});
    spec.input = CommandSpec::Input::file;
    spec.input_file = file;
    const CommandEnd end = run_command(spec);
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_EQ(end.out, wanted.out);
}

TEST_F(ExitCodeTest, stdin_that_is_not_there)
{
    for (const CommandSpec::Input input : {CommandSpec::Input::closed, CommandSpec::Input::nothing}) {
        CommandSpec spec = command({"run", "--", "sh", "-c", "cat; echo end"});
        spec.input = input;
        const CommandEnd end = run_command(spec);
        EXPECT_EQ(end.code, 0) << end.err;
        EXPECT_EQ(end.out, "end\n");
    }
}

TEST_F(ExitCodeTest, a_command_that_leaves_its_stdin_unread)
{
    CommandSpec spec = command({"run", "--", "head", "-c", "3"});
    spec.input = CommandSpec::Input::pipe;
    Command running(spec);
    std::string much(1 << 20, 'x');
    running.write_input(much);
    const CommandEnd end = running.wait();
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_EQ(end.out, "xxx");
}

TEST_F(ExitCodeTest, an_open_stdin_does_not_hold_the_command_up)
{
    CommandSpec spec = command({"run", "--", "echo", "done"});
    spec.input = CommandSpec::Input::pipe;
    Command running(spec);
    ASSERT_TRUE(running.shows("done\n"));
    EXPECT_EQ(running.wait(std::chrono::seconds(10)).code, 0);
}

// --- stdout that nobody reads

TEST_F(ExitCodeTest, a_reader_that_goes_away_ends_the_run)
{
    Command running(command({"run", "--", "seq", "1000000000"}));
    ASSERT_TRUE(running.shows("1000\n"));
    running.close_output();
    const CommandEnd end = running.wait(std::chrono::seconds(30));
    EXPECT_EQ(end.code, 141) << end.err;
    EXPECT_THAT(containers_of(host(), folder_.name()), IsEmpty());
}

TEST_F(ExitCodeTest, a_full_disk_behind_stdout_is_named)
{
    CommandSpec spec = command({"run", "--", "seq", "1000000"});
    spec.words = {"sh", "-c", R"("$0" "$@" > /dev/full)", spec.words[0], "run", "--", "seq", "1000000"};
    const CommandEnd end = run_command(spec);
    EXPECT_EQ(end.code, 125) << end.err;
    EXPECT_THAT(
        errors_in(end.err),
        ::testing::ElementsAre("devenv-cli: the output can't be written: No space left on device")
    );
}

}  // namespace

}  // namespace devenv::test
