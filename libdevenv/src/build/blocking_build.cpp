#include "devenv/blocking.hpp"
#include "devenv/build_run.hpp"
#include "engine/blocking_client.hpp"

namespace devenv::inline v1 {

namespace {

boost::asio::awaitable<Image> build_to_end(devenv::Client client, BuildSpec spec, blocking::BuildSink events)
{
    BuildRun build = co_await client.build(spec);
    while (true) {
        const std::optional<BuildEvent> event = co_await build.next();
        if (!event)
            break;
        if (events)
            events(*event);
    }
    Image image = co_await build.result();
    co_return image;
}

}  // namespace

Image blocking::Client::build(const BuildSpec& spec, const BuildSink& events)
{
    return detail::engine::wait_for(*impl_, build_to_end(impl_->client, spec, events));
}

}  // namespace devenv::inline v1
