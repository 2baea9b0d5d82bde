#include "support/socket_proxy.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

namespace devenv::test {

namespace {

sockaddr_un address_of(const std::string& path)
{
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    path.copy(static_cast<char*>(address.sun_path), sizeof(address.sun_path) - 1);
    return address;
}

int open_socket()
{
    return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

int connect_to(const std::string& path)
{
    const sockaddr_un address = address_of(path);
    const int descriptor = open_socket();
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
        throw std::runtime_error("nobody listens at " + path);
    return descriptor;
}

}  // namespace

SocketProxy::SocketProxy(std::filesystem::path socket, std::string daemon)
    : socket_(std::move(socket)), daemon_(std::move(daemon)), listener_(open_socket())
{
    constexpr std::string_view scheme = "unix://";
    if (daemon_.starts_with(scheme))
        daemon_.erase(0, scheme.size());
    const sockaddr_un address = address_of(socket_.string());
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(listener_, 64) != 0 || ::pipe2(wake_.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("can't listen at " + socket_.string());
    ::chmod(socket_.c_str(), 0666);
    thread_ = std::thread([this] { work(); });
}

SocketProxy::~SocketProxy()
{
    ::close(wake_[1]);
    thread_.join();
    ::close(wake_[0]);
    ::close(listener_);
    for (const Connection& connection : connections_) {
        ::close(connection.client);
        if (connection.daemon >= 0)
            ::close(connection.daemon);
    }
}

void SocketProxy::answer_all(std::string answer)
{
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
}

void SocketProxy::replace_in_answers(std::string_view from, std::string_view to)
{
    if (from.size() != to.size())
        throw std::invalid_argument("both texts must have the same length");
    const std::lock_guard lock(mutex_);
    from_ = from;
    to_ = to;
}

void SocketProxy::hang()
{
    const std::lock_guard lock(mutex_);
    hangs_ = true;
}

std::vector<std::string> SocketProxy::requests() const
{
    const std::lock_guard lock(mutex_);
    return requests_;
}

bool SocketProxy::has_seen(std::string_view text) const
{
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(requests_, [text](const std::string& request) {
        return request.find(text) != std::string::npos;
    });
}

void SocketProxy::send_all(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t sent = ::send(descriptor, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void SocketProxy::accept_one()
{
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0)
        return;
    const std::lock_guard lock(mutex_);
    connections_.push_back({.client = client, .daemon = daemon_.empty() ? -1 : connect_to(daemon_)});
    requests_.emplace_back();
}

// One read and its way on; false when both sides are through.
bool SocketProxy::pump(std::size_t index, bool from_client)
{
    std::array<char, 65536> buffer{};
    Connection& connection = connections_[index];
    const int from = from_client ? connection.client : connection.daemon;
    const int to = from_client ? connection.daemon : connection.client;
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    std::string text(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    std::string answer;
    {
        const std::lock_guard lock(mutex_);
        if (from_client)
            requests_[index] += text;
        for (std::size_t at = 0; !from_client && !from_.empty();) {
            at = text.find(from_, at);
            if (at == std::string::npos)
                break;
            text.replace(at, to_.size(), to_);
        }
        answer = answer_;
    }
    if (to < 0) {
        send_all(from, answer);
        ::shutdown(from, SHUT_RDWR);
        return false;
    }
    if (got > 0) {
        send_all(to, text);
        return true;
    }
    ::shutdown(to, SHUT_WR);
    (from_client ? connection.client_is_done : connection.daemon_is_done) = true;
    if (!from_client || got < 0)
        ::shutdown(from, SHUT_RDWR);
    return !connection.daemon_is_done;
}

void SocketProxy::work()
{
    std::vector<pollfd> questions;
    while (true) {
        questions = {
            {.fd = wake_[0], .events = POLLIN, .revents = 0},
            {.fd = listener_, .events = POLLIN, .revents = 0}};
        for (const Connection& connection : connections_) {
            questions.push_back(
                {.fd = connection.client_is_done ? -1 : connection.client, .events = POLLIN, .revents = 0}
            );
            questions.push_back(
                {.fd = connection.daemon_is_done ? -1 : connection.daemon, .events = POLLIN, .revents = 0}
            );
        }
        ::poll(questions.data(), questions.size(), -1);
        if (questions[0].revents != 0)
            return;
        bool hangs = false;
        {
            const std::lock_guard lock(mutex_);
            hangs = hangs_;
        }
        if (hangs) {
            // Until the end of the proxy.
            ::poll(questions.data(), 1, -1);
            return;
        }
        for (std::size_t i = 2; i < questions.size(); ++i) {
            Connection& connection = connections_[(i - 2) / 2];
            if (questions[i].revents != 0 && !pump((i - 2) / 2, i % 2 == 0))
                connection.client_is_done = connection.daemon_is_done = true;
        }
        if (questions[1].revents != 0)
            accept_one();
    }
}

}  // namespace devenv::test
