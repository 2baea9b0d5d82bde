// ssh:// by a program that plays ssh, and by a real sshd on loopback where there is one.
#include "transport/ssh.hpp"

#include <devenv/devenv.hpp>
#include <devenv/testing.hpp>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace devenv {
namespace {

namespace fs = std::filesystem;
using detail::transport::ssh_command;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Ssh : public testing::FakeDaemonTest
{
protected:
    Ssh() : path_(std::getenv("PATH"))
    {
        std::string folder = "/tmp/devenv-ssh-XXXXXX";
        EXPECT_NE(::mkdtemp(folder.data()), nullptr);
        folder_ = folder;
        ::setenv("PATH", (folder + ":" + path_).c_str(), 1);
    }
    ~Ssh() override
    {
        ::setenv("PATH", path_.c_str(), 1);
        fs::remove_all(folder_);
    }

    void program(const std::string& name, const std::string& script)
    {
        const fs::path file = folder_ / name;
        // Another name first: a file that is open for writing can't be run, and other threads start programs.
        std::ofstream(file.string() + ".new") << "#!/bin/sh\n" << script << '\n';
        fs::permissions(file.string() + ".new", fs::perms::owner_all);
        fs::rename(file.string() + ".new", file);
    }

    std::string dial() { return std::string(DEVENV_DIAL_STDIO) + " " + socket(); }
    std::string socket() { return daemon().host().substr(std::string_view("unix://").size()); }

    std::string read(const std::string& name)
    {
        std::ifstream file(folder_ / name);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    static blocking::Client over(const std::string& host)
    {
        return blocking::Client({.host = host, .retry = RetryPolicy::none()});
    }
    static void ping(const std::string& host) { over(host).send(Ping{}); }

    fs::path folder_{};
    std::string path_;
};

TEST(SshCommand, is_dockers)
{
    EXPECT_THAT(
        ssh_command({.user = "me", .host = "far", .port = 2222}, std::chrono::seconds(30)),
        ElementsAre(
            "ssh",
            "-l",
            "me",
            "-p",
            "2222",
            "-o",
            "ConnectTimeout=30",
            "-T",
            "--",
            "far",
            "docker",
            "system",
            "dial-stdio"
        )
    );
    EXPECT_THAT(
        ssh_command({.host = "far", .path = "/run/it's.sock"}, std::chrono::seconds(5)),
        ElementsAre(
            "ssh",
            "-o",
            "ConnectTimeout=5",
            "-T",
            "--",
            "far",
            "docker",
            R"(--host='unix:///run/it'\''s.sock')",
            "system",
            "dial-stdio"
        )
    );
}

TEST_F(Ssh, requests_share_a_connection_and_a_process)
{
    program("ssh", "echo \"$@\" >>" + (folder_ / "log").string() + "\nexec " + dial());
    daemon().on("GET /version").body(R"({"Version":"28.5"})");
    blocking::Client client = over("ssh://me@far:22");
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(client.send(Version{}).version, "28.5");
    EXPECT_EQ(client.host(), "ssh://me@far:22");
    EXPECT_EQ(read("log"), "-l me -p 22 -o ConnectTimeout=10 -T -- far docker system dial-stdio\n");
}

TEST_F(Ssh, the_end_of_the_input_is_not_the_end_of_the_output)
{
    program("ssh", "exec " + dial());
    daemon().on("POST /containers/{id}/exec").reply(201).body(R"({"Id":"e"})");
    daemon().on("POST /exec/{id}/start").upgrade().echo();
    daemon().on("GET /exec/{id}/json").body(R"({"Running":false,"ExitCode":0})");
    blocking::Client client = over("ssh://far");
    blocking::Process process = client.exec({.container = "c", .command = {"cat"}, .tty = true});
    process.write("some text");
    process.close_input();
    std::string got;
    while (const auto frame = process.next())
        got += frame->bytes;
    EXPECT_EQ(got, "some text");
    EXPECT_EQ(process.wait().code, 0);
}

TEST_F(Ssh, no_process_stays_behind)
{
    program("ssh", "echo $$ >>" + (folder_ / "pids").string() + "\nexec " + dial());
    ping("ssh://far");
    std::ifstream pids(folder_ / "pids");
    int count = 0;
    for (pid_t pid = 0; pids >> pid; ++count)
        EXPECT_NE(::kill(pid, 0), 0) << pid;
    EXPECT_EQ(count, 1);
}

TEST_F(Ssh, one_that_heeds_nothing_is_killed)
{
    program("ssh", "trap '' TERM; echo $$ >" + (folder_ / "pid").string() + "; while :; do sleep 0.05; done");
    const auto start = std::chrono::steady_clock::now();
    EXPECT_ERROR(
        blocking::Client({.host = "ssh://far", .deadlines = {.head = std::chrono::milliseconds(300)}}
        ).send(Ping{}),
        ErrorKind::timed_out,
        HasSubstr("no answer")
    );
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
    EXPECT_NE(::kill(std::stoi(read("pid")), 0), 0);
}

TEST_F(Ssh, a_login_that_is_refused_is_called_so)
{
    program("ssh", "echo 'me@far: Permission denied (publickey).' >&2; exit 255");
    EXPECT_ERROR(
        ping("ssh://me@far"),
        ErrorKind::unauthorized,
        AllOf(HasSubstr("Permission denied (publickey)"), HasSubstr("`ssh me@far`"))
    );
}

TEST_F(Ssh, a_host_that_isnt_there_is_called_so)
{
    program("ssh", "echo 'ssh: Could not resolve hostname far' >&2; exit 255");
    EXPECT_ERROR(
        ping("ssh://far"),
        ErrorKind::unreachable,
        HasSubstr("no ssh connection to far: ssh: Could not resolve")
    );
}

TEST_F(Ssh, a_host_without_docker_is_called_so)
{
    program("ssh", "echo 'sh: 1: docker: not found' >&2; exit 127");
    EXPECT_ERROR(
        ping("ssh://far"),
        ErrorKind::unreachable,
        AllOf(HasSubstr("there is no docker program on far"), HasSubstr("install docker's CLI there"))
    );
}

TEST_F(Ssh, a_host_without_a_daemon_is_called_so)
{
    program("ssh", std::string("exec ") + DEVENV_DIAL_STDIO + " /nowhere");
    EXPECT_ERROR(
        ping("ssh://far"),
        ErrorKind::unreachable,
        HasSubstr("docker on far gives no connection to its daemon")
    );
}

TEST_F(Ssh, a_machine_without_ssh_is_told_so)
{
    ::setenv("PATH", folder_.c_str(), 1);
    EXPECT_ERROR(
        ping("ssh://far"),
        ErrorKind::local,
        AllOf(HasSubstr("`ssh` can't be run"), HasSubstr("openssh-client"))
    );
}

TEST_F(Ssh, much_on_stderr_stops_nothing)
{
    program("ssh", "head -c 300000 /dev/zero | tr '\\0' x >&2\nexec " + dial());
    ping("ssh://far");
}

// --- a real sshd ---

class Sshd
{
public:
    explicit Sshd(const fs::path& folder, const std::string& docker) : port_(free_port())
    {
        run("ssh-keygen -q -t ed25519 -N '' -f " + (folder / "host").string());
        run("ssh-keygen -q -t ed25519 -N '' -f " + (folder / "user").string());
        fs::copy_file(folder / "user.pub", folder / "authorized_keys");
        // Its own `docker`, and our own folder as the only one that sshd looks into.
        std::ofstream(folder / "sshd_config")
            << "Port " << port_ << "\nListenAddress 127.0.0.1\nHostKey " << (folder / "host").string()
            << "\nPidFile none\nUsePAM no\n"
            << "StrictModes no\nPasswordAuthentication no\nPermitRootLogin yes\n"
            << "AuthorizedKeysFile " << (folder / "authorized_keys").string() << "\nForceCommand " << docker
            << '\n';
        const std::string config = folder / "sshd_config";
        const std::string log = folder / "sshd.log";
        std::vector<const char*> words{
            "/usr/sbin/sshd", "-D", "-f", config.c_str(), "-E", log.c_str(), nullptr};
        EXPECT_EQ(
            ::posix_spawn(&pid_, words[0], nullptr, nullptr, const_cast<char* const*>(words.data()), environ),
            0
        );
        await_listening();
    }
    ~Sshd()
    {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    Sshd(const Sshd&) = delete;
    Sshd& operator=(const Sshd&) = delete;

    int port() const { return port_; }

private:
    static void run(const std::string& command) { ASSERT_EQ(std::system(command.c_str()), 0) << command; }

    static int free_port()
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof(address);
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        ::bind(socket, reinterpret_cast<const sockaddr*>(&address), length);
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
        ::close(socket);
        return ntohs(address.sin_port);
    }

    // sshd has no other sign that it listens.
    void await_listening() const
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(static_cast<std::uint16_t>(port_));
        for (int tries = 0; tries < 500; ++tries) {
            const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            const bool is_up =
                ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
            ::close(socket);
            if (is_up)
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "sshd doesn't listen";
    }

    int port_;
    pid_t pid_ = -1;
};

TEST_F(Ssh, a_real_sshd_serves)
{
    if (!fs::exists("/usr/sbin/sshd"))
        GTEST_SKIP() << "no /usr/sbin/sshd (apt-get install openssh-server)";
    fs::create_directories("/run/sshd");
    const Sshd sshd(folder_, dial());
    // The user's configuration, but not that of who runs the tests.
    const std::string real =
        "/usr/bin/ssh -F none -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o "
        "UserKnownHostsFile=/dev/null -o LogLevel=ERROR ";
    program("ssh", "exec " + real + "-i " + (folder_ / "user").string() + " \"$@\"");
    daemon().on("GET /version").body(R"({"Version":"28.5"})");
    const std::string host = "ssh://127.0.0.1:" + std::to_string(sshd.port());
    EXPECT_EQ(over(host).send(Version{}).version, "28.5");

    daemon().on("POST /containers/{id}/exec").reply(201).body(R"({"Id":"e"})");
    daemon().on("POST /exec/{id}/start").upgrade().echo();
    blocking::Client client = over(host);
    blocking::Process process = client.exec({.container = "c", .command = {"cat"}, .tty = true});
    process.write("some text");
    process.close_input();
    std::string got;
    while (const auto frame = process.next())
        got += frame->bytes;
    EXPECT_EQ(got, "some text");

    program("ssh", "exec " + real + "-i /dev/null -o BatchMode=yes \"$@\"");
    EXPECT_ERROR(ping(host), ErrorKind::unauthorized, HasSubstr("Permission denied"));
}

// --- the other ways to name a connection ---

TEST_F(Ssh, a_descriptor_that_is_handed_over_is_one_connection)
{
    const int connected = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    socket().copy(static_cast<char*>(address.sun_path), sizeof(address.sun_path) - 1);
    ASSERT_EQ(::connect(connected, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    daemon().on("GET /version").body(R"({"Version":"28.5"})");
    const std::string host = "fd://" + std::to_string(connected);
    {
        blocking::Client client = over(host);
        EXPECT_EQ(client.send(Version{}).version, "28.5");
        EXPECT_EQ(client.send(Version{}).version, "28.5");
        EXPECT_EQ(client.host(), host);
        daemon().close_idle_connections();
        daemon().wait_until_left();
        EXPECT_ERROR(client.send(Version{}), ErrorKind::unreachable, HasSubstr("is one connection"));
    }
    EXPECT_ERROR(ping("fd://x"), ErrorKind::config, HasSubstr("isn't an open socket"));
    EXPECT_ERROR(ping("fd://999"), ErrorKind::config, HasSubstr("-H: fd://999"));
}

TEST_F(Ssh, an_abstract_socket_is_dialled)
{
    const std::string name = "devenv-test-" + std::to_string(::getpid());
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    name.copy(static_cast<char*>(address.sun_path) + 1, name.size());
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), length), 0);
    ASSERT_EQ(::listen(listener, 1), 0);
    std::thread server([listener] {
        const int client = ::accept(listener, nullptr, nullptr);
        const std::string answer = "HTTP/1.1 200 OK\r\nApi-Version: 1.44\r\nContent-Length: 0\r\n\r\n";
        std::string question(4096, '\0');
        if (::recv(client, question.data(), question.size(), 0) > 0)
            ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
        ::close(client);
    });
    EXPECT_EQ(over("unix://@" + name).send(Ping{}).api_version, "1.44");
    server.join();
    ::close(listener);
    EXPECT_ERROR(ping("unix://@" + name), ErrorKind::unreachable, HasSubstr("@" + name));
}

}  // namespace
}  // namespace devenv
