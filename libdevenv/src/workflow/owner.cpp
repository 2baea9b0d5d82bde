#include "workflow/owner.hpp"

#include "devenv/error.hpp"
#include "engine/run_container.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

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
    const std::string owner = fmt::format("{}:{}", ::geteuid(), ::getegid());
    constexpr const char* place = "/devenv-bundles";
    const ContainerSpec chown{
        .image = job.image,
        .command = {"-hR", owner, place},
        .entrypoint = std::vector<std::string>{"chown"},
        .mounts = {Mount::bind(job.folder.string(), place)},
        .labels = job.labels,
        .user = "0:0",
        .network = "none",
        .userns_mode = "host",  // the caller's id is the one of this machine
    };
    const std::function<void(const Frame&)> unheard;
    std::string failure;
    try {
        const ExitStatus status = co_await engine::run_container(job.client, chown, unheard);
        if (status.code != 0)
            failure = fmt::format("chown ended with {}", status.code);
    } catch (const Error& e) {
        if (e.kind() == ErrorKind::cancelled)
            throw;
        failure = e.what();
    }
    if (failure.empty() && has_foreign_files(job.folder))
        failure = "chown changed nothing";
    if (!failure.empty())
        notes.push_back({
            .level = ConfigNote::Level::warning,
            .text = fmt::format(
                "files in {} belong to another user and can't be handed over ({}); sudo chown -hR {} {}",
                job.folder.string(),
                failure,
                owner,
                job.folder.string()
            ),
        });
    co_return notes;
}

}  // namespace devenv::detail::workflow
