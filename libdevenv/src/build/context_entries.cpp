#include "build/context_entries.hpp"

#include "build/file_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/xattr.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

namespace devenv::detail::build {

namespace {

using protocol::TarType;

// A capability of revision 3 is bound to a user namespace; the daemon's own form is revision 2, without the
// four bytes of the root id at the end.
std::size_t as_revision_2(std::span<char> capability)
{
    constexpr std::size_t size_of_revision_2 = 20;
    constexpr std::size_t size_of_revision_3 = 24;
    constexpr std::size_t revision_at = 3;
    if (capability.size() == size_of_revision_3 && capability[revision_at] == 3) {
        capability[revision_at] = 2;
        return size_of_revision_2;
    }
    return capability.size();
}

TarType tar_type(mode_t mode, std::string_view path)
{
    switch (mode & S_IFMT) {
        case S_IFDIR:
            return TarType::directory;
        case S_IFLNK:
            return TarType::symlink;
        case S_IFIFO:
            return TarType::fifo;
        case S_IFCHR:
            return TarType::character_device;
        case S_IFBLK:
            return TarType::block_device;
        default:
            throw changed(path, "was replaced");
    }
}

}  // namespace

FileBody::FileBody(base::Descriptor file, std::uint64_t size, std::string path)
    : file_(std::move(file)), rest_(size), path_(std::move(path))
{}

std::size_t FileBody::read(std::span<std::byte> into)
{
    while (file_) {
        // One byte more than is left to come shows in the same call that the file ends where it should.
        std::byte beyond{};
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(rest_, into.size()));
        const std::array<iovec, 2> parts{{{into.data(), wanted}, {&beyond, 1}}};
        const ssize_t got = ::readv(file_.number(), parts.data(), wanted == rest_ ? 2 : 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw unreadable(path_, errno);
        const auto size = static_cast<std::size_t>(got);
        if (size > wanted)
            throw changed(path_, "grew");
        if (size == 0 && rest_ > 0)
            throw changed(path_, "shrank");
        rest_ -= size;
        if (rest_ == 0)
            file_.close();
        if (size > 0)
            return size;
    }
    return 0;
}

ContextEntries::ContextEntries(const ContextPlan& plan) : plan_(plan), walk_(plan.root, plan.rules) {}

bool ContextEntries::next(Entry& entry)
{
    while (const WalkEntry* found = walk_.next()) {
        entry = Entry{};
        entry.header.path = found->path;
        if (plan_.ignore_file && found->path == plan_.ignore_file->name) {
            ignore_file_sent_ = true;
            fill_made_up(*plan_.ignore_file, entry);
            return true;
        }
        if (found->type == FileType::socket) {
            notes_.push_back(fmt::format("left out the socket '{}'", found->path));
            continue;
        }
        if (found->type == FileType::file)
            fill_file(*found, entry);
        else
            fill_other(*found, entry);
        return true;
    }
    return next_made_up(entry);
}

bool ContextEntries::next_made_up(Entry& entry)
{
    entry = Entry{};
    if (plan_.dockerfile_copy && !dockerfile_sent_) {
        dockerfile_sent_ = true;
        fill_made_up(*plan_.dockerfile_copy, entry);
        return true;
    }
    if (plan_.ignore_file && !ignore_file_sent_) {
        ignore_file_sent_ = true;
        fill_made_up(*plan_.ignore_file, entry);
        return true;
    }
    return false;
}

void ContextEntries::fill_made_up(const MadeUpFile& file, Entry& entry)
{
    entry.header.path = file.name;
    entry.header.mode = file.mode;
    entry.header.mtime = file.mtime;
    entry.header.size = file.content.size();
    entry.content = file.content;
}

void ContextEntries::fill_file(const WalkEntry& found, Entry& entry)
{
    // Not blocking: should the file have become a FIFO, it is refused below instead of waited for.
    base::Descriptor file(
        ::openat(found.directory, found.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    );
    if (!file || ::fstat(file.number(), &entry.status) != 0)
        throw unreadable(found.path, errno);
    if (!S_ISREG(entry.status.st_mode))
        throw changed(found.path, "was replaced");
    fill_status(entry);
    if (fill_hard_link(entry))
        return;
    entry.header.size = static_cast<std::uint64_t>(entry.status.st_size);
    const ssize_t size =
        ::fgetxattr(file.number(), "security.capability", capability_.data(), capability_.size());
    if (size > 0)
        entry.header.capability = {
            capability_.data(), as_revision_2(std::span(capability_).first(static_cast<std::size_t>(size)))};
    entry.body = FileBody(std::move(file), entry.header.size, std::string(found.path));
}

void ContextEntries::fill_other(const WalkEntry& found, Entry& entry)
{
    if (::fstatat(found.directory, found.name, &entry.status, AT_SYMLINK_NOFOLLOW) != 0)
        throw unreadable(found.path, errno);
    entry.header.type = tar_type(entry.status.st_mode, found.path);
    if ((found.type == FileType::directory) != (entry.header.type == TarType::directory))
        throw changed(found.path, "was replaced");
    fill_status(entry);
    if (entry.header.type != TarType::directory && fill_hard_link(entry))
        return;
    if (entry.header.type == TarType::symlink) {
        link_.resize(PATH_MAX);
        const ssize_t size = ::readlinkat(found.directory, found.name, link_.data(), link_.size());
        if (size < 0)
            throw unreadable(found.path, errno);
        link_.resize(static_cast<std::size_t>(size));
        entry.header.link = link_;
    }
    if (entry.header.type == TarType::character_device || entry.header.type == TarType::block_device) {
        entry.header.device_major = major(entry.status.st_rdev);
        entry.header.device_minor = minor(entry.status.st_rdev);
    }
}

void ContextEntries::fill_status(Entry& entry)
{
    entry.header.mode = entry.status.st_mode & 07777U;
    entry.header.mtime = entry.status.st_mtime;
    entry.header.user = plan_.user;
    entry.header.group = plan_.group;
}

// The second and each further name of a file is a link to the first one sent.
bool ContextEntries::fill_hard_link(Entry& entry)
{
    if (entry.status.st_nlink < 2)
        return false;
    const auto [at, is_first] = first_names_.try_emplace({entry.status.st_dev, entry.status.st_ino});
    FirstName& first = at->second;
    if (is_first) {
        first = {std::string(entry.header.path), entry.status.st_nlink - 1};
        return false;
    }
    entry.header.type = TarType::hard_link;
    link_ = first.path;
    entry.header.link = link_;
    if (--first.more == 0)
        first_names_.erase(at);
    return true;
}

}  // namespace devenv::detail::build
