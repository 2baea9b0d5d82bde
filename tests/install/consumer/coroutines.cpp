// The coroutine face in the library's own loop, and in the user's. Without a daemon both say so.
#include <devenv/client.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>

namespace asio = boost::asio;
using namespace devenv;

asio::awaitable<int> ping(Client& docker)
{
    try {
        const Ping op{};
        const Pong pong = co_await docker.send(op);
        std::printf("API %s\n", pong.api_version.c_str());
        co_return 0;
    } catch (const Error& e) {
        std::printf("%s: %s\n", std::string(to_string(e.kind())).c_str(), e.what());
        co_return 1;
    }
}

int main()
{
    Client own;
    const int alone = run(own, ping(own));

    asio::io_context loop;
    Client inside(loop.get_executor());
    int together = -1;
    asio::co_spawn(
        loop, [&]() -> asio::awaitable<void> { together = co_await ping(inside); }, asio::detached
    );
    loop.run();
    return alone == together ? alone : 2;
}
