// Something between devenv-cli and a daemon: it records what is asked, and can change, stop or fake the
// answers.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace devenv::test {

/// A Unix socket whose connections are handed on to another one, or all answered by one text.
/// Threads: its own one does the work; all functions may be called from any thread.
class SocketProxy
{
public:
    /// Hands on to the socket `daemon`.
    SocketProxy(std::filesystem::path socket, std::string daemon);
    ~SocketProxy();

    SocketProxy(const SocketProxy&) = delete;
    SocketProxy& operator=(const SocketProxy&) = delete;

    /// There is no daemon behind: each request gets this answer, and its connection is closed.
    void answer_all(std::string answer);
    /// In what the daemon sends; both texts have the same length.
    void replace_in_answers(std::string_view from, std::string_view to);
    /// Nothing passes any more in either direction, but nothing is closed.
    void hang();

    /// What was sent by clients, a text per connection.
    std::vector<std::string> requests() const;
    /// Whether a client has sent this.
    bool has_seen(std::string_view text) const;

    std::string host() const { return "unix://" + socket_.string(); }

private:
    struct Connection
    {
        int client = -1;
        int daemon = -1;
        bool client_is_done = false;
        bool daemon_is_done = false;
    };

    void work();
    void accept_one();
    bool pump(std::size_t index, bool from_client);
    static void send_all(int descriptor, std::string_view text);

    std::filesystem::path socket_;
    std::string daemon_;
    int listener_ = -1;
    std::array<int, 2> wake_{-1, -1};
    std::vector<Connection> connections_{};
    std::vector<std::string> requests_{};
    std::string answer_{};
    std::string from_{};
    std::string to_{};
    bool hangs_ = false;
    mutable std::mutex mutex_{};
    std::thread thread_{};
};

}  // namespace devenv::test
