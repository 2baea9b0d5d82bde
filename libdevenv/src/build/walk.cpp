#include "build/walk.hpp"

#include "build/file_error.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

namespace devenv::detail::build {

namespace {

constexpr std::size_t names_buffer = std::size_t{64} * 1024;
constexpr int directory_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

std::optional<FileType> type_of(unsigned char kernel_type)
{
    switch (kernel_type) {
        case DT_REG:
            return FileType::file;
        case DT_DIR:
            return FileType::directory;
        case DT_LNK:
            return FileType::symlink;
        case DT_FIFO:
            return FileType::fifo;
        case DT_CHR:
            return FileType::character_device;
        case DT_BLK:
            return FileType::block_device;
        case DT_SOCK:
            return FileType::socket;
        default:
            return std::nullopt;
    }
}

}  // namespace

Walk::Walk(const base::Descriptor& root, const protocol::IgnoreRules& rules)
    : rules_(rules), buffer_(names_buffer)
{
    base::Descriptor own(::openat(root.number(), ".", directory_flags));
    if (!own)
        throw unreadable(".", errno);
    enter(std::move(own));
}

const WalkEntry* Walk::next()
{
    if (enter_next_)
        enter_entry();
    while (depth_ > 0) {
        Level& level = top();
        if (level.next == level.order.size()) {
            leave();
            continue;
        }
        const Name& name = level.order[level.next++];
        entry_.name = level.names.data() + name.at;
        entry_.directory = level.directory.number();
        entry_.type = name.type;
        set_path(level, entry_.name);
        entry_.path = path_;
        if (name.is_excluded) {
            enter_entry();
            continue;
        }
        enter_next_ = name.type == FileType::directory;
        return &entry_;
    }
    return nullptr;
}

void Walk::enter_entry()
{
    enter_next_ = false;
    base::Descriptor directory(::openat(entry_.directory, entry_.name, directory_flags));
    if (!directory)
        throw unreadable(path_, errno);
    enter(std::move(directory));
}

// path_ is the directory's own.
void Walk::enter(base::Descriptor directory)
{
    if (depth_ >= open_limit && levels_[depth_ - open_limit].directory)
        give_up_descriptor(levels_[depth_ - open_limit]);
    if (levels_.size() == depth_)
        levels_.emplace_back();
    Level& level = levels_[depth_];
    level.directory = std::move(directory);
    level.path_size = path_.size();
    level.names.clear();
    level.order.clear();
    level.next = 0;
    if (depth_ > 0)
        rules_.excludes(path_, levels_[depth_ - 1].matches, level.matches);
    ++depth_;
    read_names(level);
}

void Walk::leave()
{
    const base::Descriptor child = std::move(top().directory);
    --depth_;
    if (depth_ > 0 && !top().directory)
        regain_descriptor(top(), child);
}

void Walk::read_names(Level& level)
{
    for (;;) {
        const long size = ::syscall(SYS_getdents64, level.directory.number(), buffer_.data(), buffer_.size());
        if (size == 0)
            break;
        if (size < 0) {
            path_.resize(level.path_size);
            throw unreadable(shown_path(), errno);
        }
        for (const std::byte *at = buffer_.data(), *end = at + size; at < end;) {
            std::uint16_t length = 0;
            std::memcpy(&length, at + offsetof(dirent64, d_reclen), sizeof length);
            const auto type = std::to_integer<unsigned char>(at[offsetof(dirent64, d_type)]);
            add_name(level, reinterpret_cast<const char*>(at + offsetof(dirent64, d_name)), type);
            at += length;
        }
    }
    const char* names = level.names.data();
    std::sort(level.order.begin(), level.order.end(), [names](const Name& a, const Name& b) {
        return std::strcmp(names + a.at, names + b.at) < 0;
    });
}

// What is excluded and not entered is dropped here: it costs neither memory nor sorting.
void Walk::add_name(Level& level, const char* name, unsigned char kernel_type)
{
    const std::string_view text = name;
    if (text == "." || text == "..")
        return;
    std::optional<FileType> type = type_of(kernel_type);
    bool is_excluded = false;
    if (!rules_.empty() || !type)
        set_path(level, text);
    if (!rules_.empty())
        is_excluded = rules_.excludes(path_, level.matches, scratch_);
    if (!type) {  // some file systems don't tell
        struct stat status = {};
        if (::fstatat(level.directory.number(), name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            throw unreadable(path_, errno);
        type = type_of(static_cast<unsigned char>(IFTODT(status.st_mode)));
    }
    if (!type)
        return;
    const bool is_skipped = *type != FileType::directory ||
                            (is_excluded && rules_.may_skip_directory(path_, protocol::Builder::classic));
    if (is_excluded && is_skipped)
        return;
    level.order.push_back({level.names.size(), *type, is_excluded});
    level.names.append(text);
    level.names += '\0';
}

// Its way back is "..", which has to lead to the same directory.
void Walk::give_up_descriptor(Level& level)
{
    struct stat status = {};
    if (::fstat(level.directory.number(), &status) != 0)
        throw unreadable(std::string_view(path_).substr(0, level.path_size), errno);
    level.device = status.st_dev;
    level.inode = status.st_ino;
    level.directory.close();
}

void Walk::regain_descriptor(Level& level, const base::Descriptor& child)
{
    path_.resize(level.path_size);
    level.directory = base::Descriptor(::openat(child.number(), "..", directory_flags));
    struct stat status = {};
    if (!level.directory || ::fstat(level.directory.number(), &status) != 0)
        throw unreadable(shown_path(), errno);
    if (status.st_dev != level.device || status.st_ino != level.inode)
        throw changed(shown_path(), "was moved");
}

void Walk::set_path(const Level& level, std::string_view name)
{
    path_.resize(level.path_size);
    if (!path_.empty())
        path_ += '/';
    path_ += name;
}

std::string_view Walk::shown_path() const
{
    return path_.empty() ? std::string_view(".") : std::string_view(path_);
}

}  // namespace devenv::detail::build
