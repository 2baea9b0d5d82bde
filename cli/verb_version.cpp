#include "session.hpp"

#include <fmt/format.h>

namespace devenv::cli {

boost::asio::awaitable<int> version(Session& session)
{
    fmt::print("devenv-cli {}\n", DEVENV_VERSION);
    Client client = session.client();
    const Version question{};
    const SystemVersion daemon = co_await client.send(question);
    const int spoken = co_await client.api_minor();
    fmt::print(
        "daemon {} at {}\nAPI 1.{} (daemon {} to {})\n",
        daemon.version,
        client.host(),
        spoken,
        daemon.min_api_version,
        daemon.api_version
    );
    co_return 0;
}

}  // namespace devenv::cli
