#include "build/content_hashes.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <system_error>
#include <utility>

namespace devenv::detail::build {

namespace {

// The size of a record stands in it: a file of another build of the library is another version.
constexpr std::string_view mark = "devenv content hashes 1\n";

// As the walk goes: part by part, so that "a/b" comes before "a-b".
bool is_before(std::string_view one, std::string_view other)
{
    return std::lexicographical_compare(
        one.begin(),
        one.end(),
        other.begin(),
        other.end(),
        [](char left, char right) {
            const auto rank = [](char c) {
                return c == '/' ? -1 : static_cast<int>(static_cast<unsigned char>(c));
            };
            return rank(left) < rank(right);
        }
    );
}

}  // namespace

ContentHashes::ContentHashes(std::filesystem::path file) : path_(std::move(file))
{
    if (path_.empty())
        return;
    ::clock_gettime(CLOCK_REALTIME, &start_);
    old_.reset(std::fopen(path_.c_str(), "rbe"));
    std::string found(mark.size(), '\0');
    if (old_ && (std::fread(found.data(), 1, found.size(), old_.get()) != found.size() || found != mark))
        old_.reset();
    read_next();
    open_new();
}

ContentHashes::~ContentHashes()
{
    if (new_)
        ::unlink(new_path_.c_str());
}

void ContentHashes::open_new()
{
    std::error_code ec;
    std::filesystem::create_directories(path_.parent_path(), ec);
    std::string name = path_.string() + ".XXXXXX";
    base::Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (!file)
        return;
    new_path_ = name;
    new_.reset(::fdopen(file.number(), "wb"));
    if (!new_) {
        ::unlink(new_path_.c_str());
        return;
    }
    file.release();
    std::fwrite(mark.data(), 1, mark.size(), new_.get());
}

void ContentHashes::read_next()
{
    if (!old_)
        return;
    const bool has_record =
        std::fread(&record_, sizeof record_, 1, old_.get()) == 1 && record_.path_size <= PATH_MAX;
    if (has_record) {
        record_path_.resize(record_.path_size);
        if (std::fread(record_path_.data(), 1, record_path_.size(), old_.get()) == record_path_.size())
            return;
    }
    old_.reset();
}

ContentHashes::Record ContentHashes::record_of(std::string_view path, const struct stat& status)
{
    return {
        .device = status.st_dev,
        .inode = status.st_ino,
        .size = static_cast<std::uint64_t>(status.st_size),
        .changed = {status.st_mtim.tv_sec, status.st_mtim.tv_nsec},
        .inode_changed = {status.st_ctim.tv_sec, status.st_ctim.tv_nsec},
        .path_size = path.size(),
    };
}

std::optional<ContentHash> ContentHashes::find(std::string_view path, const struct stat& status)
{
    while (old_ && is_before(record_path_, path))
        read_next();
    if (!old_ || record_path_ != path)
        return std::nullopt;
    const Record now = record_of(path, status);
    const bool is_same = now.device == record_.device && now.inode == record_.inode &&
                         now.size == record_.size && now.changed == record_.changed &&
                         now.inode_changed == record_.inode_changed;
    return is_same ? std::optional(record_.hash) : std::nullopt;
}

bool ContentHashes::is_too_fresh(const struct stat& status) const
{
    constexpr std::time_t coarsest_clock = 2;  // of a file system, in seconds
    return std::max(status.st_mtim.tv_sec, status.st_ctim.tv_sec) + coarsest_clock >= start_.tv_sec;
}

void ContentHashes::keep(std::string_view path, const struct stat& status, const ContentHash& hash)
{
    if (!new_ || is_too_fresh(status))
        return;
    Record record = record_of(path, status);
    record.hash = hash;
    std::fwrite(&record, sizeof record, 1, new_.get());
    std::fwrite(path.data(), 1, path.size(), new_.get());
}

void ContentHashes::finish()
{
    if (!new_)
        return;
    const bool is_whole = std::fflush(new_.get()) == 0 && std::ferror(new_.get()) == 0;
    if (is_whole && ::rename(new_path_.c_str(), path_.c_str()) == 0)
        new_.reset();
}

}  // namespace devenv::detail::build
