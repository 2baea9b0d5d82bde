// The blocking example: ping, build, run privileged with a bind. Without a daemon it says so and ends with 1.
#include <devenv/blocking.hpp>

#include <cstdio>

int main()
{
    using namespace devenv;
    try {
        blocking::Client docker;  // DOCKER_HOST, then context, then the default sockets
        std::printf("API %s\n", docker.send(Ping{}).api_version.c_str());
        docker.build({.context = ".", .tags = {"docker-dev:master"}}, [](const BuildEvent& e) {
            std::printf("[%d/%d] %.*s\n", e.step, e.steps, static_cast<int>(e.text.size()), e.text.data());
        });
        const ContainerSpec spec{
            .image = "docker-dev:master",
            .command = {"hack/make.sh", "binary"},
            .mounts = {Mount::bind("bundles", "/go/src/github.com/docker/docker/bundles")},
            .privileged = true,
        };
        const ExitStatus end = docker.run(spec, [](const Frame& f) {
            std::fwrite(f.bytes.data(), 1, f.bytes.size(), f.channel == Channel::err ? stderr : stdout);
        });
        return end.code;
    } catch (const Error& e) {
        std::printf("%s: %s\n", std::string(to_string(e.kind())).c_str(), e.what());
        return 1;
    }
}
