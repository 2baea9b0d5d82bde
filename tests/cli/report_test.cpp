#include "report.hpp"

#include "captured.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <clocale>
#include <memory>

namespace devenv::cli {

namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using Kind = BuildEvent::Kind;

BuildEvent step(int number, std::string_view instruction)
{
    return {.kind = Kind::step_started, .step = number, .steps = 3, .text = instruction};
}

BuildEvent output(int number, std::string_view text)
{
    return {.kind = Kind::output, .step = number, .steps = 3, .text = text};
}

void tell_a_build(Observer& report)
{
    report.on_build_started("me/x:dev");
    report.on_build_event({.kind = Kind::context, .bytes = 3072});
    report.on_build_event(step(1, "FROM debian"));
    report.on_build_event({.kind = Kind::progress, .text = "Downloading", .id = "abc", .bytes = 1, .total = 2}
    );
    report.on_build_event({.kind = Kind::image, .id = "sha256:1"});
    report.on_build_event(step(2, "RUN make deps"));
    report.on_build_event({.kind = Kind::step_cached, .step = 2, .steps = 3});
    report.on_build_event({.kind = Kind::image, .id = "sha256:2"});
    report.on_build_event(step(3, "RUN make"));
    report.on_build_event(output(3, "compiling\nlin"));
    report.on_build_event(output(3, "king\n"));
    report.on_build_event({.kind = Kind::note, .text = "Removing intermediate container"});
    report.on_build_event({.kind = Kind::note, .text = "[Warning] old base"});
    report.on_image({
        .id = "sha256:3",
        .reference = "me/x:dev",
        .steps = 3,
        .cached_steps = 1,
        .context_bytes = 3072,
        .duration = std::chrono::milliseconds(61'500),
    });
}

Error failed_step()
{
    StepFailure failure{
        .step = 3,
        .steps = 3,
        .instruction = "RUN make",
        .exit_code = 2,
        .last_lines = {"x.c:1: error", "make: *** [x] Error 1"},
        .dockerfile = "Dockerfile",
        .line = 7,
    };
    return Error(Error::Details{
        .kind = ErrorKind::step_failed,
        .message = "Dockerfile:7: step 3/3, RUN make, failed with exit code 2",
        .failed_step = std::make_shared<StepFailure>(std::move(failure)),
    });
}

class ReportTest : public ::testing::Test
{
protected:
    static void SetUpTestSuite() { std::setlocale(LC_CTYPE, "C.UTF-8"); }

    Captured captured_{STDERR_FILENO};
};

TEST_F(ReportTest, a_build_in_a_pipe)
{
    Report report({});
    tell_a_build(report);
    EXPECT_EQ(
        captured_.take(),
        "building me/x:dev\n"
        "[1/3] FROM debian\n"
        "[2/3] RUN make deps cached\n"
        "[3/3] RUN make\n"
        "compiling\n"
        "linking\n"
        "[Warning] old base\n"
        "✔ me/x:dev built in 1m01s, 1 of 3 steps cached, context 3.0 KiB\n"
    );
}

TEST_F(ReportTest, a_build_that_is_up_to_date)
{
    Report report({});
    report.on_image({.reference = "me/x:dev", .was_up_to_date = true});
    EXPECT_EQ(captured_.take(), "✔ me/x:dev is up to date\n");
}

TEST_F(ReportTest, a_failed_step_ends_with_its_last_lines_and_one_sentence)
{
    Report report({});
    report.on_build_started("me/x:dev");
    report.on_build_event(step(3, "RUN make"));
    report.on_build_event(output(3, "x.c:1: error\nmake: *** [x] Error 1"));
    report.on_error(failed_step());
    EXPECT_EQ(
        captured_.take(),
        "building me/x:dev\n"
        "[3/3] RUN make\n"
        "x.c:1: error\n"
        "make: *** [x] Error 1\n"
        "the last lines of step 3:\n"
        "  x.c:1: error\n"
        "  make: *** [x] Error 1\n"
        "devenv-cli: Dockerfile:7: step 3/3, RUN make, failed with exit code 2\n"
    );
}

TEST_F(ReportTest, quiet_tells_problems_only)
{
    Report report({.verbosity = Verbosity::quiet});
    tell_a_build(report);
    report.on_run_started("0123456789abcdef", {"make"});
    report.on_note({.text = "by the way"});
    EXPECT_EQ(captured_.take(), "[Warning] old base\n");
    report.on_note({.level = ConfigNote::Level::warning, .text = "look out"});
    report.on_error(failed_step());
    EXPECT_EQ(
        captured_.take(),
        "warning: look out\n"
        "the last lines of step 3:\n"
        "  x.c:1: error\n"
        "  make: *** [x] Error 1\n"
        "devenv-cli: Dockerfile:7: step 3/3, RUN make, failed with exit code 2\n"
    );
}

TEST_F(ReportTest, a_run)
{
    Report report({});
    report.on_run_started("0123456789abcdef", {"sh", "-c", "make all"});
    report.on_run_ended({.status = {.code = 0}});
    report.on_run_started("0123456789abcdef", {"hack/make.sh", "binary"});
    report.on_run_started("0123456789abcdef", {});
    EXPECT_EQ(
        captured_.take(),
        "▸ 0123456789ab: make all\n"
        "▸ 0123456789ab: hack/make.sh binary\n"
        "▸ 0123456789ab: the image's command\n"
    );
}

TEST_F(ReportTest, a_run_that_was_killed_for_want_of_memory_is_named)
{
    Report report({});
    report.on_run_ended({.status = {.code = 137, .out_of_memory = true}});
    EXPECT_THAT(captured_.take(), HasSubstr("ran out of memory"));
}

TEST_F(ReportTest, codes_for_commands_that_cannot_run_are_explained)
{
    Report report({.verbosity = Verbosity::quiet});
    report.on_run_started("0123456789abcdef", {"make", "all"});
    report.on_run_ended({.status = {.code = 127}});
    EXPECT_EQ(
        captured_.take(),
        "devenv-cli: exit code 127: a command wasn't found in the image: `make`, its ENTRYPOINT, or what "
        "they call; "
        "add it in the Dockerfile\n"
    );
    report.on_run_ended({.status = {.code = 126}});
    EXPECT_THAT(
        captured_.take(), StartsWith("devenv-cli: exit code 126: a command can't be executed: `make`, ")
    );
    report.on_run_ended({.status = {.code = 2}});
    EXPECT_EQ(captured_.take(), "");
}

TEST_F(ReportTest, our_words_begin_a_line_behind_half_a_line_of_the_container)
{
    Report report({});
    const Frame err{.channel = Channel::err, .bytes = "half a line"};
    report.make_way();
    report.output_passed(std::span(&err, 1));
    report.say("ours");
    EXPECT_EQ(captured_.take(), "\nours\n");
    // stdout goes elsewhere here
    const Frame out{.channel = Channel::out, .bytes = "half a line"};
    report.output_passed(std::span(&out, 1));
    report.say("ours");
    EXPECT_EQ(captured_.take(), "ours\n");
}

TEST_F(ReportTest, a_terminal_keeps_half_a_line_of_the_container)
{
    Report report({.is_terminal = true, .shares_output = true});
    report.on_run_started("0123456789abcdef", {"make"});
    report.tick();
    captured_.take();
    report.make_way();
    EXPECT_EQ(captured_.take(), "\r\x1b[2K");
    const Frame half{.channel = Channel::out, .bytes = "50%"};
    report.output_passed(std::span(&half, 1));
    report.tick();
    EXPECT_EQ(captured_.take(), "") << "the status line would be drawn behind it, and erase it then";
    const Frame rest{.channel = Channel::out, .bytes = " done\n"};
    report.make_way();
    report.output_passed(std::span(&rest, 1));
    EXPECT_THAT(captured_.take(), HasSubstr("make"));
    report.on_run_ended({});
}

TEST_F(ReportTest, a_terminal_without_colours)
{
    Report report({.is_terminal = true, .width = 40});
    tell_a_build(report);
    const std::string text = captured_.take();
    EXPECT_THAT(text, Not(HasSubstr("\x1b[1m")));
    EXPECT_THAT(text, Not(HasSubstr("\x1b[3")));
    EXPECT_THAT(text, HasSubstr("[2/3] RUN make deps cached\n"));
    EXPECT_THAT(text, EndsWith("✔ me/x:dev built in 1m01s, 1 of 3 steps cached, context 3.0 KiB\n"));
}

TEST_F(ReportTest, a_terminal_of_no_width)
{
    for (std::size_t width = 0; width < 5; ++width) {
        Report report({.is_terminal = true, .width = width});
        tell_a_build(report);
        report.on_run_started("0123456789abcdef", {"make"});
        report.tick();
        report.on_run_ended({});
    }
    EXPECT_THAT(captured_.take(), HasSubstr("built"));
}

TEST_F(ReportTest, the_status_line_goes_with_the_report)
{
    {
        Report report({.is_terminal = true});
        report.on_build_started("x");
        captured_.take();
        report.tick();
        EXPECT_THAT(captured_.take(), HasSubstr("sending the context"));
    }
    EXPECT_EQ(captured_.take(), "\r\x1b[2K");
}

TEST_F(ReportTest, sizes_and_times)
{
    EXPECT_EQ(size_text(0), "0 B");
    EXPECT_EQ(size_text(1023), "1023 B");
    EXPECT_EQ(size_text(1536), "1.5 KiB");
    EXPECT_EQ(size_text(std::uint64_t{3} << 40), "3.0 TiB");
    EXPECT_EQ(size_text(std::uint64_t{1} << 60), "1048576.0 TiB");
    EXPECT_EQ(time_text(std::chrono::milliseconds(0)), "0.0s");
    EXPECT_EQ(time_text(std::chrono::milliseconds(59'940)), "59.9s");
    EXPECT_EQ(time_text(std::chrono::milliseconds(59'999)), "59.9s");
    EXPECT_EQ(time_text(std::chrono::minutes(61)), "61m00s");
}

}  // namespace

}  // namespace devenv::cli
