#include "transport/ssh.hpp"

#include "base/text.hpp"
#include "devenv/error.hpp"
#include "transport/child.hpp"
#include "transport/socket_stream.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>

namespace devenv::detail::transport {

namespace {

constexpr int command_not_found = 127;
constexpr int ssh_failed = 255;

// For the shell at the other end, which gets one line.
std::string quoted(const std::string& text)
{
    std::string quote = "'";
    for (const char c : text)
        c == '\'' ? quote += "'\\''" : quote += c;
    return quote + '\'';
}

std::string one_line(std::string text)
{
    std::replace(text.begin(), text.end(), '\r', ' ');
    const std::string_view trimmed = base::trim(text);
    std::string line;
    for (const char c : trimmed) {
        if (c == '\n')
            line += "; ";
        else
            line += c;
    }
    return line;
}

class SshStream final : public ByteStream
{
public:
    SshStream(SocketStream::Socket socket, std::unique_ptr<Child> child, SshTarget target)
        : stream_(std::move(socket)), child_(std::move(child)), target_(std::move(target))
    {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, error_code& ec) override;
    asio::awaitable<std::size_t> write_some(std::span<const asio::const_buffer> from, error_code& ec) override
    {
        return stream_.write_some(from, ec);
    }
    void shutdown_send() noexcept override { stream_.shutdown_send(); }
    void close() noexcept override
    {
        stream_.close();
        child_->end();
    }
    bool is_stale() noexcept override { return stream_.is_stale(); }

private:
    asio::awaitable<Error> failure();

    SocketStream stream_;
    std::unique_ptr<Child> child_;
    SshTarget target_;
    bool has_read_ = false;
};

asio::awaitable<std::size_t> SshStream::read_some(asio::mutable_buffer into, error_code& ec)
{
    const std::size_t got = co_await stream_.read_some(into, ec);
    has_read_ = has_read_ || got > 0;
    if (has_read_ || (ec != asio::error::eof && ec != asio::error::connection_reset))
        co_return got;
    const Error error = co_await failure();
    throw error;
}

// Why there is no connection. The end of the stream comes a moment before that of the program.
asio::awaitable<Error> SshStream::failure()
{
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    std::optional<int> code;
    for (int tries = 0; tries < 200; ++tries) {
        code = child_->exit_code();
        if (code)
            break;
        timer.expires_after(std::chrono::milliseconds(5));
        co_await timer.async_wait(asio::use_awaitable);
    }
    const std::string words = one_line(child_->complaint());
    const std::string where = target_.user.empty() ? target_.host : target_.user + '@' + target_.host;
    Error::Details details{.kind = ErrorKind::unreachable};
    if (code == command_not_found) {
        details.message = fmt::format("there is no docker program on {}: {}", where, words);
        details.hint = "install docker's CLI there, or put it into the PATH of a login without a terminal";
    } else if (code == ssh_failed && words.find("Permission denied") != std::string::npos) {
        details.kind = ErrorKind::unauthorized;
        details.message = fmt::format("ssh may not log in to {}: {}", where, words);
        details.hint = fmt::format("`ssh {}` must work without asking for anything", where);
    } else if (code == ssh_failed) {
        details.message =
            fmt::format("no ssh connection to {}: {}", where, words.empty() ? "no reason given" : words);
        details.hint = fmt::format("see whether `ssh {}` works", where);
        details.retryable = words.find("Host key") == std::string::npos;
    } else {
        details.message = fmt::format(
            "docker on {} gives no connection to its daemon: {}",
            where,
            words.empty() ? "no reason given" : words
        );
        details.hint = fmt::format("is the daemon running there? `ssh {} docker version` tells", where);
    }
    co_return Error(std::move(details));
}

}  // namespace

std::vector<std::string> ssh_command(const SshTarget& target, std::chrono::seconds patience)
{
    std::vector<std::string> words{"ssh"};
    if (!target.user.empty())
        words.insert(words.end(), {"-l", target.user});
    if (target.port != 0)
        words.insert(words.end(), {"-p", std::to_string(target.port)});
    words.insert(words.end(), {"-o", fmt::format("ConnectTimeout={}", patience.count()), "-T", "--"});
    words.insert(words.end(), {target.host, "docker"});
    if (!target.path.empty())
        words.push_back("--host=" + quoted("unix://" + target.path));
    words.insert(words.end(), {"system", "dial-stdio"});
    return words;
}

std::unique_ptr<ByteStream> start_ssh(
    const asio::any_io_executor& executor, const SshTarget& target, std::chrono::seconds patience
)
{
    auto [ours, its] = socket_pair();
    std::unique_ptr<Child> child;
    try {
        child = std::make_unique<Child>(ssh_command(target, patience), its.number(), ChildSession::own);
    } catch (const Error& e) {
        throw Error(e.kind(), e.message(), "ssh:// needs the system's ssh: install openssh-client");
    }
    SocketStream::Socket socket(executor, asio::generic::stream_protocol(AF_UNIX, 0), ours.release());
    return std::make_unique<SshStream>(std::move(socket), std::move(child), target);
}

}  // namespace devenv::detail::transport
