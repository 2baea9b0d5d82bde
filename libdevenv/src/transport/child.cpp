#include "transport/child.hpp"

#include "devenv/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

// glibc 2.36 declares these without C linkage.
extern "C" {
#include <sys/pidfd.h>
}

namespace devenv::detail::transport {

namespace {

constexpr int grace_milliseconds = 100;

[[noreturn]] void fail(const std::string& what, int error)
{
    throw Error(ErrorKind::local, fmt::format("{}: {}", what, std::generic_category().message(error)));
}

base::Descriptor above_standard(int descriptor)
{
    base::Descriptor low(descriptor);
    if (descriptor > STDERR_FILENO || descriptor < 0)
        return low;
    return base::Descriptor(::fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

// posix_spawn's settings free themselves.
struct SpawnSettings
{
    SpawnSettings()
    {
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawnattr_init(&attributes);
    }
    ~SpawnSettings()
    {
        ::posix_spawn_file_actions_destroy(&files);
        ::posix_spawnattr_destroy(&attributes);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};
};

// What our own program blocks or ignores is no business of the child's.
void reset_signals(SpawnSettings& settings, ChildSession session)
{
    sigset_t none;
    sigset_t defaults;
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    ::posix_spawnattr_setsigmask(&settings.attributes, &none);
    ::posix_spawnattr_setsigdefault(&settings.attributes, &defaults);
    int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (session == ChildSession::own)
        flags |= POSIX_SPAWN_SETSID;
    ::posix_spawnattr_setflags(&settings.attributes, static_cast<short>(flags));
}

}  // namespace

std::pair<base::Descriptor, base::Descriptor> socket_pair()
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        fail("no pair of sockets for a program", errno);
    return {above_standard(ends[0]), above_standard(ends[1])};
}

// Its stderr is a file in memory: nobody has to read it meanwhile, and a connection that ssh shares and keeps
// in the background, which holds it open, is not waited for.
Child::Child(const std::vector<std::string>& words, int stream, ChildSession session)
    : errors_(above_standard(::memfd_create("stderr", MFD_CLOEXEC)))
{
    SpawnSettings settings;
    ::posix_spawn_file_actions_adddup2(&settings.files, stream, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&settings.files, stream, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&settings.files, errors_.number(), STDERR_FILENO);
    reset_signals(settings, session);
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));  // posix_spawn doesn't write to them
    arguments.push_back(nullptr);
    const int failed = ::posix_spawnp(
        &pid_, words.front().c_str(), &settings.files, &settings.attributes, arguments.data(), environ
    );
    if (failed != 0)
        fail(fmt::format("the program `{}` can't be run", words.front()), failed);
    handle_ = base::Descriptor(::pidfd_open(pid_, 0));
}

Child::~Child()
{
    end();
}

std::optional<int> Child::exit_code()
{
    siginfo_t seen = {};
    if (exit_code_ || ::waitid(P_PIDFD, static_cast<id_t>(handle_.number()), &seen, WEXITED | WNOHANG) != 0)
        return exit_code_ ? exit_code_ : std::optional<int>(-1);  // someone else has waited for it
    if (seen.si_pid == 0)
        return std::nullopt;
    constexpr int killed = 128;
    exit_code_ = seen.si_code == CLD_EXITED ? seen.si_status : killed + seen.si_status;
    return exit_code_;
}

std::string Child::complaint() const
{
    constexpr off_t shown = 2000;
    const off_t size = std::max<off_t>(::lseek(errors_.number(), 0, SEEK_END), 0);
    std::string text(static_cast<std::size_t>(std::min(size, shown)), '\0');
    const ssize_t got =
        ::pread(errors_.number(), text.data(), text.size(), size - static_cast<off_t>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return text;
}

void Child::end() noexcept
{
    if (!handle_)
        return;
    if (!exit_code()) {
        ::pidfd_send_signal(handle_.number(), SIGTERM, nullptr, 0);
        pollfd ended{.fd = handle_.number(), .events = POLLIN, .revents = 0};
        if (::poll(&ended, 1, grace_milliseconds) == 0)
            ::pidfd_send_signal(handle_.number(), SIGKILL, nullptr, 0);
        siginfo_t seen = {};
        ::waitid(P_PIDFD, static_cast<id_t>(handle_.number()), &seen, WEXITED);
        exit_code_ = seen.si_code == CLD_EXITED ? seen.si_status : 128 + seen.si_status;
    }
    handle_.close();
}

}  // namespace devenv::detail::transport
