#include "workflow/git_facts.hpp"

#include "base/descriptor.hpp"
#include "base/text.hpp"
#include "devenv/error.hpp"
#include "engine/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <vector>

namespace devenv::detail::workflow {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view branch_prefix = "refs/heads/";
constexpr int max_symbolic_refs = 5;

struct GitDirectories
{
    fs::path own{};     // HEAD is here
    fs::path common{};  // refs are here
};

bool is_commit(std::string_view text)
{
    return (text.size() == 40 || text.size() == 64) && std::all_of(text.begin(), text.end(), base::is_hex);
}

// `.git` upwards from a folder; empty if there's none.
fs::path find_dot_git(fs::path directory)
{
    std::error_code ignored;
    directory = fs::absolute(directory, ignored).lexically_normal();
    for (;; directory = directory.parent_path()) {
        if (fs::exists(directory / ".git", ignored))
            return directory / ".git";
        if (directory == directory.parent_path())
            return {};
    }
}

std::optional<GitDirectories> resolve(const fs::path& dot_git)
{
    std::error_code ignored;
    GitDirectories found;
    if (fs::is_directory(dot_git, ignored)) {
        found.own = dot_git;
    } else {
        constexpr std::string_view prefix = "gitdir:";
        const std::string line = engine::read_line(dot_git);
        if (!line.starts_with(prefix))
            return std::nullopt;
        found.own = dot_git.parent_path() / base::trim(std::string_view(line).substr(prefix.size()));
    }
    const std::string common = engine::read_line(found.own / "commondir");
    found.common = common.empty() ? found.own : found.own / common;
    const auto canonical = fs::weakly_canonical(found.common, ignored);
    found.common = ignored ? found.common.lexically_normal() : canonical;
    if (!fs::exists(found.own / "HEAD", ignored))
        return std::nullopt;
    return found;
}

std::string find_packed(const fs::path& common, std::string_view ref)
{
    const std::string text = engine::read_file(common / "packed-refs", std::size_t{64} << 20).value_or("");
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const auto fields = base::words(rest.substr(0, end));
        if (fields.size() == 2 && fields[1] == ref && is_commit(fields[0]))
            return std::string(fields[0]);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

// A ref is a path below the repository; nothing else may be opened for it.
bool is_safe_ref(std::string_view ref)
{
    return ref.starts_with("refs/") && ref.find("..") == std::string_view::npos;
}

std::string resolve_ref(const GitDirectories& directories, std::string ref)
{
    for (int i = 0; i < max_symbolic_refs && is_safe_ref(ref); ++i) {
        std::string value;
        for (const fs::path& folder : {directories.own, directories.common}) {
            std::error_code ignored;
            if (value.empty() && fs::is_regular_file(folder / ref, ignored))
                value = engine::read_line(folder / ref);
        }
        if (value.empty())
            value = find_packed(directories.common, ref);
        if (!value.starts_with("ref:"))
            return is_commit(value) ? value : "";
        ref = base::trim(std::string_view(value).substr(4));
    }
    return {};
}

// Starts a program in a process group of its own, its output going to `output`. 0 if that fails.
pid_t spawn(const fs::path& program, const std::vector<std::string>& arguments, int output)
{
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments)
        // posix_spawn only reads them, whatever its signature says
        argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t child = 0;
    if (::posix_spawn(&child, program.c_str(), &actions, &attributes, argv.data(), environ) != 0)
        child = 0;
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return child;
}

enum class OutputEnd
{
    nothing,    // closed without a byte
    something,  // at least one byte
    late,
};

// Reads until the end: who writes into a closed pipe dies of it, and that isn't an answer.
OutputEnd drain(int input, std::chrono::steady_clock::time_point due)
{
    std::array<char, 4096> buffer{};
    OutputEnd result = OutputEnd::nothing;
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(due - std::chrono::steady_clock::now());
        pollfd waiting{.fd = input, .events = POLLIN, .revents = 0};
        if (left.count() <= 0)
            return OutputEnd::late;
        const int ready = ::poll(&waiting, 1, static_cast<int>(left.count()));
        if (ready <= 0)
            continue;
        const ssize_t count = ::read(input, buffer.data(), buffer.size());
        if (count == 0)
            return result;
        if (count > 0)
            result = OutputEnd::something;
        else if (errno != EINTR)
            return OutputEnd::late;
    }
}

}  // namespace

GitFacts read_git_facts(const fs::path& directory)
{
    GitFacts facts;
    const fs::path dot_git = find_dot_git(directory);
    if (dot_git.empty())
        return facts;
    const auto directories = resolve(dot_git);
    if (!directories) {
        facts.note =
            fmt::format("{} doesn't lead to a repository; branch and commit are unknown", dot_git.string());
        return facts;
    }
    facts.is_repository = true;
    facts.common_directory = directories->common;
    std::error_code ignored;
    facts.is_worktree =
        !fs::is_directory(dot_git, ignored) && fs::exists(directories->own / "commondir", ignored);

    std::string head = engine::read_line(directories->own / "HEAD");
    // before 1.5.5 git made HEAD a link to the branch
    if (fs::is_symlink(directories->own / "HEAD", ignored))
        head = "ref: " + fs::read_symlink(directories->own / "HEAD", ignored).string();
    if (is_commit(head)) {
        facts.branch = "HEAD";
        facts.commit = head;
        return facts;
    }
    if (!head.starts_with("ref:")) {
        facts.note = fmt::format(
            "{} can't be read; branch and commit are unknown", (directories->own / "HEAD").string()
        );
        return facts;
    }
    const std::string ref(base::trim(std::string_view(head).substr(4)));
    if (ref == "refs/heads/.invalid") {
        facts.note = "the repository keeps its refs in a reftable; branch and commit are unknown";
        return facts;
    }
    facts.branch = ref.starts_with(branch_prefix) ? ref.substr(branch_prefix.size()) : ref;
    facts.commit = resolve_ref(*directories, ref);
    return facts;
}

fs::path find_git(std::string_view search_path)
{
    while (!search_path.empty()) {
        const std::size_t end = std::min(search_path.find(':'), search_path.size());
        fs::path candidate = fs::path(search_path.substr(0, end)) / "git";
        std::error_code ignored;
        if (candidate.is_absolute() && fs::is_regular_file(candidate, ignored) &&
            ::access(candidate.c_str(), X_OK) == 0)
            return candidate;
        search_path.remove_prefix(std::min(end + 1, search_path.size()));
    }
    return {};
}

std::optional<bool> ask_dirty(const fs::path& git, const fs::path& directory, std::chrono::milliseconds limit)
{
    if (git.empty())
        return std::nullopt;
    const auto due = std::chrono::steady_clock::now() + limit;
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return std::nullopt;
    const base::Descriptor output(ends[0]);
    base::Descriptor input(ends[1]);
    // no lock files and no daemon of git's own: the question must leave nothing behind
    const pid_t child = spawn(
        git,
        {"git",
         "--no-optional-locks",
         "-c",
         "core.fsmonitor=false",
         "-C",
         directory.string(),
         "status",
         "--porcelain",
         "--untracked-files=no"},
        input.number()
    );
    input.close();
    if (child == 0)
        return std::nullopt;
    const OutputEnd end = drain(output.number(), due);
    if (end == OutputEnd::late)
        ::kill(-child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return std::nullopt;
    if (end == OutputEnd::late || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return std::nullopt;
    return end == OutputEnd::something;
}

}  // namespace devenv::detail::workflow
