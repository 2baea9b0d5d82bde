#include "workflow/copy_out.hpp"

#include "base/descriptor.hpp"
#include "build/archive.hpp"
#include "devenv/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace devenv::detail::workflow {

namespace asio = boost::asio;

namespace {

Error spool_failed(const std::filesystem::path& folder)
{
    return {
        ErrorKind::local,
        fmt::format(
            "artefacts can't be stored in {}: {}", folder.string(), std::generic_category().message(errno)
        ),
        errno == ENOSPC ? "make room on the disk and run the target again" : "",
    };
}

// Without a name where the file system can do that: nothing is left, whatever happens.
base::Descriptor open_spool(const std::filesystem::path& folder)
{
    base::Descriptor spool(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (spool)
        return spool;
    std::string name = (folder / ".devenv-spool-XXXXXX").string();
    spool = base::Descriptor(::mkstemp(name.data()));
    if (!spool)
        throw spool_failed(folder);
    ::unlink(name.c_str());
    return spool;
}

void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& folder)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            throw spool_failed(folder);
        if (written > 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

build::Extracted unpack(int descriptor, const std::filesystem::path& folder)
{
    if (::lseek(descriptor, 0, SEEK_SET) < 0)
        throw spool_failed(folder);
    const auto read = [descriptor, &folder](std::span<std::byte> into) -> std::size_t {
        while (true) {
            const ssize_t got = ::read(descriptor, into.data(), into.size());
            if (got >= 0)
                return static_cast<std::size_t>(got);
            if (errno != EINTR)
                throw spool_failed(folder);
        }
    };
    // The archive's first component is the folder's own name.
    const build::ExtractSpec spec{.folder = folder.string(), .strip = 1};
    return build::extract_tar(read, spec);
}

asio::awaitable<std::optional<PathStat>> look_at(Client client, std::string container, std::string path)
{
    const StatPath question{.container = std::move(container), .path = std::move(path)};
    std::optional<PathStat> found;
    try {
        found = co_await client.send(question);
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::not_found)
            throw;
    }
    co_return found;
}

asio::awaitable<void> read_archive(
    Client client, std::string container, std::string path, int into, std::filesystem::path place
)
{
    const ReadArchive operation{.container = std::move(container), .path = std::move(path)};
    ByteReader reader = co_await client.send(operation);
    while (true) {
        const std::string_view piece = co_await reader.next();
        if (piece.empty())
            break;
        write_all(into, piece, place);
    }
}

}  // namespace

asio::awaitable<bool> has_path(Client client, std::string container, std::string path)
{
    const std::optional<PathStat> found =
        co_await look_at(std::move(client), std::move(container), std::move(path));
    co_return found.has_value();
}

asio::awaitable<std::optional<CopiedOut>> copy_out(
    Client client, std::string container, std::string path, std::filesystem::path folder
)
{
    const std::string asked = path;
    std::optional<PathStat> found = co_await look_at(client, container, path);
    if (!found)
        co_return std::nullopt;
    if (found->is_symlink()) {
        // Where it leads to in the container, as the daemon says.
        path = found->link_target;
        found = co_await look_at(client, container, path);
    }
    if (!found || !found->is_directory())
        co_return CopiedOut{
            .notes = {fmt::format(
                "nothing was copied out: {} in the container is {}",
                asked,
                path != asked ? "a link to " + path + ", which is no folder" : "no folder"
            )}};
    const base::Descriptor spool = open_spool(folder);
    co_await read_archive(std::move(client), std::move(container), std::move(path), spool.number(), folder);
    build::Extracted extracted = unpack(spool.number(), folder);
    co_return CopiedOut{.files = extracted.files.size(), .notes = std::move(extracted.notes)};
}

asio::awaitable<void> save_archive(
    Client client, std::string container, std::string path, std::filesystem::path file
)
{
    const base::Descriptor target(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)
    );
    if (!target)
        throw spool_failed(file);
    try {
        co_await read_archive(
            std::move(client), std::move(container), std::move(path), target.number(), file
        );
    } catch (...) {
        ::unlink(file.c_str());
        throw;
    }
}

}  // namespace devenv::detail::workflow
