// tcp:// with TLS: who is believed, what goes through, and what each mismatch is called.
#include "support/tls_proxy.hpp"
#include "transport/dial.hpp"
#include <devenv/devenv.hpp>
#include <devenv/testing.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace devenv {
namespace {

namespace transport = detail::transport;
namespace fs = std::filesystem;
using test::certificates;
using test::TlsProxy;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Use = TlsOptions::Use;

class Tls : public testing::FakeDaemonTest
{
protected:
    ClientOptions options(const std::string& host, const std::string& folder = "client")
    {
        return {
            .host = host,
            .tls = {.use = Use::verified, .folder = certificates() / folder},
            .retry = RetryPolicy::none()};
    }

    // The first thing that a client says.
    static std::string ping(ClientOptions options)
    {
        blocking::Client client(std::move(options));
        return client.send(Ping{}).api_version;
    }
};

TEST_F(Tls, a_verified_daemon_is_talked_to_over_one_connection)
{
    const TlsProxy proxy({.daemon = daemon().host(), .wants_client = true});
    daemon().on("GET /version").body(R"({"Version":"28.5"})");
    blocking::Client client(options(proxy.host()));
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(client.send(Version{}).version, "28.5");
    EXPECT_EQ(proxy.connections(), 1);
    EXPECT_EQ(client.host(), proxy.host());
}

TEST_F(Tls, a_name_is_checked_as_an_address_is)
{
    const TlsProxy proxy({.daemon = daemon().host()});
    EXPECT_EQ(ping(options(proxy.host("localhost"))), "1.51");
    ClientOptions named = options(proxy.host());
    named.tls.server_name = "localhost";
    EXPECT_EQ(ping(named), "1.51");
    named.tls.server_name = "other.test";
    EXPECT_ERROR(ping(named), ErrorKind::unreachable, HasSubstr("is for another name than other.test"));
}

TEST_F(Tls, tls_1_2_is_enough)
{
    const TlsProxy proxy({.daemon = daemon().host(), .wants_client = true, .is_old = true});
    EXPECT_EQ(ping(options(proxy.host())), "1.51");
}

TEST_F(Tls, a_large_answer_arrives_whole)
{
    const TlsProxy proxy({.daemon = daemon().host()});
    std::string body;
    for (int i = 0; body.size() < 8U << 20; ++i)
        body += std::to_string(i) + '\n';
    daemon().on("GET /containers/{id}/logs").content_type("application/vnd.docker.raw-stream").chunk(body);
    blocking::Client client(options(proxy.host()));
    blocking::LogStream logs = client.logs({.container = "c", .tty = true});
    std::string got;
    while (const auto frame = logs.next())
        got += frame->bytes;
    EXPECT_TRUE(got == body) << got.size();
}

TEST_F(Tls, the_end_of_the_input_is_not_the_end_of_the_output)
{
    const TlsProxy proxy({.daemon = daemon().host()});
    daemon().on("POST /containers/{id}/exec").reply(201).body(R"({"Id":"e"})");
    daemon().on("POST /exec/{id}/start").upgrade().echo();
    daemon().on("GET /exec/{id}/json").body(R"({"Running":false,"ExitCode":0})");
    blocking::Client client(options(proxy.host()));
    blocking::Process process = client.exec({.container = "c", .command = {"cat"}, .tty = true});
    const std::string input(3U << 20, 'x');
    // More than fits on the way: the echo must be read meanwhile, by who writes.
    std::string got;
    for (std::size_t at = 0; at < input.size(); at += 65536) {
        process.write(std::string_view(input).substr(at, 65536));
        got += process.next().value_or(Frame{}).bytes;
    }
    process.close_input();
    while (const auto frame = process.next())
        got += frame->bytes;
    EXPECT_EQ(got.size(), input.size());
    EXPECT_EQ(process.wait().code, 0);
}

TEST_F(Tls, a_cut_is_no_end)
{
    TlsProxy proxy({.daemon = daemon().host()});
    daemon()
        .on("GET /containers/{id}/logs")
        .content_type("application/vnd.docker.raw-stream")
        .chunk("a")
        .chunk(std::string(1000, 'b'))
        .stall_after(200);
    blocking::Client client(options(proxy.host()));
    blocking::LogStream logs = client.logs({.container = "c", .tty = true});
    EXPECT_EQ(logs.next()->bytes, "a");
    proxy.cut();
    EXPECT_ERROR(while (logs.next()){}, ErrorKind::interrupted, HasSubstr("connection broke"));
}

TEST_F(Tls, a_broken_pipe_is_no_signal)
{
    TlsProxy proxy({.daemon = daemon().host()});
    std::signal(SIGPIPE, SIG_DFL);
    daemon().on("POST /containers/{id}/exec").reply(201).body(R"({"Id":"e"})");
    daemon().on("POST /exec/{id}/start").upgrade().echo();
    blocking::Client client(options(proxy.host()));
    blocking::Process process = client.exec({.container = "c", .command = {"cat"}});
    proxy.cut();
    EXPECT_ERROR(
        for (int i = 0; i < 1000; ++i) process.write(std::string(65536, 'x')),
        ErrorKind::interrupted,
        HasSubstr("connection broke")
    );
}

TEST_F(Tls, an_expired_certificate_is_called_so)
{
    const TlsProxy proxy({.daemon = daemon().host(), .server = certificates() / "expired"});
    EXPECT_ERROR(
        ping(options(proxy.host())),
        ErrorKind::unreachable,
        AllOf(HasSubstr("the certificate of " + proxy.host() + " has expired"), HasSubstr("clock"))
    );
}

TEST_F(Tls, an_unknown_authority_is_called_so)
{
    const TlsProxy proxy({.daemon = daemon().host()});
    EXPECT_ERROR(
        ping(options(proxy.host(), "stranger")),
        ErrorKind::unreachable,
        AllOf(HasSubstr("authority that isn't known here"), HasSubstr("/stranger/ca.pem"))
    );
    ClientOptions credulous = options(proxy.host(), "stranger");
    credulous.tls.use = Use::unverified;
    EXPECT_EQ(ping(credulous), "1.51");
}

TEST_F(Tls, another_name_is_called_so)
{
    const TlsProxy proxy({.daemon = daemon().host(), .server = certificates() / "renamed"});
    EXPECT_ERROR(
        ping(options(proxy.host("localhost"))),
        ErrorKind::unreachable,
        HasSubstr("is for another name than localhost")
    );
}

TEST_F(Tls, a_client_certificate_that_is_missing_or_wrong_is_called_so)
{
    for (const bool is_old : {false, true}) {
        const TlsProxy proxy({.daemon = daemon().host(), .wants_client = true, .is_old = is_old});
        const fs::path folder = certificates() / "without";
        fs::create_directories(folder);
        fs::copy_file(certificates() / "ca.pem", folder / "ca.pem", fs::copy_options::overwrite_existing);
        if (!is_old)
            EXPECT_ERROR(
                ping(options(proxy.host(), "without")),
                ErrorKind::unauthorized,
                HasSubstr("client certificate")
            );
        ClientOptions strange = options(proxy.host(), "stranger");
        strange.tls.use = Use::unverified;
        EXPECT_ERROR(ping(strange), ErrorKind::unauthorized, HasSubstr("client certificate"));
    }
}

// A server that answers all with one text, in the clear.
class PlainServer
{
public:
    explicit PlainServer(std::string answer)
    {
        thread_ = std::thread([this, answer] {
            int client = -1;
            while ((client = ::accept(socket_.front(), nullptr, nullptr)) >= 0) {
                std::string question(1000, '\0');
                if (::recv(client, question.data(), question.size(), 0) > 0)
                    ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
                ::close(client);
            }
        });
    }
    ~PlainServer()
    {
        ::shutdown(socket_.front(), SHUT_RDWR);
        thread_.join();
        ::close(socket_.front());
    }
    PlainServer(const PlainServer&) = delete;
    PlainServer& operator=(const PlainServer&) = delete;

    std::string host() const
    {
        sockaddr_in address = {};
        socklen_t length = sizeof(address);
        ::getsockname(socket_.front(), reinterpret_cast<sockaddr*>(&address), &length);
        return "tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    }

private:
    static std::vector<int> listening()
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        EXPECT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
        EXPECT_EQ(::listen(socket, 1), 0);
        return {socket};
    }

    std::vector<int> socket_ = listening();
    std::thread thread_{};
};

TEST_F(Tls, a_peer_without_tls_is_called_so)
{
    const PlainServer web("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request");
    EXPECT_ERROR(
        ping(options(web.host())),
        ErrorKind::protocol,
        AllOf(HasSubstr(web.host() + " doesn't speak TLS"), HasSubstr("DOCKER_TLS_VERIFY"))
    );
    const PlainServer mute("");
    EXPECT_ERROR(ping(options(mute.host())), ErrorKind::unreachable, HasSubstr("hung up during the TLS"));
}

TEST_F(Tls, a_daemon_with_tls_tells_a_client_without)
{
    const PlainServer daemon(
        "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"
    );
    ClientOptions plain = options(daemon.host());
    plain.tls.use = Use::never;
    EXPECT_ERROR(ping(plain), ErrorKind::bad_request, HasSubstr("set DOCKER_TLS_VERIFY=1"));
}

TEST_F(Tls, a_silent_peer_is_waited_for_until_the_deadline)
{
    testing::FakeDaemon unused;
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), length), 0);
    ASSERT_EQ(::listen(listener, 4), 0);
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
    ClientOptions patient = options("tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port)));
    patient.deadlines.connect = std::chrono::milliseconds(50);
    EXPECT_ERROR(ping(patient), ErrorKind::timed_out, HasSubstr("no connection within 50ms"));
    ::close(listener);
}

TEST_F(Tls, files_that_cant_be_used_are_named)
{
    const TlsProxy proxy({.daemon = daemon().host()});
    const fs::path folder = certificates() / "broken";
    const auto copy = [&](const char* from, const char* to) {
        fs::create_directories(folder);
        fs::copy_file(certificates() / from, folder / to, fs::copy_options::overwrite_existing);
    };
    const auto wrong = [&] { ping(options(proxy.host(), "broken")); };
    EXPECT_ERROR(wrong(), ErrorKind::config, AllOf(HasSubstr("broken/ca.pem"), HasSubstr("No such file")));
    fs::create_directories(folder);
    std::ofstream(folder / "ca.pem") << "hello\n";
    EXPECT_ERROR(wrong(), ErrorKind::config, AllOf(HasSubstr("broken/ca.pem"), HasSubstr("PEM")));
    copy("ca.pem", "ca.pem");
    copy("client/cert.pem", "cert.pem");
    EXPECT_ERROR(wrong(), ErrorKind::config, AllOf(HasSubstr("broken/key.pem"), HasSubstr("No such file")));
    copy("client/encrypted.pem", "key.pem");
    EXPECT_ERROR(wrong(), ErrorKind::config, AllOf(HasSubstr("broken/key.pem"), HasSubstr("encrypted")));
    copy("server/key.pem", "key.pem");
    EXPECT_ERROR(wrong(), ErrorKind::config, HasSubstr("doesn't belong to the certificate"));
    copy("client/key.pem", "key.pem");
    EXPECT_EQ(ping(options(proxy.host(), "broken")), "1.51");
}

// --- any https host, as a client of a registry does it ---

TEST_F(Tls, a_folder_like_certs_d_is_understood)
{
    const TlsProxy proxy({.daemon = daemon().host(), .wants_client = true});
    const fs::path folder = certificates() / "certs.d";
    fs::create_directories(folder);
    fs::copy_file(certificates() / "ca.pem", folder / "ours.crt");
    fs::copy_file(certificates() / "client/cert.pem", folder / "me.cert");
    transport::TlsSettings settings{.authority_place = folder / "ca.crt"};
    EXPECT_ERROR(
        transport::add_certificate_folder(folder, settings), ErrorKind::config, HasSubstr("has no me.key")
    );
    fs::copy_file(certificates() / "client/key.pem", folder / "me.key");
    settings = {};
    transport::add_certificate_folder(folder / "none", settings);
    transport::add_certificate_folder(folder, settings);
    const transport::Endpoint endpoint{
        .kind = transport::Endpoint::Kind::tcp,
        .host = "localhost",
        .port = proxy.port(),
        .tls = transport::TlsContext::make(settings)};
    boost::asio::io_context io;
    auto stream = boost::asio::co_spawn(
        io, transport::dial(endpoint, std::chrono::steady_clock::time_point::max()), boost::asio::use_future
    );
    io.run();
    EXPECT_NE(stream.get(), nullptr);
}

TEST_F(Tls, the_systems_authorities_are_believed)
{
    const TlsProxy proxy({.daemon = daemon().host()});
    // OpenSSL's own name for another trust store.
    ::setenv("SSL_CERT_FILE", (certificates() / "ca.pem").c_str(), 1);
    EXPECT_EQ(ping(options(proxy.host(), "stranger")), "1.51");
    ::setenv("SSL_CERT_FILE", "/dev/null", 1);
    EXPECT_ERROR(ping(options(proxy.host(), "stranger")), ErrorKind::unreachable, HasSubstr("authority"));
    ::unsetenv("SSL_CERT_FILE");
}

}  // namespace
}  // namespace devenv
