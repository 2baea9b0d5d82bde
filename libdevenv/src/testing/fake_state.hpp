// What the threads of a fake daemon share.
#pragma once

#include "devenv/testing/fake_daemon.hpp"

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace devenv::inline v1::testing {

struct Script::State
{
    enum class Framing
    {
        length,
        chunked,
        until_eof,
        hijack,
        raw,
    };

    std::mutex* guard = nullptr;  ///< the daemon's, which outlives its scripts
    std::string method{};
    std::string pattern{};
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers{};
    Framing framing = Framing::length;
    std::vector<std::string> pieces{};
    bool does_echo = false;
    bool is_before_body = false;
    bool does_close = false;
    bool is_once = false;
    bool is_used_up = false;
    std::size_t cut = never;
    std::size_t reset = never;
    std::size_t stall = never;
    std::size_t step = never;
    std::size_t lie = never;
};

struct FakeDaemon::State
{
    std::string folder{};
    std::string socket_path{};
    std::string host{};
    int listener = -1;
    std::thread acceptor{};

    mutable std::mutex mutex{};
    mutable std::condition_variable changed{};
    std::vector<std::shared_ptr<Script::State>> scripts{};
    std::vector<RecordedRequest> requests{};
    std::list<std::thread> threads{};
    std::map<int, bool> sockets{};  ///< open ones; true = waits for a request
    int connections = 0;
    std::size_t last_reply = 0;
    bool is_stopping = false;

    /// A copy of the script for a request, as it is now.
    Script::State choose(const RecordedRequest& request);
    void serve(int socket, int number);
};

bool matches(const std::string& pattern, const std::string& path);

/// One connection of a fake daemon.
class FakeConnection
{
public:
    FakeConnection(FakeDaemon::State& daemon, int socket, int number)
        : daemon_(daemon), socket_(socket), number_(number)
    {}

    /// Answers requests until one side hangs up.
    void run();

private:
    enum class After
    {
        goes_on,
        closes,
    };

    bool read_more();
    bool read_head(RecordedRequest& request);
    bool read_body(RecordedRequest& request);
    bool take(std::size_t size, std::string& into);
    bool take_line(std::string& into);
    After answer(const Script::State& script, const RecordedRequest& request);
    bool write(const Script::State& script, std::string_view bytes);
    bool write_step(std::string_view bytes);
    void echo();
    void stall();

    FakeDaemon::State& daemon_;
    int socket_;
    int number_;
    std::string unread_{};
    std::size_t written_ = 0;  // of the reply under way
};

}  // namespace devenv::inline v1::testing
