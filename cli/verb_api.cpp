#include "exit_code.hpp"
#include "session.hpp"
#include <devenv/byte_source.hpp>
#include <devenv/client.hpp>
#include <devenv/console.hpp>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>
#include <string>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

/// What comes from a descriptor: waited for where it can be, read at once where it can't (a file).
class DescriptorSource final : public ByteSource
{
public:
    DescriptorSource(asio::any_io_executor executor, int descriptor, std::string name)
        : stream_(std::move(executor), descriptor), name_(std::move(name))
    {}

    asio::awaitable<std::size_t> read(std::span<char> into) override
    {
        boost::system::error_code failed;
        auto token = asio::redirect_error(asio::use_awaitable, failed);
        const auto buffer = asio::buffer(into.data(), into.size());
        const std::size_t count = co_await stream_.async_read_some(buffer, token);
        if (failed == asio::error::eof)
            co_return 0;
        if (failed == asio::error::operation_not_supported) {
            const std::size_t read = read_now(into);
            co_return read;
        }
        if (failed == asio::error::operation_aborted)
            throw boost::system::system_error(failed);
        if (failed)
            throw Error(ErrorKind::local, fmt::format("{} can't be read: {}", name_, failed.message()));
        co_return count;
    }

private:
    std::size_t read_now(std::span<char> into)
    {
        ssize_t count = 0;
        do {
            count = ::read(stream_.native_handle(), into.data(), into.size());
        } while (count < 0 && errno == EINTR);
        if (count < 0)
            throw Error(ErrorKind::local, fmt::format("{} can't be read: {}", name_, std::strerror(errno)));
        return static_cast<std::size_t>(count);
    }

    asio::posix::stream_descriptor stream_;
    std::string name_;
};

std::shared_ptr<ByteSource> source_of(Session& session, const std::string& data)
{
    if (data == "-" || data == "@-")
        return std::make_shared<DescriptorSource>(session.executor(), ::dup(STDIN_FILENO), "stdin");
    const std::string path = data.substr(1);
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw Error(
            ErrorKind::config,
            fmt::format("{} can't be opened: {}", path, std::strerror(errno)),
            "--data takes @FILE, - for stdin, or the text itself"
        );
    return std::make_shared<DescriptorSource>(session.executor(), file, path);
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
