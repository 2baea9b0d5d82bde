#include "exit_code.hpp"
#include "session.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace devenv::cli;  // NOLINT(google-build-using-namespace): this is its program

boost::asio::awaitable<int> verb(Session& session)
{
    switch (session.arguments().verb) {
        case Verb::build:
            return build(session);
        case Verb::target:
        case Verb::shell:
        case Verb::run:
            return run(session);
        case Verb::logs:
            return logs(session);
        case Verb::clean:
            return clean(session);
        case Verb::images_freeze:
            return freeze(session);
        case Verb::api:
            return api(session);
        case Verb::doctor:
            return doctor(session);
        case Verb::images_load:
            return load(session);
        case Verb::version:
            break;
    }
    return version(session);
}

// A descriptor that is missing (`<&-`) would go to the first socket or file that we open.
void require_standard_streams()
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) < 0)
            std::_Exit(exit_devenv_failed);
    }
}

}  // namespace

int main(int count, char** words)
{
    require_standard_streams();
    std::setlocale(
        LC_CTYPE, "C.UTF-8"
    );  // NOLINT(concurrency-mt-unsafe): for the width of characters, before any thread
    Parsed parsed = parse_arguments({words + 1, words + count});
    if (!parsed.arguments) {
        std::fputs(parsed.text.c_str(), parsed.exit_code == 0 ? stdout : stderr);
        return parsed.exit_code;
    }
    Session session(std::move(*parsed.arguments));
    return session.run(verb);
}
