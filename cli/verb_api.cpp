#include "exit_code.hpp"
#include "session.hpp"
#include <devenv/client.hpp>
#include <devenv/console.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <set>
#include <string>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

std::shared_ptr<ByteSource> source_of(Session& session, const std::string& data)
{
    if (data == "-" || data == "@-")
        return descriptor_source(session.executor(), STDIN_FILENO, "stdin");
    return file_source(session.executor(), data.substr(1));
}

std::string head_of(const RawAnswer& answer)
{
    std::string text = fmt::format("HTTP/1.1 {}\n", answer.status);
    for (const auto& [name, value] : answer.headers)
        text += fmt::format("{}: {}\n", name, value);
    return text + "\n";
}

void print_operations()
{
    std::set<std::string> lines;
    for (const OperationInfo& operation : operations())
        lines.insert(fmt::format("{} {} 1.{}", operation.method, operation.path, operation.since));
    for (const std::string& line : lines)
        fmt::print("{}\n", line);
}

asio::awaitable<OutputSink::State> put(std::shared_ptr<OutputSink> output, std::string_view bytes)
{
    const Frame frame{.channel = Channel::out, .bytes = bytes};
    const OutputSink::State state = co_await output->write(std::span(&frame, 1));
    co_return state;
}

}  // namespace

asio::awaitable<int> api(Session& session)
{
    const Arguments& arguments = session.arguments();
    if (arguments.operations) {
        print_operations();
        co_return 0;
    }
    RawRequest request{
        .method = arguments.method,
        .path = arguments.path,
        .query = arguments.query,
        .headers = arguments.headers,
    };
    std::shared_ptr<ByteSource> body;
    if (arguments.data == "-" || arguments.data.starts_with('@'))
        body = source_of(session, arguments.data);
    else
        request.body = arguments.data;
    Client client = session.client();
    RawAnswer answer = co_await client.send(request, std::move(body));
    const auto output = descriptor_output(session.executor(), STDOUT_FILENO, STDERR_FILENO);
    std::string head;
    if (arguments.include)
        head = head_of(answer);
    std::string_view piece = head;
    if (piece.empty())
        piece = co_await answer.body.next();
    while (!piece.empty()) {
        const OutputSink::State state = co_await put(output, piece);
        if (state == OutputSink::State::closed)
            co_return exit_broken_pipe;
        piece = co_await answer.body.next();
    }
    co_return 0;
}

}  // namespace devenv::cli
