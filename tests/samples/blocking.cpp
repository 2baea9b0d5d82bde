// sample: README.md, "Linked into a program"
#include <devenv/blocking.hpp>

#include <cstdio>

int main()
{
    using namespace devenv;
    try {
        blocking::Client docker;  // found as docker CLI finds it: DOCKER_HOST, a context, the sockets
        std::printf("API %s\n", docker.send(Ping{}).api_version.c_str());

        const ContainerSpec spec{
            .image = "debian:bookworm-slim",
            .command = {"sh", "-c", "echo compiling; echo a warning >&2; exit 3"},
            .network = "none",
        };
        const ExitStatus end = docker.run(spec, [](const Frame& frame) {
            std::fwrite(
                frame.bytes.data(), 1, frame.bytes.size(), frame.channel == Channel::err ? stderr : stdout
            );
        });
        std::printf(
            "exit code %d\n", end.code
        );  // the container is gone by now, also if something had thrown
    } catch (const Error& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return e.kind() == ErrorKind::unreachable ? 2 : 1;
    }
}
