#include "devenv/client.hpp"

#include "engine/core.hpp"
#include "engine/discover.hpp"
#include "engine/loop.hpp"
#include "engine/streams.hpp"

namespace devenv::inline v1 {

namespace engine = detail::engine;
namespace asio = boost::asio;

namespace {

std::shared_ptr<engine::Core> make_core(ClientOptions options)
{
    const engine::Surroundings surroundings = engine::Surroundings::real();
    auto endpoint = engine::find_daemon(options, surroundings);
    if (options.api_version.empty())
        options.api_version = surroundings.variable("DOCKER_API_VERSION");
    return std::make_shared<engine::Core>(std::move(endpoint), std::move(options));
}

}  // namespace

Client::Client(ClientOptions options)
    : loop_(std::make_shared<engine::Loop>()),
      executor_(loop_->executor()),
      core_(make_core(std::move(options)))
{}

Client::Client(asio::any_io_executor executor, ClientOptions options)
    : executor_(std::move(executor)), core_(make_core(std::move(options)))
{}

Client::Client(
    std::shared_ptr<engine::Loop> loop, asio::any_io_executor executor, std::shared_ptr<engine::Core> core
)
    : loop_(std::move(loop)), executor_(std::move(executor)), core_(std::move(core))
{}

Client Client::with(ClientOptions options) const
{
    return {loop_, executor_, core_->with(std::move(options))};
}

asio::awaitable<LogStream> Client::logs(const Logs& op)
{
    return engine::open_logs(core_, op);
}

asio::awaitable<int> Client::api_minor()
{
    return core_->api_minor();
}

std::string Client::host() const
{
    return core_->endpoint().to_string();
}

void Client::run_to_end(asio::awaitable<void> job)
{
    if (!loop_)
        throw Error(
            ErrorKind::local, "run() needs a client with a loop of its own", "make it without an executor"
        );
    loop_->run_to_end(std::move(job));
}

}  // namespace devenv::inline v1
