#include "engine/run_container.hpp"

namespace devenv::detail::engine {

namespace asio = boost::asio;

namespace {

constexpr int wait_has_condition = 30;

}  // namespace

asio::awaitable<Container> create_container(Client client, CreateContainer creation)
{
    const Container::Streams streams{.tty = creation.config.tty, .input = creation.config.open_stdin};
    const ContainerCreated created = co_await client.send(creation);
    co_return Container(std::move(client), created.id, streams);
}

asio::awaitable<RegisteredWait> wait_for_next_exit(Client client, std::string container)
{
    const int api = co_await client.api_minor();
    Reply reply;
    if (api >= wait_has_condition) {
        const WaitContainer operation{.container = container, .condition = "next-exit"};
        CallOptions options;
        reply = co_await client.core()->call(operation_of<WaitContainer>(), &operation, std::move(options));
    }
    co_return RegisteredWait(std::move(client), std::move(container), std::move(reply));
}

asio::awaitable<ExitStatus> RegisteredWait::result()
{
    ContainerEnd end;
    const WaitContainer operation{.container = container_};
    if (reply_.body) {
        const std::string label = "WaitContainer " + container_;
        co_await read_value(reply_, operation_of<WaitContainer>(), label, &end);
    } else {
        end = co_await client_.send(operation);
    }
    ExitStatus status{.code = static_cast<int>(end.status_code)};
    if (end.error)
        status.error = end.error->message;
    status.out_of_memory = co_await ran_out_of_memory(client_, container_);
    co_return status;
}

asio::awaitable<bool> ran_out_of_memory(Client client, std::string container)
{
    const InspectContainer look{.container = std::move(container)};
    try {
        const ContainerInspect seen = co_await client.send(look);
        co_return seen.state.oom_killed;
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::not_found)
            throw;
    }
    co_return false;
}

namespace {

asio::awaitable<ExitStatus> follow(
    Client& client, Container& box, const std::function<void(const Frame&)>& output
)
{
    AttachStream stream = co_await box.attach();
    RegisteredWait wait = co_await wait_for_next_exit(client, box.id());
    co_await box.start();
    while (true) {
        const auto batch = co_await stream.next_batch();
        if (batch.empty())
            break;
        for (const Frame& frame : batch) {
            if (output)
                output(frame);
        }
    }
    ExitStatus status = co_await wait.result();
    co_return status;
}

}  // namespace

asio::awaitable<ExitStatus> run_container(
    Client client, ContainerSpec spec, std::function<void(const Frame&)> output
)
{
    CreateContainer creation{.name = spec.name, .platform = spec.platform, .config = config_of(spec)};
    Container box = co_await create_container(client, std::move(creation));
    ExitStatus status;
    std::exception_ptr failure;
    try {
        status = co_await follow(client, box, output);
    } catch (const Error& e) {
        // Who is cancelled doesn't wait: there the container's destructor removes it beside.
        if (e.kind() == ErrorKind::cancelled)
            throw;
        failure = std::current_exception();
    }
    if (failure) {
        try {
            co_await box.remove();
        } catch (const Error&) {
            // The first failure is the one to tell.
        }
        std::rethrow_exception(failure);
    }
    co_await box.remove();
    co_return status;
}

}  // namespace devenv::detail::engine
