#include "session.hpp"

#include <fmt/format.h>

#include <clocale>
#include <cstdio>

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
        case Verb::doctor:
            return doctor(session);
        case Verb::version:
            break;
    }
    return version(session);
}

}  // namespace

int main(int count, char** words)
{
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
