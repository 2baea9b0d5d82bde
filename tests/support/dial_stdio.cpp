// dial_stdio SOCKET: what `docker system dial-stdio` does. stdin goes to the socket, the socket to stdout;
// the end of one direction doesn't end the other.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace {

// false at the end of what is read, or of who is written to.
bool pump(int from, int to)
{
    std::array<char, 65536> buffer{};
    ssize_t left = ::read(from, buffer.data(), buffer.size());
    const char* at = buffer.data();
    if (left <= 0)
        return false;
    while (left > 0) {
        const ssize_t sent = ::write(to, at, static_cast<std::size_t>(left));
        if (sent <= 0)
            return false;
        at += sent;
        left -= sent;
    }
    return true;
}

}  // namespace

int main(int count, char** words)
{
    const int daemon = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const std::string path = count > 1 ? words[1] : "";
    path.copy(static_cast<char*>(address.sun_path), sizeof(address.sun_path) - 1);
    if (::connect(daemon, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        std::fputs("Cannot connect to the Docker daemon. Is the docker daemon running?\n", stderr);
        return 1;
    }
    std::array<pollfd, 2> questions{{
        {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
        {.fd = daemon, .events = POLLIN, .revents = 0},
    }};
    while (questions[1].fd >= 0) {
        ::poll(questions.data(), questions.size(), -1);
        if (questions[0].revents != 0 && !pump(STDIN_FILENO, daemon)) {
            ::shutdown(daemon, SHUT_WR);
            questions[0].fd = -1;
        }
        if (questions[1].revents != 0 && !pump(daemon, STDOUT_FILENO))
            questions[1].fd = -1;
    }
}
