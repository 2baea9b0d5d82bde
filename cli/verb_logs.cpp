#include "exit_code.hpp"
#include "output.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

asio::awaitable<int> follow(Session& session, Client client, Logs operation)
{
    LogStream stream = co_await client.send(operation);
    session.control().on_signal = [&stream](int) { stream.close(); };
    const auto output = output_of(session);
    while (true) {
        const auto batch = co_await stream.next_batch();
        if (batch.empty())
            break;
        const OutputSink::State state = co_await output->write(batch);
        if (state == OutputSink::State::closed)
            co_return exit_broken_pipe;
    }
    co_return 0;
}

asio::awaitable<int> print_file(Session& session, std::filesystem::path path)
{
    std::ifstream file(path, std::ios::binary);
    const auto output = output_of(session);
    std::array<char, 65536> buffer{};
    while (file.read(buffer.data(), buffer.size()) || file.gcount() > 0) {
        const std::string_view bytes(buffer.data(), static_cast<std::size_t>(file.gcount()));
        const Frame frame{.channel = Channel::out, .bytes = bytes};
        const OutputSink::State state = co_await output->write(std::span(&frame, 1));
        if (state == OutputSink::State::closed)
            co_return exit_broken_pipe;
    }
    co_return 0;
}

}  // namespace

asio::awaitable<int> logs(Session& session)
{
    const Arguments& arguments = session.arguments();
    Logs operation{.follow = arguments.follow};
    if (!arguments.since.empty())
        operation.since = log_time(arguments.since, std::chrono::system_clock::now());
    Project project = session.project();
    const std::string wanted = arguments.run;
    const std::optional<ContainerSummary> container = co_await project.find_run(wanted);
    if (container) {
        Client client = session.client();
        operation.container = container->id;
        const int code = co_await follow(session, client, operation);
        co_return code;
    }
    const std::filesystem::path file = last_log_file(project.config());
    if (!wanted.empty() || file.empty())
        throw Error(
            ErrorKind::not_found,
            wanted.empty() ? "this project has no run to show" : fmt::format("there is no run {}", wanted),
            "start one by `devenv-cli TARGET -d`"
        );
    const int code = co_await print_file(session, file);
    co_return code;
}

}  // namespace devenv::cli
