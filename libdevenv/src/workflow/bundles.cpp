#include "workflow/bundles.hpp"

#include "devenv/error.hpp"
#include "workflow/file_digest.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace devenv::detail::workflow {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t nanoseconds = 1'000'000'000;

FileMark mark_of(const struct stat& seen)
{
    return {
        .size = static_cast<std::uint64_t>(seen.st_size),
        .inode = seen.st_ino,
        .modified_ns = seen.st_mtim.tv_sec * nanoseconds + seen.st_mtim.tv_nsec,
        .changed_ns = seen.st_ctim.tv_sec * nanoseconds + seen.st_ctim.tv_nsec,
    };
}

// Logs of runs, and what a killed one left of its probe.
bool is_ours(const fs::path& relative)
{
    const std::string name = relative.filename().string();
    const bool is_log = name.starts_with("devenv-") && name.ends_with(".log");
    return !relative.has_parent_path() && (is_log || name.starts_with(".devenv-probe-"));
}

}  // namespace

void prepare_bundles(const fs::path& root, const std::string& directory)
{
    const fs::path folder = root / directory;
    std::error_code ec;
    fs::create_directories(folder, ec);
    if (!fs::is_directory(folder)) {
        const bool is_in_the_way = !ec || ec == std::errc::not_a_directory || ec == std::errc::file_exists;
        throw Error(
            is_in_the_way ? ErrorKind::config : ErrorKind::local,
            fmt::format(
                "artefacts can't go to {}: {}", folder.string(), ec ? ec.message() : "it is not a folder"
            ),
            is_in_the_way ? "move it away, or name another folder by bundles.dir" : ""
        );
    }
    const fs::path real = fs::canonical(folder, ec);
    const fs::path real_root = fs::canonical(root, ec);
    const std::string inside = real.lexically_relative(real_root).string();
    if (inside.empty() || inside == ".." || inside.starts_with("../"))
        throw Error(
            ErrorKind::config,
            fmt::format("{} leads out of the project, to {}", folder.string(), real.string()),
            "make it a folder of the project"
        );
    if (::access(folder.c_str(), W_OK) != 0)
        throw Error(
            ErrorKind::local,
            fmt::format("{} can't be written: {}", folder.string(), std::generic_category().message(errno)),
            "it may belong to root: `sudo chown -R $USER` it"
        );
}

Snapshot take_snapshot(const fs::path& folder)
{
    Snapshot snapshot;
    std::error_code ec;
    const auto options = fs::directory_options::skip_permission_denied;
    for (auto it = fs::recursive_directory_iterator(folder, options, ec); it != fs::end(it);
         it.increment(ec)) {
        struct stat seen = {};
        if (::lstat(it->path().c_str(), &seen) == 0 && S_ISREG(seen.st_mode))
            snapshot.emplace(it->path().lexically_relative(folder).string(), mark_of(seen));
        if (ec)
            break;
    }
    return snapshot;
}

std::vector<Artefact> changed_files(
    const fs::path& root, const std::string& directory, const Snapshot& before
)
{
    std::vector<Artefact> changed;
    for (const auto& [path, mark] : take_snapshot(root / directory)) {
        const auto known = before.find(path);
        if (is_ours(path) || (known != before.end() && known->second == mark))
            continue;
        changed.push_back({
            .path = fs::path(directory) / path,
            .size = mark.size,
            .sha256 = digest_of_file(root / directory / path, base::DigestAlgorithm::sha256),
            .state = known == before.end() ? Artefact::State::made : Artefact::State::changed,
        });
    }
    return changed;
}

}  // namespace devenv::detail::workflow
