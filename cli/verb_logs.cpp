#include "exit_code.hpp"
#include "session.hpp"
#include <devenv/console.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <fstream>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

asio::awaitable<int> follow(Session& session, Client client, ContainerSummary container)
{
    const Arguments& arguments = session.arguments();
    Logs operation{.container = container.id, .follow = arguments.follow};
    if (!arguments.since.empty())
        operation.since = log_time(arguments.since, std::chrono::system_clock::now());
    LogStream stream = co_await client.send(operation);
    session.control().on_signal = [&stream](int) { stream.close(); };
    const auto output = descriptor_output(session.executor(), STDOUT_FILENO, STDERR_FILENO);
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

int print_file(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::array<char, 65536> buffer{};
    while (file.read(buffer.data(), buffer.size()) || file.gcount() > 0)
        std::fwrite(buffer.data(), 1, static_cast<std::size_t>(file.gcount()), stdout);
    return std::fflush(stdout) == 0 ? 0 : exit_broken_pipe;
}

}  // namespace

asio::awaitable<int> logs(Session& session)
{
    Project project = session.project();
    const std::string wanted = session.arguments().run;
    const std::optional<ContainerSummary> container = co_await project.find_run(wanted);
    if (container) {
        Client client = session.client();
        const int code = co_await follow(session, client, *container);
        co_return code;
    }
    const std::filesystem::path file = last_log_file(project.config());
    if (!wanted.empty() || file.empty())
        throw Error(
            ErrorKind::not_found,
            wanted.empty() ? "this project has no run to show" : fmt::format("there is no run {}", wanted),
            "start one by `devenv-cli TARGET -d`"
        );
    co_return print_file(file);
}

}  // namespace devenv::cli
