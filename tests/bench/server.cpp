// A daemon that is as fast as the socket, for measuring clients: canned bytes, no scripts, no checks.
//
//   bench_server SOCKET MIBYTES FRAME CHUNK
//
// It answers logs with MIBYTES of frames of FRAME bytes (header included), CHUNK bytes to a chunk and a
// write, and a build by reading its context away.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace {

struct Load
{
    std::size_t bytes = 0;
    std::size_t frame = 0;
    std::size_t chunk = 0;
};

bool send_all(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool reply(int socket, std::string_view status, std::string_view body)
{
    std::string text = "HTTP/1.1 ";
    text.append(status).append(
        "\r\nApi-Version: 1.45\r\nOstype: linux\r\nContent-Type: application/json\r\nContent-Length: "
    );
    text.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    return send_all(socket, text);
}

std::string make_chunk(const Load& load)
{
    std::string frame(load.frame, 'x');
    frame.replace(0, 8, std::string("\1\0\0\0", 4) + std::string(4, '\0'));
    const std::size_t payload = load.frame - 8;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        frame[7 - shift / 8] = static_cast<char>(payload >> shift & 255U);
    frame.back() = '\n';
    std::string frames;
    while (frames.size() + frame.size() <= std::max(load.chunk, frame.size()))
        frames += frame;
    char size[32];
    std::snprintf(size, sizeof(size), "%zx\r\n", frames.size());
    return size + frames + "\r\n";
}

bool send_logs(int socket, const Load& load)
{
    const std::string chunk = make_chunk(load);
    if (!send_all(
            socket,
            "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Type: "
            "application/vnd.docker.multiplexed-stream\r\n"
            "Transfer-Encoding: chunked\r\n\r\n"
        ))
        return false;
    for (std::size_t sent = 0; sent < load.bytes; sent += chunk.size()) {
        if (!send_all(socket, chunk))
            return false;
    }
    return send_all(socket, "0\r\n\r\n");
}

// The body ends with the last chunk; nobody else sends these bytes in a row at the end of what was read.
bool read_context(int socket, std::string_view first)
{
    static thread_local char buffer[1 << 20];
    std::string tail(first.substr(first.size() - std::min<std::size_t>(first.size(), 7)));
    while (!tail.ends_with("\r\n0\r\n\r\n")) {
        const ssize_t got = ::recv(socket, buffer, sizeof(buffer), 0);
        if (got <= 0)
            return false;
        tail.append(
            buffer + std::max<ssize_t>(0, got - 7), static_cast<std::size_t>(std::min<ssize_t>(got, 7))
        );
        tail.erase(0, tail.size() - std::min<std::size_t>(tail.size(), 7));
    }
    return reply(
        socket, "200 OK", "{\"aux\":{\"ID\":\"sha256:1\"}}\r\n{\"stream\":\"Successfully built 1\\n\"}\r\n"
    );
}

void serve(int socket, Load load)
{
    std::string unread;
    char buffer[65536];
    while (true) {
        std::size_t end = 0;
        while ((end = unread.find("\r\n\r\n")) == std::string::npos) {
            const ssize_t got = ::recv(socket, buffer, sizeof(buffer), 0);
            if (got <= 0) {
                ::close(socket);
                return;
            }
            unread.append(buffer, static_cast<std::size_t>(got));
        }
        const std::string head = unread.substr(0, unread.find("\r\n"));
        unread.erase(0, end + 4);
        const auto asks = [&head](std::string_view what) { return head.find(what) != std::string::npos; };
        bool is_good = true;
        if (asks("/logs"))
            is_good = send_logs(socket, load);
        else if (asks("POST") && asks("/build"))
            is_good = read_context(socket, std::exchange(unread, {}));
        else if (asks("HEAD"))
            is_good = send_all(
                socket, "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nOstype: linux\r\nContent-Length: 0\r\n\r\n"
            );
        else if (asks("/containers/json"))
            is_good = reply(
                socket,
                "200 OK",
                R"([{"Id":"bench","Labels":{"devenv.project":"bench","devenv.run":"bench"}}])"
            );
        else if (asks("/images/"))
            is_good = reply(socket, "404 Not Found", R"({"message":"none"})");
        else if (asks("/containers/"))
            is_good = reply(socket, "200 OK", R"({"Id":"bench","Config":{"Tty":false}})");
        else if (asks("/version"))
            is_good =
                reply(socket, "200 OK", R"({"Version":"26.1.5","ApiVersion":"1.45","MinAPIVersion":"1.24"})");
        else
            is_good = reply(socket, "200 OK", "OK");
        if (!is_good) {
            ::close(socket);
            return;
        }
    }
}

}  // namespace

int main(int count, char** words)
{
    if (count != 5) {
        std::fprintf(stderr, "usage: bench_server SOCKET MIBYTES FRAME CHUNK\n");
        return 2;
    }
    const Load load{
        .bytes = std::strtoul(words[2], nullptr, 10) << 20,
        .frame = std::strtoul(words[3], nullptr, 10),
        .chunk = std::strtoul(words[4], nullptr, 10),
    };
    const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(static_cast<char*>(address.sun_path), words[1], sizeof(address.sun_path) - 1);
    ::unlink(words[1]);
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(listener, 16) != 0)
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    while (true) {
        const int socket = ::accept(listener, nullptr, nullptr);
        if (socket >= 0)
            std::thread(serve, socket, load).detach();
    }
}
