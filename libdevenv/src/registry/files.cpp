#include "registry/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

namespace devenv::detail::registry {

namespace {

constexpr std::size_t piece_size = std::size_t{128} * 1024;

base::Descriptor open_to_read(const std::string& path)
{
    return base::Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
}

}  // namespace

Error disk_error(std::string_view doing, const std::string& path, int error_number)
{
    std::string hint;
    if (error_number == ENOSPC || error_number == EDQUOT)
        hint = "make room and start it again: what is there already is kept";
    else if (error_number == ELOOP)
        hint = "a symlink is in the way; remove it";
    else if (error_number == EROFS || error_number == EACCES || error_number == EPERM)
        hint = "choose a folder that can be written";
    return Error(
        ErrorKind::local,
        fmt::format("can't {} {}: {}", doing, path, std::generic_category().message(error_number)),
        std::move(hint)
    );
}

OutputFile::OutputFile(std::string path, Begin begin) : path_(std::move(path))
{
    const int emptied = begin == Begin::empty ? O_TRUNC : 0;
    constexpr mode_t mode = 0644;
    file_ = base::Descriptor(
        ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_APPEND | emptied, mode)
    );
    struct stat facts = {};
    if (!file_ || ::fstat(file_.number(), &facts) != 0)
        throw disk_error("write", path_, errno);
    if (!S_ISREG(facts.st_mode))
        throw disk_error("write", path_, EINVAL);
    size_ = static_cast<std::uint64_t>(facts.st_size);
}

void OutputFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file_.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throw disk_error("write", path_, errno);
        size_ += static_cast<std::uint64_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void OutputFile::truncate()
{
    if (::ftruncate(file_.number(), 0) != 0)
        throw disk_error("write", path_, errno);
    size_ = 0;
}

FilePart::FilePart(std::string path, std::uint64_t offset, std::uint64_t size)
    : path_(std::move(path)), file_(open_to_read(path_)), offset_(offset), left_(size)
{
    if (!file_)
        throw disk_error("read", path_, errno);
}

std::size_t FilePart::read(std::span<char> into)
{
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), left_));
    if (wanted == 0)
        return 0;
    ssize_t got = -1;
    do
        got = ::pread(file_.number(), into.data(), wanted, static_cast<off_t>(offset_));
    while (got < 0 && errno == EINTR);
    if (got < 0)
        throw disk_error("read", path_, errno);
    if (got == 0)
        throw Error(ErrorKind::local, fmt::format("{} is shorter than it was", path_));
    offset_ += static_cast<std::uint64_t>(got);
    left_ -= static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
}

void read_pieces(const std::string& path, const std::function<void(std::string_view)>& take)
{
    const base::Descriptor file = open_to_read(path);
    if (!file)
        throw disk_error("read", path, errno);
    const auto buffer = std::make_unique<std::array<char, piece_size>>();
    while (true) {
        const ssize_t got = ::read(file.number(), buffer->data(), buffer->size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw disk_error("read", path, errno);
        if (got == 0)
            return;
        take({buffer->data(), static_cast<std::size_t>(got)});
    }
}

std::optional<std::string> read_small(const std::string& path, std::size_t bound)
{
    struct stat facts = {};
    if (::lstat(path.c_str(), &facts) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return std::nullopt;
        throw disk_error("read", path, errno);
    }
    std::string content;
    read_pieces(path, [&](std::string_view piece) {
        if (content.size() + piece.size() > bound)
            throw Error(ErrorKind::local, fmt::format("{} has more than {} bytes", path, bound));
        content += piece;
    });
    return content;
}

void write_small(const std::string& path, std::string_view content)
{
    constexpr std::size_t slack = 1;
    struct stat facts = {};
    const bool may_be_same = ::lstat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) &&
                             static_cast<std::size_t>(facts.st_size) == content.size();
    if (may_be_same && read_small(path, content.size() + slack) == content)
        return;
    const std::string partial = path + ".partial";
    {
        OutputFile file(partial, OutputFile::Begin::empty);
        file.write(content);
    }
    move_file(partial, path);
}

void make_folder(const std::filesystem::path& path)
{
    std::error_code ec;
    std::filesystem::create_directories(path, ec);
    if (!ec && !std::filesystem::is_directory(path, ec) && !ec)
        ec = std::make_error_code(std::errc::not_a_directory);
    if (ec)
        throw disk_error("make the folder", path.string(), ec.value());
}

void move_file(const std::string& from, const std::string& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0)
        throw disk_error("make", to, errno);
}

}  // namespace devenv::detail::registry
