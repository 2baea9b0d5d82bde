#include "support/command.hpp"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace devenv::test {

namespace {

using Clock = std::chrono::steady_clock;

struct Pipe
{
    Pipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        read_end = ends[0];
        write_end = ends[1];
    }

    int read_end = -1;
    int write_end = -1;
};

void close_if_open(int& descriptor)
{
    if (descriptor >= 0)
        ::close(descriptor);
    descriptor = -1;
}

std::vector<std::string> environment_of(const CommandSpec& spec)
{
    std::map<std::string, std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text(*entry);
        const std::size_t equals = text.find('=');
        variables[text.substr(0, equals)] = text.substr(equals + 1);
    }
    for (const auto& [name, value] : spec.environment) {
        if (!value)
            variables.erase(name);
        else
            variables.insert_or_assign(name, *value);
    }
    std::vector<std::string> result;
    result.reserve(variables.size());
    for (auto& [name, value] : variables)
        result.push_back(std::string(name).append("=").append(value));
    return result;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

struct ChildStreams
{
    int in = -1;
    int out = -1;
    int err = -1;
    int terminal = -1;
};

// What the test's own caller ignores or blocks mustn't reach the command.
void reset_signals()
{
    for (int number = 1; number < NSIG; ++number)
        ::signal(number, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(
    const CommandSpec& spec, const ChildStreams& streams, char* const* words, char* const* environment
)
{
    reset_signals();
    if (streams.terminal >= 0) {
        ::login_tty(streams.terminal);
    } else {
        ::setpgid(0, 0);
        ::dup2(streams.in, STDIN_FILENO);
        ::dup2(streams.out, STDOUT_FILENO);
        ::dup2(streams.err, STDERR_FILENO);
        if (spec.input == CommandSpec::Input::closed)
            ::close(STDIN_FILENO);
    }
    bool is_ready = ::chdir(spec.directory.c_str()) == 0;
    if (spec.user)
        is_ready = is_ready && ::setgroups(0, nullptr) == 0 && ::setgid(*spec.user) == 0 &&
                   ::setuid(*spec.user) == 0;
    if (is_ready)
        ::execvpe(words[0], words, environment);
    ::_exit(99);
}

}  // namespace

Command::Command(const CommandSpec& spec)
{
    std::vector<std::string> words = spec.words;
    std::vector<std::string> environment = environment_of(spec);
    const auto word_pointers = pointers_to(words);
    const auto environment_pointers = pointers_to(environment);
    Pipe in;
    Pipe out;
    Pipe err;
    ChildStreams streams{.in = in.read_end, .out = out.write_end, .err = err.write_end};
    if (spec.input == CommandSpec::Input::file)
        streams.in = ::open(spec.input_file.c_str(), O_RDONLY | O_CLOEXEC);
    else if (spec.input != CommandSpec::Input::pipe)
        streams.in = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (spec.input == CommandSpec::Input::terminal) {
        const winsize size{.ws_row = 24, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
        if (::openpty(&terminal_, &streams.terminal, nullptr, nullptr, &size) != 0)
            throw std::runtime_error("no terminal");
        ::fcntl(terminal_, F_SETFD, FD_CLOEXEC);
    }
    pid_ = ::fork();
    if (pid_ == 0)
        become(spec, streams, word_pointers.data(), environment_pointers.data());
    close_if_open(in.read_end);
    close_if_open(out.write_end);
    close_if_open(err.write_end);
    close_if_open(streams.terminal);
    if (spec.input != CommandSpec::Input::pipe) {
        close_if_open(in.write_end);
        if (streams.in != in.read_end)
            ::close(streams.in);
    }
    in_ = in.write_end;
    out_descriptor_ = out.read_end;
    err_descriptor_ = err.read_end;
}

Command::~Command()
{
    if (!status_ && pid_ > 0) {
        ::kill(pid_, SIGKILL);
        has_ended(0);
    }
    close_if_open(in_);
    close_if_open(out_descriptor_);
    close_if_open(err_descriptor_);
    close_if_open(terminal_);
}

void Command::send(int signal) const
{
    if (!status_)
        ::kill(pid_, signal);
}

bool Command::write_input(std::string_view text)
{
    const int descriptor = terminal_ >= 0 ? terminal_ : in_;
    const auto before = ::signal(SIGPIPE, SIG_IGN);
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written <= 0)
            break;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    ::signal(SIGPIPE, before);
    return text.empty();
}

void Command::close_input()
{
    close_if_open(in_);
}

void Command::close_output()
{
    close_if_open(out_descriptor_);
}

void Command::read_some(Time within)
{
    struct Source
    {
        int* descriptor;
        std::string* text;
    };
    const std::array<Source, 3> sources{
        {{&out_descriptor_, &out_}, {&err_descriptor_, &err_}, {&terminal_, &out_}}};
    std::array<pollfd, 3> questions{};
    for (std::size_t i = 0; i < sources.size(); ++i)
        questions.at(i) = {.fd = *sources.at(i).descriptor, .events = POLLIN, .revents = 0};
    if (::poll(questions.data(), questions.size(), static_cast<int>(within.count())) <= 0)
        return;
    std::array<char, 65536> buffer{};
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (questions.at(i).revents == 0)
            continue;
        const ssize_t got = ::read(questions.at(i).fd, buffer.data(), buffer.size());
        if (got > 0)
            sources.at(i).text->append(buffer.data(), static_cast<std::size_t>(got));
        else if (sources.at(i).descriptor != &terminal_)
            close_if_open(*sources.at(i).descriptor);
        else
            ::usleep(1000);  // every slave end is closed; the modes can still be asked for
    }
}

bool Command::has_ended(int options)
{
    int status = 0;
    if (!status_ && ::waitpid(pid_, &status, options) == pid_)
        status_ = status;
    return status_.has_value();
}

bool Command::shows(std::string_view text, Time within)
{
    const Clock::time_point due = Clock::now() + within;
    while (true) {
        if (out_.find(text) != std::string::npos || err_.find(text) != std::string::npos)
            return true;
        if (Clock::now() >= due || (has_ended(WNOHANG) && out_descriptor_ < 0 && err_descriptor_ < 0))
            return false;
        read_some(Time(50));
    }
}

CommandEnd Command::wait(Time within)
{
    const Clock::time_point due = Clock::now() + within;
    close_input();
    while (!has_ended(WNOHANG) && Clock::now() < due)
        read_some(Time(20));
    const bool is_late = !has_ended(WNOHANG);
    if (is_late) {
        ::kill(pid_, SIGKILL);
        has_ended(0);
    }
    // What it has written stays in the pipes; a child of its own that holds them open is no reason to wait.
    for (std::size_t seen = 1; seen != 0;) {
        const std::size_t before = out_.size() + err_.size();
        read_some(Time(0));
        seen = out_.size() + err_.size() - before;
    }
    CommandEnd end{.out = out_, .err = err_};
    end.was_killed = WIFSIGNALED(*status_);
    end.code = end.was_killed ? 128 + WTERMSIG(*status_) : WEXITSTATUS(*status_);
    if (is_late)
        end.code = -1;
    return end;
}

termios Command::terminal_modes() const
{
    termios modes = {};
    ::tcgetattr(terminal_, &modes);
    return modes;
}

void Command::resize_terminal(unsigned short rows, unsigned short columns) const
{
    const winsize size{.ws_row = rows, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
    ::ioctl(terminal_, TIOCSWINSZ, &size);
}

CommandEnd run_command(const CommandSpec& spec, std::string_view input)
{
    Command command(spec);
    if (!input.empty())
        command.write_input(input);
    return command.wait();
}

}  // namespace devenv::test
