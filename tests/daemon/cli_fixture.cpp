#include "cli_fixture.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>

namespace devenv::test {

bool may_skip()
{
    return std::getenv("DEVENV_ALLOW_SKIP") != nullptr;
}

std::string project_file(std::string_view more)
{
    std::string text = R"({"name": "${name}", "run": {"network": "host"}, "build": {"network": "host"})";
    if (!more.empty())
        text += std::string(", ") + std::string(more);
    return text + "}\n";
}

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::vector<std::string> errors_in(std::string_view text)
{
    std::vector<std::string> errors;
    for (std::string& line : lines_of(text)) {
        if (line.starts_with("devenv-cli: "))
            errors.push_back(std::move(line));
    }
    return errors;
}

void CliTest::SetUp()
{
    const std::vector<RealDaemon> daemons = real_daemons();
    if (daemons.empty() && may_skip())
        GTEST_SKIP() << "no daemon: DEVENV_TEST_DAEMON_28, _26 and _2010 are not set";
    ASSERT_FALSE(daemons.empty()) << "run tests/run.sh, which starts the daemons";
    daemon_ = daemons.front();
}

void PrivateDaemonTest::SetUp()
{
    CliTest::SetUp();
    if (IsSkipped() || HasFatalFailure())
        return;
    if (::geteuid() != 0 && may_skip())
        GTEST_SKIP() << "starting a private daemon needs root";
    private_daemon_ = std::make_unique<PrivateDaemon>("26");
    daemon_ = {.version = "26", .host = private_daemon_->host()};
}

void CliTest::TearDown()
{
    if (daemon_.host.empty())
        return;
    EXPECT_THAT(containers_of(daemon_.host, folder_.name()), ::testing::IsEmpty());
    remove_all_of(daemon_.host, folder_.name());
}

void CliTest::make_project(std::string_view more, std::string_view steps)
{
    folder_.write("devenv.json", project_file(more));
    folder_.write("Dockerfile", "FROM " + base_image() + "\nWORKDIR /src\n" + std::string(steps));
}

CommandSpec CliTest::command(std::vector<std::string> words) const
{
    words.insert(words.begin(), DEVENV_CLI_PATH);
    return {
        .words = std::move(words),
        .directory = folder_.path(),
        .environment =
            {{"DOCKER_HOST", daemon_.host},
             {"DOCKER_CONFIG", std::nullopt},
             {"DOCKER_API_VERSION", std::nullopt},
             {"BIND_DIR", std::nullopt},
             {"BINDDIR", std::nullopt},
             {"NO_COLOR", std::nullopt},
             {"TERM", "xterm"}},
    };
}

CommandEnd CliTest::run(std::vector<std::string> words, std::string_view input) const
{
    CommandSpec spec = command(std::move(words));
    if (!input.empty())
        spec.input = CommandSpec::Input::pipe;
    return run_command(spec, input);
}

}  // namespace devenv::test
