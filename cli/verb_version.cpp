#include "report_json.hpp"
#include "session.hpp"

#include <fmt/format.h>

namespace devenv::cli {

boost::asio::awaitable<int> version(Session& session)
{
    // Without a daemon the client still has a version to tell.
    const bool json = session.arguments().json;
    if (!json)
        fmt::print("devenv-cli {}\n", DEVENV_VERSION);
    Client client = session.client();
    const Version question{};
    const SystemVersion daemon = co_await client.send(question);
    const int spoken = co_await client.api_minor();
    if (json)
        JsonLine("version")
            .text("client", DEVENV_VERSION)
            .text("host", client.host())
            .text("daemon", daemon.version)
            .text("api", fmt::format("1.{}", spoken))
            .text("min_api", daemon.min_api_version)
            .text("max_api", daemon.api_version);
    else
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
