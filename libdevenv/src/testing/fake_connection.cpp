#include "testing/fake_state.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>

namespace devenv::inline v1::testing {

namespace {

std::string decode(std::string_view text, bool plus_is_blank)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            plain += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            plain += text[i] == '+' && plus_is_blank ? ' ' : text[i];
        }
    }
    return plain;
}

// "/v1.45/containers/json" → "/containers/json".
std::string_view without_version(std::string_view path)
{
    if (!path.starts_with("/v") || path.size() < 3 || std::isdigit(static_cast<unsigned char>(path[2])) == 0)
        return path;
    const std::size_t end = path.find('/', 1);
    return end == std::string_view::npos ? path : path.substr(end);
}

void read_target(RecordedRequest& request)
{
    const std::string_view target = request.target;
    const std::size_t question = target.find('?');
    request.path = decode(without_version(target.substr(0, question)), false);
    std::string_view left =
        question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
    while (!left.empty()) {
        const std::string_view pair = left.substr(0, left.find('&'));
        left.remove_prefix(std::min(pair.size() + 1, left.size()));
        const std::size_t equals = pair.find('=');
        const std::string_view value =
            equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
        request.query.emplace(decode(pair.substr(0, equals), true), decode(value, true));
    }
}

std::string_view reason_of(int status)
{
    switch (status) {
        case 101:
            return "UPGRADED";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 304:
            return "Not Modified";
        case 404:
            return "Not Found";
        case 409:
            return "Conflict";
        default:
            return status < 500 ? "Some Reason" : "Internal Server Error";
    }
}

std::string chunk_of(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string size;
    for (std::size_t left = bytes.size(); left > 0; left /= 16)
        size.insert(size.begin(), digits[left % 16]);
    return size + "\r\n" + std::string(bytes) + "\r\n";
}

}  // namespace

// `{…}` stands for one part or more: image names have slashes.
bool matches(const std::string& pattern, const std::string& path)
{
    const std::size_t open = pattern.find('{');
    if (open == std::string::npos)
        return pattern == path;
    const std::size_t close = pattern.find('}', open);
    const std::string rest = pattern.substr(close + 1);
    if (!path.starts_with(pattern.substr(0, open)))
        return false;
    for (std::size_t end = open + 1; end <= path.size(); ++end) {
        if (matches(rest, path.substr(end)))
            return true;
    }
    return false;
}

Script::State FakeDaemon::State::choose(const RecordedRequest& request)
{
    const std::lock_guard lock(mutex);
    // NOLINTNEXTLINE(modernize-loop-convert): clang 14 can't compile the views of libstdc++ 12
    for (auto it = scripts.rbegin(); it != scripts.rend(); ++it) {
        Script::State& script = **it;
        if (script.is_used_up || script.method != request.method || !matches(script.pattern, request.path))
            continue;
        script.is_used_up = script.is_once;
        return script;
    }
    Script::State unknown;
    unknown.status = 404;
    unknown.headers.emplace_back("Content-Type", "application/json");
    unknown.pieces = {R"({"message":"page not found"})"};
    return unknown;
}

void FakeDaemon::State::serve(int socket, int number)
{
    FakeConnection(*this, socket, number).run();
    const std::lock_guard lock(mutex);
    sockets.erase(socket);
    ::close(socket);
    changed.notify_all();
}

bool FakeConnection::read_more()
{
    std::string buffer(65536, '\0');
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got <= 0)
        return false;
    unread_.append(buffer, 0, static_cast<std::size_t>(got));
    return true;
}

bool FakeConnection::take(std::size_t size, std::string& into)
{
    while (unread_.size() < size) {
        if (!read_more())
            return false;
    }
    into.append(unread_, 0, size);
    unread_.erase(0, size);
    return true;
}

bool FakeConnection::take_line(std::string& into)
{
    std::size_t end = 0;
    while ((end = unread_.find("\r\n")) == std::string::npos) {
        if (!read_more())
            return false;
    }
    into = unread_.substr(0, end);
    unread_.erase(0, end + 2);
    return true;
}

bool FakeConnection::read_head(RecordedRequest& request)
{
    std::size_t end = 0;
    while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more())
            return false;
    }
    request.head = unread_.substr(0, end + 4);
    request.connection = number_;
    std::string line;
    take_line(line);
    const std::size_t first = line.find(' ');
    const std::size_t second = line.find(' ', first + 1);
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, second - first - 1);
    read_target(request);
    while (take_line(line) && !line.empty()) {
        const std::size_t colon = line.find(':');
        std::string name = line.substr(0, colon);
        std::ranges::transform(name, name.begin(), [](char c) {
            return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        });
        const std::size_t value = line.find_first_not_of(' ', colon + 1);
        request.headers.emplace(name, value == std::string::npos ? "" : line.substr(value));
    }
    return true;
}

bool FakeConnection::read_body(RecordedRequest& request)
{
    if (request.header("transfer-encoding") != "chunked") {
        const std::string length = request.header("content-length");
        return length.empty() || take(std::stoul(length), request.body);
    }
    while (true) {
        std::string line;
        if (!take_line(line))
            return false;
        const std::size_t size = std::stoul(line, nullptr, 16);
        if (!take(size, request.body) || !take_line(line))
            return false;
        if (size == 0)
            return true;
    }
}

void FakeConnection::stall()
{
    std::unique_lock lock(daemon_.mutex);
    daemon_.changed.wait(lock, [this] { return daemon_.is_stopping; });
}

bool FakeConnection::write_step(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        written_ += static_cast<std::size_t>(sent);
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// All bytes pass here, so that a fault hits at any of them.
bool FakeConnection::write(const Script::State& script, std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t limit = std::min({script.cut, script.reset, script.stall});
        const std::size_t room = limit - std::min(limit, written_);
        if (room == 0) {
            if (script.stall == limit)
                stall();
            if (script.reset == limit) {
                const linger hard{.l_onoff = 1, .l_linger = 0};
                ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
            }
            return false;
        }
        const std::string_view piece = bytes.substr(0, std::min({room, script.step, bytes.size()}));
        if (!write_step(piece))
            return false;
        bytes.remove_prefix(piece.size());
    }
    return true;
}

void FakeConnection::echo()
{
    do {
        const std::string bytes = std::exchange(unread_, {});
        if (!write_step(bytes))
            return;
    } while (read_more());
}

FakeConnection::After FakeConnection::answer(const Script::State& script, const RecordedRequest& request)
{
    using Framing = Script::State::Framing;
    written_ = 0;
    std::string text;
    if (script.framing != Framing::raw) {
        text = "HTTP/1.1 " + std::to_string(script.status) + " " + std::string(reason_of(script.status)) +
               "\r\n";
        for (const auto& [name, value] : script.headers)
            text.append(name).append(": ").append(value).append("\r\n");
        std::size_t size = 0;
        for (const std::string& piece : script.pieces)
            size += piece.size();
        const bool has_body = script.status != 204 && script.status != 304;
        if (script.framing == Framing::length && has_body)
            text +=
                "Content-Length: " + std::to_string(script.lie == Script::never ? size : script.lie) + "\r\n";
        if (script.framing == Framing::chunked)
            text += "Transfer-Encoding: chunked\r\n";
        if (script.status == 101)
            text += "Connection: Upgrade\r\nUpgrade: tcp\r\n";
        text += "\r\n";
    }
    bool is_good = write(script, text);
    const bool is_head = request.method == "HEAD";
    for (const std::string& piece : script.pieces) {
        if (!is_good || is_head)
            break;
        is_good = write(script, script.framing == Framing::chunked ? chunk_of(piece) : piece);
    }
    if (is_good && script.framing == Framing::chunked && !is_head)
        is_good = write(script, "0\r\n\r\n");
    if (is_good && script.does_echo)
        echo();
    {
        const std::lock_guard lock(daemon_.mutex);
        daemon_.last_reply = written_;
    }
    const bool is_ended = script.framing == Framing::length || script.framing == Framing::chunked;
    return is_good && is_ended && !script.does_close && !script.is_before_body ? After::goes_on
                                                                               : After::closes;
}

void FakeConnection::run()
{
    while (true) {
        RecordedRequest request;
        if (!read_head(request))
            return;
        {
            const std::lock_guard lock(daemon_.mutex);
            daemon_.sockets[socket_] = false;
        }
        const Script::State script = daemon_.choose(request);
        if (!script.is_before_body && !read_body(request))
            return;
        {
            const std::lock_guard lock(daemon_.mutex);
            daemon_.requests.push_back(request);
            daemon_.changed.notify_all();
        }
        const After after = answer(script, request);
        if (after == After::closes)
            return;
        const std::lock_guard lock(daemon_.mutex);
        daemon_.sockets[socket_] = true;
        daemon_.changed.notify_all();
    }
}

}  // namespace devenv::inline v1::testing
