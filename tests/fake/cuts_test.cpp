// Each kind of answer, cut at each of its bytes: never a success, never a hang, never another kind of error.
#include <devenv/devenv.hpp>
#include <devenv/testing.hpp>

#include <gtest/gtest.h>

#include <functional>

namespace devenv {
namespace {

constexpr const char* multiplexed = "application/vnd.docker.multiplexed-stream";

struct Kind
{
    const char* name;
    const char* request;
    std::function<void(testing::Script)> script;
    std::function<void(blocking::Client&)> call;
    bool has_end = true;  ///< false: the answer lasts until the connection ends
};

void read_away(blocking::LogStream stream)
{
    while (stream.next()) {
    }
}

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> list{
        {"value",
         "GET /info",
         [](testing::Script script) { script.body(R"({"ID":"x"})"); },
         [](blocking::Client& docker) { docker.send(Info{}); }},
        {"chunked_value",
         "GET /info",
         [](testing::Script script) { script.chunk(R"({"ID":)").chunk(R"("x"})"); },
         [](blocking::Client& docker) { docker.send(Info{}); }},
        {"nothing",
         "POST /containers/{id}/kill",
         [](testing::Script script) { script.reply(204); },
         [](blocking::Client& docker) { docker.send(KillContainer{.container = "c"}); }},
        {"frames",
         "GET /containers/{id}/logs",
         [](testing::Script script) { script.content_type(multiplexed).frame(1, "out").frame(2, "err"); },
         [](blocking::Client& docker) { read_away(docker.logs({.container = "c"})); }},
        {"refusal",
         "GET /info",
         [](testing::Script script) { script.reply(404).body(R"({"message":"no"})"); },
         [](blocking::Client& docker) { docker.send(Info{}); }},
    };
    return list;
}

class Cuts : public testing::FakeDaemonTest, public ::testing::WithParamInterface<std::size_t>
{};

TEST_P(Cuts, at_every_byte_are_errors_and_leave_nothing)
{
    const Kind& kind = kinds().at(GetParam());
    const ClientOptions options{.api_version = "1.51", .retry = RetryPolicy::none()};
    kind.script(daemon().on(kind.request).close_after());
    {
        auto docker = client(options);
        try {
            kind.call(docker);
        } catch (const Error& e) {
            EXPECT_EQ(e.kind(), ErrorKind::not_found);
        }
    }
    daemon().wait_until_left();  // the client may be through with the answer before the daemon has counted it
    const std::size_t whole = daemon().last_reply_size();
    ASSERT_GT(whole, 20U);
    for (const bool by_reset : {false, true}) {
        for (std::size_t at = 0; at < whole; ++at) {
            testing::Script script = daemon().on(kind.request);
            by_reset ? script.reset_after(at) : script.cut_after(at);
            kind.script(script);
            auto docker = client(options);
            try {
                kind.call(docker);
                ADD_FAILURE() << kind.name << " cut at " << at << " of " << whole << " was taken for whole";
            } catch (const Error& e) {
                const bool is_cut = e.kind() == ErrorKind::interrupted;
                // The words of a refusal may be cut: its status is known all the same.
                const bool is_refusal = e.kind() == ErrorKind::not_found;
                EXPECT_TRUE(is_cut || is_refusal) << kind.name << " at " << at << ": " << e.what();
            }
        }
    }
    daemon().wait_until_left();
}

INSTANTIATE_TEST_SUITE_P(
    Kinds,
    Cuts,
    ::testing::Range(std::size_t{0}, kinds().size()),
    [](const ::testing::TestParamInfo<std::size_t>& one) { return std::string(kinds().at(one.param).name); }
);

TEST_F(Cuts, small_pieces_change_nothing)
{
    for (const std::size_t step : {1U, 2U, 7U}) {
        daemon().on("GET /info").dribble(step).chunk(R"({"ID":)").chunk(R"("x"})");
        EXPECT_EQ(client().send(Info{}).id, "x") << step;
        daemon()
            .on("GET /containers/{id}/logs")
            .dribble(step)
            .content_type(multiplexed)
            .frame(1, "out")
            .frame(2, "err");
        auto docker = client();
        auto stream = docker.logs({.container = "c"});
        std::string text;
        while (const auto frame = stream.next())
            text += frame->bytes;
        EXPECT_EQ(text, "outerr") << step;
    }
}

}  // namespace
}  // namespace devenv
