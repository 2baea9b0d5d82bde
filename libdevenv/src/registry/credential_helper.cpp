#include "registry/credential_helper.hpp"

#include "base/descriptor.hpp"
#include "base/text.hpp"
#include "protocol/json_tree.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>
#include <vector>

namespace devenv::detail::registry {

namespace {

constexpr std::size_t longest_answer = std::size_t{64} << 10;

Error failed(const std::string& program, std::string_view why, std::string hint)
{
    return Error(
        ErrorKind::config, fmt::format("the credential helper {} {}", program, why), std::move(hint)
    );
}

std::string find_program(const std::string& name, const std::map<std::string, std::string>& environment)
{
    const auto path = environment.find("PATH");
    std::string_view left = path == environment.end() ? std::string_view{} : path->second;
    while (!left.empty()) {
        const std::string folder(left.substr(0, left.find(':')));
        left.remove_prefix(std::min(folder.size() + 1, left.size()));
        const std::string file = folder + '/' + name;
        if (!folder.empty() && ::access(file.c_str(), X_OK) == 0)
            return file;
    }
    throw failed(name, "isn't on PATH", "install it, or take it out of config.json and log in again");
}

struct Pipe
{
    base::Descriptor read{};
    base::Descriptor write{};
};

Pipe make_pipe(const std::string& program)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw failed(program, "can't be started: no more files", {});
    return {.read = base::Descriptor(ends[0]), .write = base::Descriptor(ends[1])};
}

// The child under way; killed if it is left.
class Helper
{
public:
    Helper(
        std::string program, const std::string& file, const std::map<std::string, std::string>& environment
    )
        : program_(std::move(program)), in_(make_pipe(program_)), out_(make_pipe(program_))
    {
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, in_.read.number(), STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, out_.write.number(), STDOUT_FILENO);
        std::string get = "get";
        std::string name = program_;
        std::array<char*, 3> words{name.data(), get.data(), nullptr};
        std::vector<std::string> variables;
        for (const auto& [key, value] : environment)
            variables.push_back(key + '=' + value);
        std::vector<char*> pointers;
        for (std::string& variable : variables)
            pointers.push_back(variable.data());
        pointers.push_back(nullptr);
        const int fault =
            ::posix_spawn(&child_, file.c_str(), &actions, nullptr, words.data(), pointers.data());
        ::posix_spawn_file_actions_destroy(&actions);
        if (fault != 0) {
            child_ = -1;
            throw failed(program_, "can't be started", {});
        }
        in_.read.close();
        out_.write.close();
    }

    ~Helper()
    {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            ::waitpid(child_, nullptr, 0);
        }
    }

    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;

    std::string talk(std::string_view question, std::chrono::milliseconds patience)
    {
        const auto due = std::chrono::steady_clock::now() + patience;
        // A pipe takes a server's name at once. Who doesn't read it answers all the same, or fails.
        const ssize_t sent = ::write(in_.write.number(), question.data(), question.size());
        static_cast<void>(sent);
        in_.write.close();
        std::string answer;
        std::array<char, 4096> buffer{};
        while (answer.size() < longest_answer) {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(due - std::chrono::steady_clock::now());
            pollfd wait{.fd = out_.read.number(), .events = POLLIN, .revents = 0};
            const int ready = left.count() <= 0 ? 0 : ::poll(&wait, 1, static_cast<int>(left.count()));
            if (ready < 0 && errno == EINTR)
                continue;
            if (ready <= 0)
                throw failed(program_, "doesn't answer", "does it wait for you to unlock a key store?");
            const ssize_t got = ::read(out_.read.number(), buffer.data(), buffer.size());
            if (got <= 0)
                break;
            answer.append(buffer.data(), static_cast<std::size_t>(got));
        }
        return answer;
    }

    bool ended_well()
    {
        int status = 0;
        const pid_t child = std::exchange(child_, -1);
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    std::string program_;
    Pipe in_;
    Pipe out_;
    pid_t child_ = -1;
};

// A child may end before it has read its question.
class NoPipeSignal
{
public:
    NoPipeSignal()
    {
        sigset_t pipe_signal;
        ::sigemptyset(&pipe_signal);
        ::sigaddset(&pipe_signal, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe_signal, &before_);
    }
    ~NoPipeSignal()
    {
        sigset_t pipe_signal;
        ::sigemptyset(&pipe_signal);
        ::sigaddset(&pipe_signal, SIGPIPE);
        const timespec at_once{};
        ::sigtimedwait(&pipe_signal, nullptr, &at_once);
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;

private:
    sigset_t before_{};
};

}  // namespace

std::optional<RegistryLogin> ask_helper(
    const std::string& suffix,
    const std::string& server,
    const std::map<std::string, std::string>& environment,
    std::chrono::milliseconds patience
)
{
    const std::string program = "docker-credential-" + suffix;
    if (suffix.find('/') != std::string::npos)
        throw failed(program, "has a '/' in its name", "mend config.json");
    const std::string file = find_program(program, environment);
    const NoPipeSignal quiet;
    Helper helper(program, file, environment);
    const std::string answer = helper.talk(server, patience);
    if (!helper.ended_well()) {
        const std::string words(base::trim(answer));
        if (words.find("credentials not found") != std::string::npos)
            return std::nullopt;
        throw failed(
            program, "fails: " + words.substr(0, words.find('\n')), "log in again, or unlock its store"
        );
    }
    base::TextValue root;
    if (base::parse_json_text(answer, base::JsonDialect::standard, root))
        throw failed(program, "answers no JSON", {});
    RegistryLogin login{.username = std::string(protocol::text_member(root, "Username"))};
    std::string secret(protocol::text_member(root, "Secret"));
    if (login.username == "<token>") {
        login.username.clear();
        login.identity_token = std::move(secret);
    } else {
        login.password = std::move(secret);
    }
    return login;
}

}  // namespace devenv::detail::registry
