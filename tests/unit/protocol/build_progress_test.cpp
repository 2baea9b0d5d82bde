// Against what the classic builders of 20.10, 26 and 28 really say: tests/golden/classic_build.
#include "protocol/build_progress.hpp"

#include "base/json_document.hpp"
#include "protocol/json_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace devenv::detail::protocol {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = BuildEvent::Kind;

/// The events of a build, each as one text.
struct Seen
{
    std::vector<std::string> events{};
    std::string output{};
    int exit_code = 0;
};

std::string text_of(const BuildEvent& event)
{
    const std::string where = std::to_string(event.step) + "/" + std::to_string(event.steps) + " ";
    switch (event.kind) {
        case Kind::step_started:
            return where + "step " + std::string(event.text);
        case Kind::step_cached:
            return where + "cached";
        case Kind::image:
            return where + "image " +
                   std::string(event.id.substr(0, event.id.starts_with("sha256:") ? 7 : 0));
        default:
            return {};
    }
}

std::string transcript(const std::string& name)
{
    std::ifstream in(std::string(DEVENV_GOLDEN) + "/classic_build/" + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

Seen follow(BuildProgress& progress, const std::string& text)
{
    Seen seen;
    JsonLines lines;
    lines.put(text);
    while (const auto value = lines.next()) {
        json::Document document;
        EXPECT_EQ(document.parse(const_cast<char*>(value->data()), value->size()), "");
        ProgressLine line{.stream = json::text_member(document.root(), "stream")};
        if (const auto* aux = json::find_member(document.root(), "aux"))
            line.aux_id = json::text_member(*aux, "ID");
        if (const auto* detail = json::find_member(document.root(), "errorDetail"))
            seen.exit_code = (*detail)["code"].GetInt();
        const auto event = progress.read(line);
        if (event && event->kind == Kind::output)
            seen.output += event->text;
        else if (event && !text_of(*event).empty())
            seen.events.push_back(text_of(*event));
    }
    EXPECT_EQ(lines.put_eof(), LineFault::none);
    return seen;
}

class Builders : public testing::TestWithParam<const char*>
{};

INSTANTIATE_TEST_SUITE_P(
    BuildProgress,
    Builders,
    testing::Values("20.10", "26", "28"),
    [](const auto& builder) {
        return builder.param == std::string("20.10") ? std::string("v20_10")
                                                     : "v" + std::string(builder.param);
    }
);

TEST_P(Builders, say_each_step_and_nothing_a_command_said)
{
    BuildProgress progress;
    const Seen seen = follow(progress, transcript(std::string("good-") + GetParam() + ".txt"));
    EXPECT_THAT(
        seen.events,
        ElementsAre(
            "1/5 step FROM debian:bookworm-slim AS tools",
            "1/5 image ",
            "2/5 step RUN echo out; echo err >&2; echo 'Successfully built numpy'; echo ' ---> a1'; echo "
            "'Step 9/9 : lie'",
            "2/5 image ",
            "3/5 step FROM debian:bookworm-slim",
            "3/5 image ",
            "4/5 step COPY --from=tools /etc/debian_version /version",
            "4/5 image ",
            "5/5 step LABEL l2=x",
            "5/5 image ",
            "5/5 image sha256:"
        )
    );
    EXPECT_THAT(seen.output, HasSubstr("err\n"));
    EXPECT_THAT(seen.output, HasSubstr("Successfully built numpy\n ---> a1\nStep 9/9 : lie\n"));
    EXPECT_THAT(
        seen.output,
        SizeIs(std::string_view("out\nerr\nSuccessfully built numpy\n ---> a1\nStep 9/9 : lie\n").size())
    );
    EXPECT_TRUE(progress.is_built());
    EXPECT_THAT(progress.image_id(), SizeIs(7 + 64));
    EXPECT_EQ(progress.cached_steps(), 0);
}

TEST_P(Builders, say_what_was_cached)
{
    BuildProgress progress;
    const Seen seen = follow(progress, transcript(std::string("cached-") + GetParam() + ".txt"));
    EXPECT_EQ(progress.cached_steps(), 3);
    EXPECT_EQ(progress.steps(), 5);
    EXPECT_TRUE(progress.is_built());
    EXPECT_THAT(seen.output, IsEmpty());
    EXPECT_THAT(progress.image_id(), SizeIs(7 + 64));
}

TEST_P(Builders, leave_the_failed_step_and_its_last_lines)
{
    BuildProgress progress;
    const Seen seen = follow(progress, transcript(std::string("failing-") + GetParam() + ".txt"));
    EXPECT_EQ(seen.exit_code, 3);
    EXPECT_FALSE(progress.is_built());
    EXPECT_EQ(progress.image_id(), "");
    const StepFailure failure = progress.failed_step(seen.exit_code);
    EXPECT_EQ(failure.step, 2);
    EXPECT_EQ(failure.steps, 2);
    EXPECT_EQ(failure.instruction, "RUN printf 'one\\n\\ntwo\\n'; echo bad >&2; exit 3");
    EXPECT_THAT(failure.last_lines, testing::UnorderedElementsAre("one", "", "two", "bad"));
}

BuildEvent say(BuildProgress& progress, std::string_view stream)
{
    return progress.read({.stream = stream}).value_or(BuildEvent{});
}

TEST(BuildProgress, keeps_the_last_lines_of_a_step_whole)
{
    BuildProgress progress;
    say(progress, "Step 1/1 : RUN x");
    say(progress, " ---> Running in 0123456789ab\n");
    for (int i = 1; i <= 30; ++i)
        say(progress, "line " + std::to_string(i) + "\n");
    say(progress, "in ");
    say(progress, "pieces");
    const StepFailure failure = progress.failed_step(1);
    ASSERT_THAT(failure.last_lines, SizeIs(20));
    EXPECT_EQ(failure.last_lines.front(), "line 12");
    EXPECT_EQ(failure.last_lines.back(), "in pieces");
    say(progress, std::string(100000, 'x'));
    EXPECT_THAT(progress.failed_step(1).last_lines.back(), SizeIs(4096));
}

TEST(BuildProgress, believes_no_success_before_the_last_step)
{
    BuildProgress progress;
    say(progress, "Step 1/2 : FROM a");
    say(progress, "Successfully built 0123456789ab\n");
    EXPECT_FALSE(progress.is_built());
    say(progress, "Step 2/2 : CMD b");
    say(progress, "Successfully built numpy\n");
    EXPECT_FALSE(progress.is_built());
    say(progress, "Successfully built 0123456789ab\n");
    EXPECT_TRUE(progress.is_built());
    EXPECT_EQ(progress.image_id(), "0123456789ab");
}

TEST(BuildProgress, reads_builders_without_a_count_of_steps)
{
    BuildProgress progress;
    EXPECT_EQ(say(progress, "Step 1 : FROM a\n").kind, Kind::step_started);
    const BuildEvent second = say(progress, "Step 2 : RUN b : c\n");
    EXPECT_EQ(second.kind, Kind::step_started);
    EXPECT_EQ(second.text, "RUN b : c");
    EXPECT_EQ(second.step, 2);
    EXPECT_EQ(second.steps, 0);
    say(progress, "Successfully built 0123456789ab\n");
    EXPECT_TRUE(progress.is_built());
}

TEST(BuildProgress, passes_the_progress_of_a_pull_on)
{
    BuildProgress progress;
    const auto event = progress.read({.status = "Downloading", .id = "a1b2", .current = 10, .total = 20});
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, Kind::progress);
    EXPECT_EQ(event->id, "a1b2");
    EXPECT_EQ(event->text, "Downloading");
    EXPECT_EQ(event->bytes, 10U);
    EXPECT_EQ(event->total, 20U);
}

}
}
