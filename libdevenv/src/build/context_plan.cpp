#include "build/context_plan.hpp"

#include "base/digest.hpp"
#include "build/file_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <utility>

namespace devenv::detail::build {

namespace {

using protocol::IgnoreRules;

constexpr std::string_view ignore_name = ".dockerignore";
constexpr std::size_t longest_text = std::size_t{16} * 1024 * 1024;

struct TextFile
{
    std::string content{};
    std::uint32_t mode = 0;
    std::int64_t mtime = 0;
};

base::Descriptor open_folder(const std::string& path)
{
    base::Descriptor root(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (root)
        return root;
    const int reason = errno;
    if (reason == ENOENT)
        throw Error(
            ErrorKind::config,
            fmt::format("the build context '{}' doesn't exist", path),
            "name an existing folder"
        );
    if (reason == ENOTDIR)
        throw Error(
            ErrorKind::config,
            fmt::format("the build context '{}' is not a folder", path),
            "name the folder around it"
        );
    throw unreadable(path, reason);
}

// The path without symlinks; nullopt when it doesn't exist.
std::optional<std::string> resolved(const std::string& path)
{
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
    if (real)
        return std::string(real.get());
    if (errno == ENOENT || errno == ENOTDIR)
        return std::nullopt;
    throw unreadable(path, errno);
}

// Opens what `path` leads to; nothing when it doesn't exist.
std::optional<TextFile> read_text(int directory, const std::string& path, std::string_view shown)
{
    // Not blocking: a FIFO of that name is refused below instead of waited for.
    const base::Descriptor file(::openat(directory, path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file && (errno == ENOENT || errno == ENOTDIR))
        return std::nullopt;
    struct stat status = {};
    if (!file || ::fstat(file.number(), &status) != 0)
        throw unreadable(shown, errno);
    if (!S_ISREG(status.st_mode))
        throw Error(
            ErrorKind::config, fmt::format("'{}' is not a file", shown), "put a file there or name another"
        );
    TextFile text;
    text.mode = status.st_mode & 07777U;
    text.mtime = status.st_mtime;
    std::array<char, 16'384> buffer;
    for (;;) {
        const ssize_t size = ::read(file.number(), buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            throw unreadable(shown, errno);
        if (size == 0)
            return text;
        text.content.append(buffer.data(), static_cast<std::size_t>(size));
        if (text.content.size() > longest_text)
            throw Error(
                ErrorKind::config, fmt::format("'{}' is larger than 16 MiB", shown), "is it the right file?"
            );
    }
}

struct DockerfilePlace
{
    std::string given{};     ///< absolute, symlinks kept: DOCKERFILE.dockerignore stands beside it
    std::string real{};      ///< absolute, no symlinks
    std::string shown{};     ///< as the user wrote it
    std::string relative{};  ///< to the root; empty = it lies outside
};

bool exists(const base::Descriptor& root, const char* name)
{
    struct stat status = {};
    return ::fstatat(root.number(), name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

DockerfilePlace find_dockerfile(
    const ContextSpec& spec, const base::Descriptor& root, const std::string& real_root
)
{
    DockerfilePlace place;
    place.shown = spec.dockerfile;
    if (spec.dockerfile.empty())
        place.shown = !exists(root, "Dockerfile") && exists(root, "dockerfile") ? "dockerfile" : "Dockerfile";
    place.given = place.shown.front() == '/' ? place.shown : real_root + "/" + place.shown;
    const auto real = resolved(place.given);
    if (!real)
        throw Error(
            ErrorKind::config,
            fmt::format("there is no Dockerfile '{}' in '{}'", place.shown, spec.path),
            "write one or name another file; its path is relative to the build context"
        );
    place.real = *real;
    struct stat status = {};
    if (::stat(place.real.c_str(), &status) != 0)
        throw unreadable(place.shown, errno);
    if (!S_ISREG(status.st_mode))
        throw Error(
            ErrorKind::config,
            fmt::format("the Dockerfile '{}' is not a file", place.shown),
            "name the file itself, for instance its Dockerfile"
        );
    const std::string prefix = real_root == "/" ? real_root : real_root + "/";
    if (place.real.starts_with(prefix))
        place.relative = place.real.substr(prefix.size());
    return place;
}

IgnoreRules parse_rules(const std::string& content, std::string_view shown)
{
    auto parsed = IgnoreRules::parse(content);
    if (parsed.rules)
        return std::move(*parsed.rules);
    throw Error(
        ErrorKind::config,
        fmt::format("{}:{}: '{}': {}", shown, parsed.error.line, parsed.error.pattern, parsed.error.reason),
        "correct the pattern or take the line out"
    );
}

void add_dockerfile_copy(
    ContextPlan& plan, TextFile dockerfile, const std::optional<TextFile>& own_ignore_file
)
{
    // By its content, not by chance: the same context is the same archive.
    const std::string name = ".dockerfile." + base::sha256_hex(dockerfile.content).substr(0, 20);
    plan.dockerfile = name;
    plan.dockerfile_copy = MadeUpFile{name, std::move(dockerfile.content), 0600, dockerfile.mtime};
    MadeUpFile ignore_file{std::string(ignore_name), std::string(ignore_name), 0600, dockerfile.mtime};
    if (own_ignore_file && !plan.rules.excludes(ignore_name)) {
        ignore_file.content = own_ignore_file->content;
        ignore_file.mode = own_ignore_file->mode;
        ignore_file.mtime = own_ignore_file->mtime;
    }
    ignore_file.content += "\n" + name + "\n";
    plan.ignore_file = std::move(ignore_file);
}

}  // namespace

ContextPlan plan_context(const ContextSpec& spec)
{
    ContextPlan plan;
    plan.root = open_folder(spec.path);
    plan.user = spec.user;
    plan.group = spec.group;
    if (spec.ignore_file == IgnoreFile::passed_over) {
        for (const std::string& path : spec.left_out)
            plan.rules.exclude(path);
        return plan;
    }
    const std::string real_root = resolved(spec.path).value_or(spec.path);
    const DockerfilePlace place = find_dockerfile(spec, plan.root, real_root);

    const std::string special_name = place.shown + std::string(ignore_name);
    const auto special = read_text(AT_FDCWD, place.given + std::string(ignore_name), special_name);
    const auto own = read_text(plan.root.number(), std::string(ignore_name), ignore_name);
    if (special)
        plan.rules = parse_rules(special->content, special_name);
    else if (own)
        plan.rules = parse_rules(own->content, ignore_name);
    for (const std::string& path : spec.left_out)
        plan.rules.exclude(path);

    // The builder reads .dockerignore from the archive and removes it and the Dockerfile if it excludes them.
    // It knows nothing of DOCKERFILE.dockerignore, so a Dockerfile excluded there travels as a copy.
    if (!special && plan.rules.excludes(ignore_name))
        plan.rules.keep(ignore_name);
    const bool is_excluded = !place.relative.empty() && plan.rules.excludes(place.relative);
    if (place.relative.empty() || (is_excluded && special)) {
        auto content = read_text(AT_FDCWD, place.real, place.shown);
        if (!content)
            throw changed(place.shown, "vanished");
        add_dockerfile_copy(plan, std::move(*content), own);
        return plan;
    }
    if (is_excluded)
        plan.rules.keep(place.relative);
    plan.dockerfile = place.relative;
    return plan;
}

}  // namespace devenv::detail::build
