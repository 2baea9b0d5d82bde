#include "devenv/testing/fake_daemon.hpp"

#include "devenv/error.hpp"
#include "testing/fake_state.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace devenv::inline v1::testing {

namespace {

std::string first_of(const std::multimap<std::string, std::string>& map, const std::string& name)
{
    const auto found = map.find(name);
    return found == map.end() ? std::string{} : found->second;
}

std::pair<std::string, std::string> split_rule(const std::string& method_and_path)
{
    const std::size_t blank = method_and_path.find(' ');
    return {method_and_path.substr(0, blank), method_and_path.substr(blank + 1)};
}

[[noreturn]] void fail(const std::string& what)
{
    throw Error(ErrorKind::local, what + ": " + std::generic_category().message(errno));
}

}  // namespace

std::string RecordedRequest::parameter(const std::string& name) const
{
    return first_of(query, name);
}

std::string RecordedRequest::header(const std::string& name) const
{
    return first_of(headers, name);
}

// --- scripts ---

// A connection may look at a script while it is still written: each function locks.

Script::Script(std::shared_ptr<State> state) : state_(std::move(state)) {}

Script& Script::reply(int status)
{
    const std::lock_guard lock(*state_->guard);
    state_->status = status;
    return *this;
}

Script& Script::header(std::string name, std::string value)
{
    const std::lock_guard lock(*state_->guard);
    state_->headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Script& Script::content_type(std::string type)
{
    return header("Content-Type", std::move(type));
}

Script& Script::body(std::string bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->pieces = {std::move(bytes)};
    return *this;
}

Script& Script::chunk(std::string bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->framing = State::Framing::chunked;
    state_->pieces.push_back(std::move(bytes));
    return *this;
}

Script& Script::until_eof(std::string bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->framing = State::Framing::until_eof;
    state_->pieces.push_back(std::move(bytes));
    return *this;
}

Script& Script::upgrade()
{
    return hijack(101);
}

Script& Script::hijack(int status)
{
    const std::lock_guard lock(*state_->guard);
    state_->status = status;
    state_->framing = State::Framing::hijack;
    return *this;
}

Script& Script::send(std::string bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->pieces.push_back(std::move(bytes));
    return *this;
}

Script& Script::frame(int channel, std::string_view bytes)
{
    const std::size_t size = bytes.size();
    std::string piece{static_cast<char>(channel), 0, 0, 0};
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        piece += static_cast<char>(size >> shift & 255U);
    piece += bytes;
    const std::lock_guard lock(*state_->guard);
    if (state_->framing == State::Framing::length)
        state_->framing = State::Framing::chunked;
    state_->pieces.push_back(std::move(piece));
    return *this;
}

Script& Script::echo()
{
    const std::lock_guard lock(*state_->guard);
    state_->does_echo = true;
    return *this;
}

Script& Script::raw(std::string bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->framing = State::Framing::raw;
    state_->pieces.push_back(std::move(bytes));
    return *this;
}

Script& Script::cut_after(std::size_t bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->cut = bytes;
    return *this;
}

Script& Script::reset_after(std::size_t bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->reset = bytes;
    return *this;
}

Script& Script::stall_after(std::size_t bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->stall = bytes;
    return *this;
}

Script& Script::dribble(std::size_t bytes)
{
    const std::lock_guard lock(*state_->guard);
    state_->step = bytes;
    return *this;
}

Script& Script::content_length(std::size_t lie)
{
    const std::lock_guard lock(*state_->guard);
    state_->lie = lie;
    return *this;
}

Script& Script::before_body()
{
    const std::lock_guard lock(*state_->guard);
    state_->is_before_body = true;
    return *this;
}

Script& Script::close_after()
{
    const std::lock_guard lock(*state_->guard);
    state_->does_close = true;
    return *this;
}

Script& Script::once()
{
    const std::lock_guard lock(*state_->guard);
    state_->is_once = true;
    return *this;
}

// --- the daemon ---

FakeDaemon::FakeDaemon() : state_(std::make_unique<State>())
{
    std::string folder = "/tmp/devenv-fake-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr)
        fail("no folder for a fake daemon");
    state_->folder = folder;
    state_->socket_path = folder + "/docker.sock";
    state_->host = "unix://" + state_->socket_path;
    state_->listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    state_->socket_path.copy(static_cast<char*>(address.sun_path), sizeof(address.sun_path) - 1);
    if (::bind(state_->listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(state_->listener, 64) != 0)
        fail("no socket for a fake daemon");
    on("GET /_ping").header("Api-Version", "1.51").header("Ostype", "linux").body("OK");
    on("HEAD /_ping").header("Api-Version", "1.51").header("Ostype", "linux");
    State* state = state_.get();
    state_->acceptor = std::thread([state] {
        while (true) {
            const int socket = ::accept4(state->listener, nullptr, nullptr, SOCK_CLOEXEC);
            const std::lock_guard lock(state->mutex);
            if (socket < 0 || state->is_stopping) {
                if (socket >= 0)
                    ::close(socket);
                return;
            }
            const int number = ++state->connections;
            state->sockets.emplace(socket, true);
            state->threads.emplace_back([state, socket, number] { state->serve(socket, number); });
        }
    });
}

FakeDaemon::~FakeDaemon()
{
    {
        const std::lock_guard lock(state_->mutex);
        state_->is_stopping = true;
        for (const auto& [socket, is_idle] : state_->sockets)
            ::shutdown(socket, SHUT_RDWR);
        state_->changed.notify_all();
    }
    ::shutdown(state_->listener, SHUT_RDWR);
    state_->acceptor.join();
    for (std::thread& thread : state_->threads)
        thread.join();
    ::close(state_->listener);
    ::unlink(state_->socket_path.c_str());
    ::rmdir(state_->folder.c_str());
}

const std::string& FakeDaemon::host() const
{
    return state_->host;
}

Script FakeDaemon::on(const std::string& method_and_path)
{
    auto script = std::make_shared<Script::State>();
    script->guard = &state_->mutex;
    std::tie(script->method, script->pattern) = split_rule(method_and_path);
    const std::lock_guard lock(state_->mutex);
    state_->scripts.push_back(script);
    return Script(std::move(script));
}

std::vector<RecordedRequest> FakeDaemon::requests() const
{
    const std::lock_guard lock(state_->mutex);
    return state_->requests;
}

std::vector<RecordedRequest> FakeDaemon::requests(const std::string& method_and_path) const
{
    const auto [method, pattern] = split_rule(method_and_path);
    std::vector<RecordedRequest> found;
    for (const RecordedRequest& request : requests()) {
        if (request.method == method && matches(pattern, request.path))
            found.push_back(request);
    }
    return found;
}

RecordedRequest FakeDaemon::wait_for(const std::string& method_and_path, std::chrono::milliseconds time) const
{
    const auto [method, pattern] = split_rule(method_and_path);
    std::unique_lock lock(state_->mutex);
    const RecordedRequest* found = nullptr;
    const bool is_there = state_->changed.wait_for(lock, time, [&, &wanted = pattern, &verb = method] {
        for (const RecordedRequest& request : state_->requests) {
            if (request.method == verb && matches(wanted, request.path))
                found = &request;
        }
        return found != nullptr;
    });
    if (!is_there)
        throw Error(ErrorKind::timed_out, "the fake daemon got no " + method_and_path);
    return *found;
}

int FakeDaemon::connections() const
{
    const std::lock_guard lock(state_->mutex);
    return state_->connections;
}

int FakeDaemon::open_connections() const
{
    const std::lock_guard lock(state_->mutex);
    return static_cast<int>(state_->sockets.size());
}

std::size_t FakeDaemon::last_reply_size() const
{
    const std::lock_guard lock(state_->mutex);
    return state_->last_reply;
}

void FakeDaemon::wait_until_left(std::chrono::milliseconds time) const
{
    std::unique_lock lock(state_->mutex);
    if (!state_->changed.wait_for(lock, time, [this] { return state_->sockets.empty(); }))
        throw Error(ErrorKind::timed_out, "a connection to the fake daemon stayed open");
}

void FakeDaemon::close_idle_connections()
{
    // A client may have its answer a moment before the thread that gave it looks for the next request.
    std::unique_lock lock(state_->mutex);
    constexpr std::chrono::seconds patience{1};
    state_->changed.wait_for(lock, patience, [this] {
        return std::ranges::all_of(state_->sockets, [](const auto& one) { return one.second; });
    });
    for (const auto& [socket, is_idle] : state_->sockets) {
        if (is_idle)
            ::shutdown(socket, SHUT_RDWR);
    }
}

}  // namespace devenv::inline v1::testing
