// sample: README.md, "In an Asio program"
#include <devenv/devenv.hpp>

#include <cstdio>

using namespace devenv;

boost::asio::awaitable<int> sort_in_a_container(Client& docker)
{
    const ContainerSpec spec{
        // specs are named values: see the comment of Client
        .image = "debian:bookworm-slim",
        .command = {"sort"},
        .network = "none",
        .input = true,
    };
    Container box = co_await docker.create(spec);
    AttachStream streams = co_await box.attach();  // before the start: nothing is lost
    co_await box.start();
    co_await streams.write("pear\napple\n");
    streams.close_input();
    while (auto frame = co_await streams.next())
        std::printf("%.*s", static_cast<int>(frame->bytes.size()), frame->bytes.data());
    const ExitStatus end = co_await box.wait();
    co_return end.code;
}

int main()
{
    Client docker;  // or Client(executor), in a loop of your own
    return run(docker, sort_in_a_container(docker));
}
