#include "workflow/owner.hpp"

#include "build/context_source.hpp"
#include "devenv/error.hpp"
#include "engine/run_container.hpp"
#include "workflow/copy_out.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace devenv::detail::workflow {

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

bool is_foreign(const fs::path& path)
{
    struct stat seen = {};
    return ::lstat(path.c_str(), &seen) == 0 && (seen.st_uid != ::geteuid() || seen.st_gid != ::getegid());
}

// A group that the folder passes on (setgid) is somebody's wish: only a foreign user counts then.
bool has_foreign_files(const fs::path& folder)
{
    const auto is_foreign_user = [](const fs::path& path) {
        struct stat seen = {};
        return ::lstat(path.c_str(), &seen) == 0 && seen.st_uid != ::geteuid();
    };
    if (is_foreign_user(folder))
        return true;
    std::error_code ec;
    for (auto it = fs::recursive_directory_iterator(folder, ec); it != fs::end(it); it.increment(ec)) {
        if (is_foreign_user(it->path()))
            return true;
        if (ec)
            return true;  // a folder that can't even be listed isn't ours
    }
    return static_cast<bool>(ec) && fs::exists(folder);
}

void hand_over_directly(const fs::path& folder)
{
    std::error_code ec;
    for (auto it = fs::recursive_directory_iterator(folder, ec); it != fs::end(it); it.increment(ec)) {
        if (is_foreign(it->path()) && ::lchown(it->path().c_str(), ::geteuid(), ::getegid()) != 0)
            return;
        if (ec)
            return;
    }
}

/// A folder of ours beside another one. It goes with its owner.
class FolderBeside
{
public:
    explicit FolderBeside(const fs::path& folder)
    {
        std::string name = (folder.parent_path() / ".devenv-handover-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw Error(
                ErrorKind::local,
                fmt::format(
                    "no folder can be made in {}: {}", folder.parent_path().string(), std::strerror(errno)
                )
            );
        path_ = name;
    }
    ~FolderBeside()
    {
        std::error_code ec;
        fs::remove_all(path_, ec);
    }
    FolderBeside(const FolderBeside&) = delete;
    FolderBeside& operator=(const FolderBeside&) = delete;

    const fs::path& path() const noexcept { return path_; }

private:
    fs::path path_{};
};

asio::awaitable<void> hand_over_by_chown(OwnerJob job)
{
    constexpr const char* place = "/devenv-bundles";
    const ContainerSpec chown{
        .image = job.image,
        .command = {"-hR", fmt::format("{}:{}", ::geteuid(), ::getegid()), place},
        .entrypoint = std::vector<std::string>{"chown"},
        .mounts = {Mount::bind(job.folder.string(), place)},
        .labels = job.labels,
        .user = "0:0",
        .network = "none",
        .userns_mode = "host",  // the caller's id is the one of this machine
    };
    const std::function<void(const Frame&)> unheard;
    const ExitStatus status = co_await engine::run_container(job.client, chown, unheard);
    if (status.code != 0)
        throw Error(ErrorKind::local, fmt::format("chown ended with {}", status.code));
}

// The daemon replaces the files by those of the archive, whose owner is the caller.
asio::awaitable<void> hand_over_by_copy(OwnerJob job)
{
    const FolderBeside ours(job.folder);
    const std::optional<CopiedOut> copied =
        co_await copy_out(job.client, job.container, job.container_folder, ours.path());
    if (!copied)
        throw Error(
            ErrorKind::local, fmt::format("{} isn't in the container any more", job.container_folder)
        );
    const ContextSpec files{
        .path = ours.path().string(),
        .ignore_file = IgnoreFile::passed_over,
        .user = ::geteuid(),
        .group = ::getegid(),
    };
    auto source = std::make_shared<build::ContextSource>(std::make_shared<ContextStream>(files));
    const WriteArchive writing{.container = job.container, .path = job.container_folder};
    co_await job.client.send(writing, std::move(source));
}

using Way = asio::awaitable<void> (*)(OwnerJob);

// What went wrong; nothing if all is the caller's now.
asio::awaitable<std::string> try_way(Way way, OwnerJob job)
{
    const fs::path folder = job.folder;
    try {
        co_await way(std::move(job));
    } catch (const Error& e) {
        if (e.kind() == ErrorKind::cancelled)
            throw;
        co_return e.what();
    }
    co_return has_foreign_files(folder) ? "the owner didn't change" : "";
}

}  // namespace

asio::awaitable<std::vector<ConfigNote>> hand_over(OwnerJob job)
{
    std::vector<ConfigNote> notes;
    if (!has_foreign_files(job.folder))
        co_return notes;
    if (::geteuid() == 0) {
        hand_over_directly(job.folder);
        co_return notes;
    }
    std::string failure = co_await try_way(hand_over_by_chown, job);
    if (!failure.empty() && !job.container.empty())
        failure = co_await try_way(hand_over_by_copy, job);
    if (!failure.empty())
        notes.push_back({
            .level = ConfigNote::Level::warning,
            .text = fmt::format(
                "files in {} belong to another user and can't be handed over ({}); sudo chown -hR {}:{} {}",
                job.folder.string(),
                failure,
                ::geteuid(),
                ::getegid(),
                job.folder.string()
            ),
        });
    co_return notes;
}

}  // namespace devenv::detail::workflow
