#include "engine/credentials.hpp"

#include "base/text.hpp"
#include "devenv/error.hpp"
#include "engine/docker_files.hpp"
#include "protocol/credential_helper.hpp"
#include "transport/child.hpp"
#include "transport/socket_stream.hpp"
#include "transport/with_deadline.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>

namespace devenv::detail::engine {

namespace asio = boost::asio;
using protocol::RegistryCredentials;

namespace {

constexpr std::size_t longest_answer = std::size_t{1} << 20;

struct HelperEnd
{
    int code = 0;
    std::string answer{};
};

// Its last words. JSON may be a login, and what it was told may come back: neither is shown.
std::string words_of(const HelperEnd& end, std::string_view told)
{
    const std::string_view words = base::trim(end.answer);
    constexpr std::size_t shown = 200;
    if (words.empty())
        return "without a word";
    if (words.front() == '{' || (!told.empty() && words.find(told) != std::string_view::npos))
        return "its words may hold a secret and aren't shown";
    std::string line(words.substr(0, shown));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' '
    );
    return line;
}

asio::awaitable<HelperEnd> talk(std::string program, std::string verb, std::string input)
{
    auto executor = co_await asio::this_coro::executor;
    auto pair = transport::socket_pair();
    const std::vector<std::string> words{program, std::move(verb)};
    transport::Child child(words, pair.second.number(), transport::ChildSession::shared);
    pair.second.close();
    const asio::generic::stream_protocol unix_stream(AF_UNIX, 0);
    transport::SocketStream stream(
        transport::SocketStream::Socket(executor, unix_stream, pair.first.release())
    );
    boost::system::error_code ec;
    std::string_view left = input;
    while (!left.empty() && !ec) {
        const asio::const_buffer buffer(left.data(), left.size());
        const std::size_t sent = co_await stream.write_some(std::span(&buffer, 1), ec);
        left.remove_prefix(sent);
    }
    if (ec == asio::error::operation_aborted)
        throw boost::system::system_error(ec);
    stream.shutdown_send();
    HelperEnd end;
    std::array<char, 4096> piece{};
    ec = {};
    while (!ec && end.answer.size() < longest_answer) {
        const std::size_t got = co_await stream.read_some(asio::buffer(piece), ec);
        end.answer.append(piece.data(), got);
    }
    if (ec == asio::error::operation_aborted)
        throw boost::system::system_error(ec);
    asio::steady_timer timer(executor);
    std::optional<int> code = child.exit_code();
    while (!code) {
        timer.expires_after(std::chrono::milliseconds(2));
        co_await timer.async_wait(asio::use_awaitable);
        code = child.exit_code();
    }
    end.code = *code;
    co_return end;
}

asio::awaitable<HelperEnd> run_helper(
    std::string helper, std::string verb, std::string input, std::chrono::milliseconds patience
)
{
    if (!protocol::is_helper_name(helper))
        throw Error(
            ErrorKind::config,
            "config.json names a credential helper that can't be one",
            "credsStore and credHelpers hold the NAME of a program docker-credential-NAME"
        );
    const std::string program = "docker-credential-" + helper;
    bool is_late = false;
    try {
        auto talking = talk(program, verb, std::move(input));
        auto bounded =
            transport::with_deadline(std::chrono::steady_clock::now() + patience, std::move(talking));
        HelperEnd end = co_await std::move(bounded);
        co_return end;
    } catch (const Error& e) {
        is_late = e.kind() == ErrorKind::timed_out;
        if (!is_late)
            throw Error(
                ErrorKind::local,
                fmt::format("config.json names a credential helper: {}", e.message()),
                fmt::format("install {}, or take it out of config.json", program)
            );
    }
    throw Error(
        ErrorKind::timed_out,
        fmt::format("{} {} gave no answer within {}", program, verb, patience),
        "does it wait for a password? unlock its store first"
    );
}

Error helper_failed(
    const std::string& helper, std::string_view verb, const HelperEnd& end, std::string_view told
)
{
    return Error(
        ErrorKind::local,
        fmt::format("docker-credential-{} {} failed ({}): {}", helper, verb, end.code, words_of(end, told)),
        "see what it says when run by hand, or log in anew (`docker login`)"
    );
}

Error unreadable(const std::string& domain)
{
    return Error(
        ErrorKind::config,
        fmt::format("the login of {} in config.json can't be read", domain),
        fmt::format("log in anew: `docker login {}`", domain)
    );
}

}  // namespace

Credentials::Credentials(const Surroundings& surroundings, std::chrono::milliseconds patience)
    : config_(read_docker_config(surroundings)), patience_(patience)
{
    const std::string set = surroundings.variable("DOCKER_AUTH_CONFIG");
    if (const auto problem = protocol::parse_docker_config(set, variable_))
        throw_at("DOCKER_AUTH_CONFIG", *problem, R"(it wants {"auths":{HOST:{"auth":…}}})");
}

asio::awaitable<RegistryCredentials> Credentials::ask(std::string helper, std::string key) const
{
    RegistryCredentials login;
    const HelperEnd end = co_await run_helper(helper, "get", key, patience_);
    if (end.code != 0 && protocol::is_without_login(end.answer))
        co_return login;
    if (end.code != 0)
        throw helper_failed(helper, "get", end, {});
    if (!protocol::parse_helper_login(end.answer, login))
        throw Error(
            ErrorKind::local,
            fmt::format("docker-credential-{} get gave no login, but no failure either", helper),
            "it must print {\"ServerURL\", \"Username\", \"Secret\"}"
        );
    login.server_address = key;
    co_return login;
}

asio::awaitable<RegistryCredentials> Credentials::find(std::string domain) const
{
    if (const auto* login = protocol::find_login(variable_, domain)) {
        if (!login->is_readable)
            throw unreadable(domain);
        co_return login->credentials;
    }
    const std::string helper(protocol::credential_helper(config_, domain));
    if (!helper.empty()) {
        std::string key = protocol::registry_key(domain);
        RegistryCredentials login = co_await ask(helper, std::move(key));
        if (login != RegistryCredentials{})
            co_return login;
    }
    const auto* login = protocol::find_login(config_, domain);
    if (login == nullptr)
        co_return RegistryCredentials{};
    if (!login->is_readable)
        throw unreadable(domain);
    co_return login->credentials;
}

asio::awaitable<std::map<std::string, RegistryCredentials, std::less<>>> Credentials::all() const
{
    std::map<std::string, RegistryCredentials, std::less<>> logins;
    for (const auto* config : {&config_, &variable_}) {
        for (const auto& [key, login] : config->logins) {
            // With a helper the file has the registry's name and nothing else.
            if (login.is_readable && login.credentials != RegistryCredentials{.server_address = key})
                logins.insert_or_assign(key, login.credentials);
        }
    }
    if (!config_.credentials_store.empty()) {
        const std::string helper = config_.credentials_store;
        std::string no_input;
        const HelperEnd end = co_await run_helper(helper, "list", std::move(no_input), patience_);
        const auto servers = protocol::parse_helper_list(end.answer);
        if (end.code != 0 || !servers)
            throw helper_failed(helper, "list", end, {});
        for (const std::string& server : *servers) {
            RegistryCredentials login = co_await ask(helper, server);
            if (login != RegistryCredentials{} && variable_.logins.count(server) == 0)
                logins.insert_or_assign(server, std::move(login));
        }
    }
    for (const auto& [server, helper] : config_.credential_helpers) {
        RegistryCredentials login = co_await ask(helper, server);
        if (login != RegistryCredentials{} && variable_.logins.count(server) == 0)
            logins.insert_or_assign(server, std::move(login));
    }
    co_return logins;
}

asio::awaitable<void> Credentials::store(RegistryCredentials login) const
{
    login.server_address = protocol::registry_key(login.server_address);
    const std::string helper(protocol::credential_helper(config_, login.server_address));
    if (helper.empty())
        throw Error(
            ErrorKind::unsupported,
            "config.json names no credential helper, and a password isn't kept in a file",
            "set credsStore, or use `docker login`"
        );
    const std::string& secret = login.identity_token.empty() ? login.password : login.identity_token;
    std::string input = protocol::encode_helper_login(login);
    const HelperEnd end = co_await run_helper(helper, "store", std::move(input), patience_);
    if (end.code != 0)
        throw helper_failed(helper, "store", end, secret);
}

asio::awaitable<void> Credentials::erase(std::string domain) const
{
    const std::string helper(protocol::credential_helper(config_, domain));
    if (helper.empty())
        co_return;
    const HelperEnd end = co_await run_helper(helper, "erase", protocol::registry_key(domain), patience_);
    if (end.code != 0 && !protocol::is_without_login(end.answer))
        throw helper_failed(helper, "erase", end, {});
}

}  // namespace devenv::detail::engine
