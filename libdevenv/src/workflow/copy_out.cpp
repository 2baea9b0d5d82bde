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

}  // namespace

asio::awaitable<bool> has_path(Client client, std::string container, std::string path)
{
    const StatPath question{.container = std::move(container), .path = std::move(path)};
    try {
        co_await client.send(question);
        co_return true;
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::not_found)
            throw;
    }
    co_return false;
}

asio::awaitable<std::optional<CopiedOut>> copy_out(
    Client client, std::string container, std::string path, std::filesystem::path folder
)
{
    const bool is_there = co_await has_path(client, container, path);
    if (!is_there)
        co_return std::nullopt;
    const base::Descriptor spool = open_spool(folder);
    const ReadArchive operation{.container = std::move(container), .path = std::move(path)};
    ByteReader reader = co_await client.send(operation);
    while (true) {
        const std::string_view piece = co_await reader.next();
        if (piece.empty())
            break;
        write_all(spool.number(), piece, folder);
    }
    build::Extracted extracted = unpack(spool.number(), folder);
    co_return CopiedOut{.files = extracted.files.size(), .notes = std::move(extracted.notes)};
}

}  // namespace devenv::detail::workflow
