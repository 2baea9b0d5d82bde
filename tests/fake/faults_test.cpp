// Deadlines, cancellation, retries, and peers that aren't what they seem.
#include <devenv/devenv.hpp>
#include <devenv/testing.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <gtest/gtest.h>

#include <thread>

namespace devenv {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class Faults : public testing::FakeDaemonTest
{
protected:
    static ClientOptions hasty()
    {
        return {
            .api_version = "1.51", .deadlines = {.head = 50ms, .stall = 50ms}, .retry = RetryPolicy::none()};
    }
};

TEST_F(Faults, a_head_that_does_not_come_is_timed_out)
{
    daemon().on("GET /info").stall_after(0).body("{}");
    auto docker = client(hasty());
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::timed_out, HasSubstr("no answer within 50ms"));
}

TEST_F(Faults, a_body_that_stalls_is_timed_out)
{
    daemon().on("GET /info").stall_after(60).body(std::string(100, ' ') + "{}");
    auto docker = client(hasty());
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::timed_out, HasSubstr("nothing moved for 50ms"));
}

TEST_F(Faults, a_total_deadline_ends_what_trickles)
{
    daemon().on("GET /info").dribble(1).body(std::string(200'000, ' ') + "{}");
    ClientOptions options{.api_version = "1.51", .deadlines = {.total = 30ms}, .retry = RetryPolicy::none()};
    auto docker = client(options);
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::timed_out, HasSubstr("not done within 30ms"));
}

TEST_F(Faults, a_total_deadline_counts_all_tries)
{
    daemon().on("GET /info").stall_after(0).body("{}");
    const ClientOptions options{
        .api_version = "1.51",
        .deadlines = {.head = 40ms, .total = 200ms},
        .retry = {.tries = 1000, .first_pause = 1ms, .longest_pause = 1ms},
    };
    auto docker = client(options);
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::timed_out, HasSubstr("Info"));
    EXPECT_LT(daemon().requests("GET /info").size(), 10U);
}

TEST_F(Faults, no_pause_outlasts_the_total_deadline)
{
    daemon().on("GET /info").reply(503).body(R"({"message":"later"})");
    const ClientOptions options{
        .api_version = "1.51",
        .deadlines = {.total = 5s},
        .retry = {.tries = 2, .first_pause = 60s, .longest_pause = 60s},
    };
    auto docker = client(options);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::server, HasSubstr("later"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST_F(Faults, a_stop_may_take_its_time)
{
    // The head's deadline counts from the end of the time that the container has.
    daemon().on("POST /containers/{id}/stop").stall_after(0).reply(204);
    auto docker = client(hasty());
    const auto start = std::chrono::steady_clock::now();
    EXPECT_ERROR(
        docker.send(StopContainer{.container = "c", .timeout = 1s}),
        ErrorKind::timed_out,
        HasSubstr("within 1050ms")
    );
    EXPECT_GE(std::chrono::steady_clock::now() - start, 1s);
}

TEST_F(Faults, garbage_is_a_protocol_error)
{
    for (const char* bytes :
         {"SSH-2.0-OpenSSH_9.2\r\n", "<html></html>\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "\0\0\0\0\r\n\r\n"}) {
        daemon().on("GET /info").raw(bytes);
        auto docker = client({.api_version = "1.51", .retry = RetryPolicy::none()});
        try {
            docker.send(Info{});
            ADD_FAILURE() << bytes;
        } catch (const Error& e) {
            EXPECT_TRUE(e.kind() == ErrorKind::protocol || e.kind() == ErrorKind::interrupted) << e.what();
        }
    }
}

TEST_F(Faults, lying_lengths_are_not_believed)
{
    daemon().on("GET /info").content_length(1000).close_after().body("{}");
    auto docker = client({.api_version = "1.51", .retry = RetryPolicy::none()});
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::interrupted, HasSubstr("in the middle of its answer"));
    daemon().on("GET /info").content_length(1).close_after().body("{}");
    EXPECT_ERROR(docker.send(Info{}), ErrorKind::protocol, HasSubstr("invalid JSON"));
}

TEST_F(Faults, a_dead_idle_connection_is_replaced_where_that_is_safe)
{
    daemon().on("GET /info").body("{}");
    auto docker = client({.api_version = "1.51", .retry = RetryPolicy::none()});
    docker.send(Info{});
    daemon().close_idle_connections();
    daemon().wait_until_left();
    docker.send(Info{});
    EXPECT_EQ(daemon().connections(), 2);
}

TEST_F(Faults, a_dead_idle_connection_is_noticed_before_what_must_not_be_sent_twice)
{
    daemon().on("GET /info").body("{}");
    daemon().on("POST /containers/create").reply(201).body(R"({"Id":"x"})");
    auto docker = client({.api_version = "1.51", .retry = RetryPolicy::none()});
    docker.send(Info{});
    daemon().close_idle_connections();
    daemon().wait_until_left();
    EXPECT_EQ(docker.send(CreateContainer{}).id, "x");
}

TEST_F(Faults, safe_operations_are_tried_again_and_others_are_not)
{
    daemon().on("GET /info").body(R"({"ID":"x"})");
    daemon().on("GET /info").reset_after(10).once().body("{}");
    const ClientOptions patient{.api_version = "1.51", .retry = {.tries = 3, .first_pause = 1ms}};
    EXPECT_EQ(client(patient).send(Info{}).id, "x");
    EXPECT_EQ(daemon().requests("GET /info").size(), 2U);

    daemon().on("POST /containers/create").reply(201).body(R"({"Id":"x"})");
    daemon().on("POST /containers/create").reset_after(10).once().reply(201).body(R"({"Id":"x"})");
    auto docker = client(patient);
    EXPECT_ERROR(docker.send(CreateContainer{}), ErrorKind::interrupted, HasSubstr("CreateContainer"));
    EXPECT_EQ(daemon().requests("POST /containers/create").size(), 1U);
}

TEST_F(Faults, there_may_be_no_daemon_at_all)
{
    blocking::Client docker({.host = "unix:///nowhere/docker.sock"});
    EXPECT_ERROR(
        docker.send(Ping{}), ErrorKind::unreachable, HasSubstr("no Docker daemon's socket at /nowhere")
    );
}

/// A call under way in a loop of the caller's.
class StoppableInfo
{
public:
    StoppableInfo(boost::asio::io_context& loop, Client& docker)
    {
        boost::asio::co_spawn(
            loop,
            docker.send(operation_),
            boost::asio::bind_cancellation_slot(
                stop_.slot(),
                [this](std::exception_ptr thrown, const SystemInfo&) { failure_ = std::move(thrown); }
            )
        );
    }
    ~StoppableInfo() = default;
    StoppableInfo(const StoppableInfo&) = delete;
    StoppableInfo& operator=(const StoppableInfo&) = delete;

    void stop() { stop_.emit(boost::asio::cancellation_type::terminal); }
    const std::exception_ptr& failure() const { return failure_; }

private:
    const Info operation_{};
    boost::asio::cancellation_signal stop_{};
    std::exception_ptr failure_{};
};

TEST_F(Faults, a_cancelled_call_ends_at_once_and_closes_its_connection)
{
    daemon().on("GET /info").stall_after(40).body(std::string(100, ' ') + "{}");
    boost::asio::io_context loop;
    Client docker(loop.get_executor(), {.host = daemon().host(), .api_version = "1.51"});
    StoppableInfo call(loop, docker);
    std::thread canceller([this, &loop, &call] {
        daemon().wait_for("GET /info");
        boost::asio::post(loop, [&call] { call.stop(); });
    });
    loop.run();
    canceller.join();
    ASSERT_TRUE(call.failure());
    EXPECT_ERROR(std::rethrow_exception(call.failure()), ErrorKind::cancelled, HasSubstr("Info: cancelled"));
    EXPECT_EQ(docker.host(), daemon().host());
}

TEST_F(Faults, clients_in_two_threads_do_not_meet)
{
    daemon().on("GET /info").body(R"({"ID":"x"})");
    const auto work = [this] {
        auto docker = client();
        for (int i = 0; i < 50; ++i)
            EXPECT_EQ(docker.send(Info{}).id, "x");
    };
    std::thread other(work);
    work();
    other.join();
    EXPECT_EQ(daemon().connections(), 2);
}

TEST_F(Faults, the_log_has_a_line_for_each_request_and_no_values)
{
    daemon().on("GET /containers/json").body("[]");
    std::string log;
    ClientOptions options{.api_version = "1.51"};
    options.logger = {
        .level = LogLevel::debug, .write = [&log](LogLevel, std::string_view line) { log += line; }};
    ListContainers operation;
    operation.filters["label"] = {"secret"};
    client(options).send(operation);
    EXPECT_THAT(log, HasSubstr("ListContainers: GET /v1.51/containers/json -> 200 in "));
    EXPECT_THAT(log, ::testing::Not(HasSubstr("secret")));
}

TEST_F(Faults, an_idle_connection_does_not_keep_the_callers_loop_running)
{
    daemon().on("GET /info").body("{}");
    boost::asio::io_context loop;
    Client docker(loop.get_executor(), {.host = daemon().host(), .api_version = "1.51"});
    const Info operation{};
    std::exception_ptr failure;
    boost::asio::co_spawn(
        loop,
        docker.send(operation),
        [&failure](std::exception_ptr thrown, const SystemInfo&) { failure = std::move(thrown); }
    );
    const auto start = std::chrono::steady_clock::now();
    loop.run();
    EXPECT_FALSE(failure);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s) << "the head's deadline is a minute";
}

TEST_F(Faults, a_pause_before_another_try_can_be_cancelled)
{
    daemon().on("GET /info").reply(503).body(R"({"message":"later"})");
    boost::asio::io_context loop;
    Client docker(
        loop.get_executor(),
        {.host = daemon().host(),
         .api_version = "1.51",
         .retry = {.tries = 2, .first_pause = 60s, .longest_pause = 60s}}
    );
    StoppableInfo call(loop, docker);
    // Until the answer is there and nothing is left to do but wait.
    while (daemon().requests("GET /info").empty() || loop.poll() > 0)
        loop.poll();
    call.stop();
    loop.run();
    ASSERT_TRUE(call.failure());
    EXPECT_ERROR(std::rethrow_exception(call.failure()), ErrorKind::cancelled, HasSubstr("Info"));
}

TEST_F(Faults, a_pull_that_fails_in_a_200_is_thrown)
{
    daemon()
        .on("POST /images/create")
        .chunk("{\"status\":\"Pulling from library/x\"}")
        .chunk(R"({"errorDetail":{"message":"manifest unknown"},"error":"manifest unknown"})");
    Client docker({.host = daemon().host()});
    const auto pull = [](Client from) -> boost::asio::awaitable<int> {
        const PullImage operation{.image = "x", .tag = "1"};
        LineStream lines = co_await from.send(operation);
        int count = 0;
        while (true) {
            const auto line = co_await lines.next();
            if (!line)
                break;
            ++count;
        }
        co_return count;
    };
    EXPECT_ERROR(run(docker, pull(docker)), ErrorKind::server, HasSubstr("PullImage x: manifest unknown"));
}

}  // namespace
}  // namespace devenv
