#include "build/safe_folder.hpp"

#include "devenv/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace devenv::detail::build {

namespace {

constexpr int directory_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr std::string_view partial_mark = ".devenv-partial";

[[noreturn]] void fail(std::string_view path, int error_number)
{
    const char* hint = "";
    if (error_number == ENOSPC || error_number == EDQUOT)
        hint = "free some space and repeat";
    else if (error_number == EACCES || error_number == EPERM)
        hint = "make the folder writable for you";
    throw Error(
        ErrorKind::local,
        fmt::format("can't write '{}': {}", path, std::generic_category().message(error_number)),
        hint
    );
}

base::Descriptor open_directory(int parent, const std::string& name, std::string_view shown)
{
    base::Descriptor directory(::openat(parent, name.c_str(), directory_flags));
    if (directory)
        return directory;
    if (errno == ELOOP || errno == ENOTDIR)
        throw Error(
            ErrorKind::local,
            fmt::format("can't write below '{}': it is a link or a file, not a folder", shown),
            "remove it and repeat"
        );
    fail(shown, errno);
}

// Writing through a name that a stranger may have put there is what this avoids: a name that was free.
std::string partial_name_of(const std::string& name)
{
    constexpr std::size_t longest_name = 255;
    return name.substr(0, longest_name - partial_mark.size()) + std::string(partial_mark);
}

}  // namespace

std::string joined(const PathParts& parts)
{
    std::string path;
    for (const std::string& part : parts) {
        if (!path.empty())
            path += '/';
        path += part;
    }
    return path;
}

SafeFolder::SafeFolder(std::string path) : path_(std::move(path))
{
    if (::mkdir(path_.c_str(), 0777) != 0 && errno != EEXIST)
        fail(path_, errno);
    root_ = base::Descriptor(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root_)
        fail(path_, errno);
}

SafeFolder::Place SafeFolder::place_of(const PathParts& path) const
{
    base::Descriptor at(::openat(root_.number(), ".", directory_flags));
    if (!at)
        fail(path_, errno);
    std::string shown = path_;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        shown += "/" + path[i];
        if (::mkdirat(at.number(), path[i].c_str(), 0777) != 0 && errno != EEXIST)
            fail(shown, errno);
        at = open_directory(at.number(), path[i], shown);
    }
    return {std::move(at), path.back()};
}

base::Descriptor SafeFolder::make_directory(const PathParts& path) const
{
    const Place place = place_of(path);
    const std::string shown = path_ + "/" + joined(path);
    if (::mkdirat(place.parent.number(), place.name.c_str(), 0700) != 0) {
        struct stat status = {};
        if (errno != EEXIST ||
            ::fstatat(place.parent.number(), place.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
            fail(shown, errno);
        if (!S_ISDIR(status.st_mode) && (::unlinkat(place.parent.number(), place.name.c_str(), 0) != 0 ||
                                         ::mkdirat(place.parent.number(), place.name.c_str(), 0700) != 0))
            fail(shown, errno);
    }
    return open_directory(place.parent.number(), place.name, shown);
}

void SafeFolder::replace(const Place& place, const std::string& partial_name, const PathParts& path) const
{
    const int parent = place.parent.number();
    if (::renameat(parent, partial_name.c_str(), parent, place.name.c_str()) == 0)
        return;
    const int reason = errno;
    ::unlinkat(parent, partial_name.c_str(), 0);
    fail(path_ + "/" + joined(path), reason);
}

void SafeFolder::make_symlink(const PathParts& path, const std::string& target) const
{
    const Place place = place_of(path);
    const std::string partial_name = partial_name_of(place.name);
    ::unlinkat(place.parent.number(), partial_name.c_str(), 0);
    if (::symlinkat(target.c_str(), place.parent.number(), partial_name.c_str()) != 0)
        fail(path_ + "/" + joined(path), errno);
    replace(place, partial_name, path);
}

void SafeFolder::make_hard_link(const PathParts& path, const PathParts& first_name) const
{
    const Place first = place_of(first_name);
    const Place place = place_of(path);
    const std::string partial_name = partial_name_of(place.name);
    ::unlinkat(place.parent.number(), partial_name.c_str(), 0);
    // Without AT_SYMLINK_FOLLOW: if the first name is a link, the link gets the second name.
    if (::linkat(first.parent.number(), first.name.c_str(), place.parent.number(), partial_name.c_str(), 0) !=
        0)
        fail(path_ + "/" + joined(path), errno);
    replace(place, partial_name, path);
    // Renaming one name of a file onto another of the same file leaves both.
    ::unlinkat(place.parent.number(), partial_name.c_str(), 0);
}

SafeFolder::NewFile::NewFile(const SafeFolder& folder, const PathParts& path)
    : place_(folder.place_of(path)),
      shown_(folder.path_ + "/" + joined(path)),
      partial_name_(partial_name_of(place_.name))
{
    const int parent = place_.parent.number();
    ::unlinkat(parent, partial_name_.c_str(), 0);
    file_ = base::Descriptor(
        ::openat(parent, partial_name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)
    );
    if (!file_)
        fail(shown_, errno);
}

SafeFolder::NewFile::~NewFile()
{
    if (file_)
        ::unlinkat(place_.parent.number(), partial_name_.c_str(), 0);
}

void SafeFolder::NewFile::write(const void* data, std::size_t size, std::int64_t offset)
{
    const char* at = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t written = ::pwrite(file_.number(), at, size, offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            fail(shown_, errno);
        at += written;
        size -= static_cast<std::size_t>(written);
        offset += written;
    }
}

void SafeFolder::NewFile::keep()
{
    const int parent = place_.parent.number();
    if (::renameat(parent, partial_name_.c_str(), parent, place_.name.c_str()) != 0)
        fail(shown_, errno);
    file_.close();
}

}  // namespace devenv::detail::build
