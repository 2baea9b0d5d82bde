#include "report_json.hpp"

#include "base/json_text.hpp"
#include "captured.hpp"
#include "output.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <gmock/gmock.h>
#include <unistd.h>

#include <memory>
#include <vector>

namespace devenv::cli {

namespace {

using ::testing::ElementsAre;

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

/// Each line is one object with an `event`.
void expect_objects(const std::vector<std::string>& lines)
{
    for (const std::string& line : lines) {
        detail::base::TextValue root;
        const auto problem = detail::base::parse_json_text(line, detail::base::JsonDialect::standard, root);
        ASSERT_FALSE(problem) << line << ": " << problem->message;
        ASSERT_EQ(root.kind, detail::base::TextKind::object) << line;
        EXPECT_NE(root.find("event"), nullptr) << line;
    }
}

class ReportJsonTest : public ::testing::Test
{
protected:
    std::vector<std::string> lines()
    {
        std::vector<std::string> lines = lines_of(captured_.take());
        expect_objects(lines);
        return lines;
    }

    Captured captured_{STDOUT_FILENO};
    JsonReport report_{};
};

TEST_F(ReportJsonTest, a_build)
{
    using Kind = BuildEvent::Kind;
    report_.on_build_started("me/x:dev");
    report_.on_build_event({.kind = Kind::context, .bytes = 3072});
    report_.on_build_event({.kind = Kind::step_started, .step = 1, .steps = 2, .text = "RUN \"a\"\tb"});
    report_.on_build_event({.kind = Kind::step_cached, .step = 1, .steps = 2});
    report_.on_build_event({.kind = Kind::output, .step = 2, .steps = 2, .text = "line\nnext \xff\x01"});
    report_.on_build_event({.kind = Kind::progress, .text = "Pulling", .id = "abc", .bytes = 1, .total = 2});
    report_.on_build_event({.kind = Kind::note, .text = "word"});
    report_.on_build_event({.kind = Kind::image, .id = "sha256:1"});
    report_.on_image(
        {.id = "sha256:1",
         .reference = "me/x:dev",
         .steps = 2,
         .cached_steps = 1,
         .context_bytes = 3072,
         .duration = std::chrono::milliseconds(12)}
    );
    EXPECT_THAT(
        lines(),
        ElementsAre(
            R"({"event":"build_started","image":"me/x:dev"})",
            R"({"event":"context","bytes":3072})",
            R"({"event":"step","step":1,"steps":2,"instruction":"RUN \"a\"\tb"})",
            R"({"event":"cached","step":1})",
            R"({"event":"output","step":2,"text":"line\nnext )"
            "\xef\xbf\xbd"
            R"(\u0001"})",
            R"({"event":"progress","text":"Pulling","id":"abc","bytes":1,"total":2})",
            R"({"event":"note","level":"note","text":"word"})",
            R"({"event":"image","id":"sha256:1","reference":"me/x:dev","up_to_date":false,"steps":2,)"
            R"("cached_steps":1,"context_bytes":3072,"milliseconds":12})"
        )
    );
}

TEST_F(ReportJsonTest, a_run)
{
    report_.on_run_started("abc", {"sh", "-c", "echo \"x\""});
    report_.on_run_ended(
        {.container = "abc",
         .status = {.code = 137, .out_of_memory = true},
         .duration = std::chrono::milliseconds(5)}
    );
    EXPECT_THAT(
        lines(),
        ElementsAre(
            R"({"event":"run_started","container":"abc","command":["sh","-c","echo \"x\""]})",
            R"({"event":"run_ended","container":"abc","code":137,"out_of_memory":true,"milliseconds":5})"
        )
    );
}

TEST_F(ReportJsonTest, errors)
{
    report_.on_error(Error(ErrorKind::unreachable, "no daemon", "start it"));
    auto step = std::make_shared<StepFailure>();
    step->step = 3;
    step->instruction = "RUN false";
    step->exit_code = 1;
    report_.on_error(Error(Error::Details{
        .kind = ErrorKind::step_failed, .operation = "BuildImage x", .message = "m", .failed_step = step}));
    EXPECT_THAT(
        lines(),
        ElementsAre(
            R"({"event":"error","kind":"unreachable","message":"no daemon","operation":"","hint":"start it"})",
            R"({"event":"error","kind":"step_failed","message":"m","operation":"BuildImage x","hint":"",)"
            R"("step":3,"instruction":"RUN false","exit_code":1})"
        )
    );
}

TEST_F(ReportJsonTest, words_and_log_lines_are_events)
{
    report_.say("ours");
    report_.log("GET /_ping");
    report_.on_note({.level = ConfigNote::Level::warning, .text = "look out"});
    EXPECT_THAT(
        lines(),
        ElementsAre(
            R"({"event":"note","level":"note","text":"ours"})",
            R"({"event":"log","text":"GET /_ping"})",
            R"({"event":"note","level":"warning","text":"look out"})"
        )
    );
}

class Collected final : public OutputSink
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

boost::asio::awaitable<void> write_all(std::shared_ptr<OutputSink> sink, std::vector<Frame> frames)
{
    for (const Frame& frame : frames)
        co_await sink->write(std::span(&frame, 1));
}

TEST_F(ReportJsonTest, a_character_that_a_frame_cuts_stays_whole)
{
    auto collected = std::make_shared<Collected>();
    boost::asio::io_context loop;
    auto writing = write_all(
        output_as_events(collected),
        {{.channel = Channel::out, .bytes = "a\xe6\xbc"},
         {.channel = Channel::err, .bytes = "\xf0\x9f"},
         {.channel = Channel::out, .bytes = "\xa2z"},
         {.channel = Channel::err, .bytes = "\x91\x8d"},
         {.channel = Channel::out, .bytes = "\xff\xe6"}}
    );
    boost::asio::co_spawn(loop, std::move(writing), boost::asio::detached);
    loop.run();
    EXPECT_THAT(
        lines_of(collected->text),
        ElementsAre(
            R"({"event":"run_output","channel":"out","text":"a"})",
            R"({"event":"run_output","channel":"out","text":"漢z"})",
            R"({"event":"run_output","channel":"err","text":"👍"})",
            "{\"event\":\"run_output\",\"channel\":\"out\",\"text\":\"\xef\xbf\xbd\"}"
        )
    );
    expect_objects(lines_of(collected->text));
    EXPECT_THAT(
        lines(), ElementsAre("{\"event\":\"run_output\",\"channel\":\"out\",\"text\":\"\xef\xbf\xbd\"}")
    ) << "the end of the output is no reason to lose its last bytes";
}

}  // namespace

}  // namespace devenv::cli
