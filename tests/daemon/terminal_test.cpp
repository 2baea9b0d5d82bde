// devenv-cli on a terminal, at which somebody types.
#include "cli_fixture.hpp"

#include <gmock/gmock.h>

#include <cstring>

namespace devenv::test {

namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;

class TerminalTest : public CliTest
{
protected:
    void SetUp() override
    {
        CliTest::SetUp();
        if (IsSkipped() || HasFatalFailure())
            return;
        make_project();
        const CommandEnd built = run({"build"});
        ASSERT_EQ(built.code, 0) << built.err;
    }

    std::unique_ptr<Command> start(std::vector<std::string> words)
    {
        CommandSpec spec = command(std::move(words));
        spec.input = CommandSpec::Input::terminal;
        spec.environment["PS1"] = "$ ";
        auto running = std::make_unique<Command>(spec);
        before_ = running->terminal_modes();
        return running;
    }

    /// A shell in the container that has shown its prompt.
    std::unique_ptr<Command> start_shell()
    {
        auto shell = start({"shell"});
        shell->write_input("echo at$((1))home\n");
        EXPECT_TRUE(shell->shows("at1home\r\n")) << shell->out();
        return shell;
    }

    void expect_modes_as_before(const Command& command) const
    {
        const termios now = command.terminal_modes();
        EXPECT_EQ(now.c_iflag, before_.c_iflag);
        EXPECT_EQ(now.c_oflag, before_.c_oflag);
        EXPECT_EQ(now.c_cflag, before_.c_cflag);
        EXPECT_EQ(now.c_lflag, before_.c_lflag);
        EXPECT_EQ(std::memcmp(&now.c_cc[0], &before_.c_cc[0], sizeof(now.c_cc)), 0);
    }

    termios before_{};
};

TEST_F(TerminalTest, the_shells_code_is_ours)
{
    const auto shell = start_shell();
    EXPECT_EQ(shell->terminal_modes().c_lflag & static_cast<tcflag_t>(ICANON | ECHO | ISIG), 0U)
        << "it is raw";
    shell->write_input("exit 3\n");
    EXPECT_EQ(shell->wait().code, 3) << shell->out();
    expect_modes_as_before(*shell);
}

TEST_F(TerminalTest, ctrl_c_belongs_to_the_program_in_the_container)
{
    const auto shell = start_shell();
    shell->write_input(
        "sh -c 'trap \"echo caught\\$((1))it; exit\" INT; echo ready$((1))now; while :; do sleep 0.1; done'\n"
    );
    ASSERT_TRUE(shell->shows("ready1now", seconds(10))) << shell->out();
    shell->write_input("\x03");
    EXPECT_TRUE(shell->shows("caught1it", seconds(10))) << shell->out();
    shell->write_input("exit 0\n");
    EXPECT_EQ(shell->wait().code, 0) << shell->out();
    expect_modes_as_before(*shell);
}

TEST_F(TerminalTest, the_size_follows)
{
    const auto shell = start_shell();
    shell->write_input("stty size; echo =\n");
    EXPECT_TRUE(shell->shows("24 80\r\n", seconds(10))) << shell->out();
    shell->resize_terminal(33, 101);
    shell->send(SIGWINCH);
    for (int i = 0; i < 50 && !shell->shows("33 101\r\n", std::chrono::milliseconds(200)); ++i)
        shell->write_input("stty size\n");
    EXPECT_THAT(shell->out(), HasSubstr("33 101\r\n"));
    shell->write_input("exit\n");
    EXPECT_EQ(shell->wait().code, 0);
}

TEST_F(TerminalTest, end_of_input_ends_the_shell)
{
    const auto shell = start_shell();
    shell->write_input("\x04");
    EXPECT_EQ(shell->wait(seconds(20)).code, 0) << shell->out();
    expect_modes_as_before(*shell);
}

TEST_F(TerminalTest, a_command_gets_the_terminal_as_well)
{
    const auto running =
        start({"run", "--", "sh", "-c", "test -t 0 && test -t 1 && test -t 2 && echo all; exit 4"});
    const CommandEnd end = running->wait();
    EXPECT_EQ(end.code, 4) << end.out;
    EXPECT_THAT(end.out, HasSubstr("all\r\n"));
    expect_modes_as_before(*running);
}

TEST_F(TerminalTest, the_modes_come_back_when_a_run_is_killed)
{
    const auto shell = start_shell();
    shell->send(SIGTERM);
    // bash ignores TERM; the second one kills
    EXPECT_FALSE(shell->shows("nothing", seconds(1)));
    shell->send(SIGTERM);
    EXPECT_EQ(shell->wait(seconds(20)).code, 137) << shell->out();
    expect_modes_as_before(*shell);
}

TEST_F(TerminalTest, the_detach_keys_leave_it_running)
{
    const auto shell = start({"run", "--", "sh", "-c", "while :; do sleep 0.2; echo still$((1))there; done"});
    ASSERT_TRUE(shell->shows("still1there"));
    shell->write_input("\x10\x11");  // ctrl-p ctrl-q
    const CommandEnd end = shell->wait(seconds(20));
    EXPECT_EQ(end.code, 0) << end.out;
    EXPECT_THAT(end.out, HasSubstr("follows it"));
    expect_modes_as_before(*shell);
    EXPECT_THAT(
        containers_of(host(), folder_.name()), ::testing::ElementsAre(::testing::EndsWith(" running"))
    );
    Command following(command({"logs", "-f"}));
    EXPECT_TRUE(following.shows("still1there", seconds(10)));
    following.send(SIGINT);
    EXPECT_EQ(following.wait(seconds(10)).code, 130);
    // a next command takes it for no leftover
    EXPECT_EQ(run({"run", "--", "true"}).code, 0);
    EXPECT_THAT(
        containers_of(host(), folder_.name()), ::testing::ElementsAre(::testing::EndsWith(" running"))
    );
    remove_all_of(host(), folder_.name());
}

TEST_F(TerminalTest, the_detach_keys_are_those_of_dockers_configuration)
{
    folder_.write("docker/config.json", R"({"detachKeys": "ctrl-t"})");
    CommandSpec spec =
        command({"run", "--", "sh", "-c", "while :; do sleep 0.2; echo still$((1))there; done"});
    spec.input = CommandSpec::Input::terminal;
    spec.environment["DOCKER_CONFIG"] = folder_.path() / "docker";
    Command running(spec);
    ASSERT_TRUE(running.shows("still1there"));
    running.write_input("\x14");
    const CommandEnd end = running.wait(seconds(20));
    EXPECT_EQ(end.code, 0) << end.out;
    EXPECT_THAT(end.out, HasSubstr("follows it"));
    remove_all_of(host(), folder_.name());
}

TEST_F(TerminalTest, a_build_shows_its_status_line_and_takes_it_away)
{
    folder_.write("Dockerfile", "FROM " + base_image() + "\nWORKDIR /src\nRUN echo words && sleep 1\n");
    const auto build = start({"build"});
    const CommandEnd end = build->wait();
    EXPECT_EQ(end.code, 0);
    EXPECT_THAT(end.out, HasSubstr("\r\x1b[2K"));
    EXPECT_THAT(end.out, HasSubstr("words\r\n"));
    EXPECT_THAT(end.out, ::testing::ContainsRegex("sha256:[0-9a-f]+\r\n$"));
    expect_modes_as_before(*build);
}

}  // namespace

}  // namespace devenv::test
