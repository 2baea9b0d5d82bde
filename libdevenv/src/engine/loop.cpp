#include "engine/loop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>

namespace devenv::detail::engine {

namespace asio = boost::asio;

namespace {

// How much goes on in the background of one event loop. It belongs to the loop, not to a client: it outlives
// both the handle that started something and its client.
class Background : public asio::execution_context::service
{
public:
    using key_type = Background;
    inline static asio::execution_context::id id;

    explicit Background(asio::execution_context& owner) : asio::execution_context::service(owner) {}

    int running = 0;

private:
    void shutdown() override {}
};

Background& background_of(const asio::any_io_executor& executor)
{
    return asio::use_service<Background>(asio::query(executor, asio::execution::context));
}

}  // namespace

void Loop::in_background(const asio::any_io_executor& executor, asio::awaitable<void> job)
{
    has_begun(executor);
    asio::co_spawn(executor, std::move(job), [executor](const std::exception_ptr&) { has_ended(executor); });
}

void Loop::has_begun(const asio::any_io_executor& executor)
{
    ++background_of(executor).running;
}

void Loop::has_ended(const asio::any_io_executor& executor)
{
    --background_of(executor).running;
}

void Loop::run_to_end(asio::awaitable<void> job)
{
    bool is_done = false;
    std::exception_ptr failure;
    asio::co_spawn(context_, std::move(job), [&](std::exception_ptr thrown) {
        failure = std::move(thrown);
        is_done = true;
    });
    const Background& background = background_of(context_.get_executor());
    context_.restart();
    while (!is_done || background.running > 0)
        context_.run_one();
    if (failure)
        std::rethrow_exception(failure);
}

}  // namespace devenv::detail::engine
