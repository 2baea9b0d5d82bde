#include "build/archive.hpp"

#include "build/safe_folder.hpp"
#include "devenv/error.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

namespace devenv::detail::build {

namespace {

constexpr std::size_t buffer_size = std::size_t{256} * 1024;
constexpr std::int64_t end_size = 1024;

// Hands the source's bytes to libarchive. Nothing is thrown through its C code: the exception waits here.
class Feed
{
public:
    explicit Feed(const ArchiveSource& source) : source_(source), buffer_(buffer_size) {}

    std::size_t more()
    {
        if (has_ended_)
            return 0;
        const std::size_t size = source_(buffer_);
        has_ended_ = size == 0;
        total_ += static_cast<std::int64_t>(size);
        return size;
    }

    static la_ssize_t read(archive* reader, void* self, const void** data)
    {
        auto* feed = static_cast<Feed*>(self);
        try {
            *data = feed->buffer_.data();
            return static_cast<la_ssize_t>(feed->more());
        } catch (...) {
            feed->failure_ = std::current_exception();
            archive_set_error(reader, EIO, "the source failed");
            return ARCHIVE_FATAL;
        }
    }

    void rethrow_failure() const
    {
        if (failure_)
            std::rethrow_exception(failure_);
    }
    bool has_ended() const noexcept { return has_ended_; }
    std::int64_t total() const noexcept { return total_; }

private:
    const ArchiveSource& source_;
    std::vector<std::byte> buffer_;
    bool has_ended_ = false;
    std::int64_t total_ = 0;
    std::exception_ptr failure_{};
};

Error outside(std::string_view path)
{
    return Error(ErrorKind::protocol, fmt::format("the archive has an entry that leads outside: '{}'", path));
}

// Throws for what can't be a path inside.
PathParts parts_of(std::string_view path)
{
    if (path.starts_with('/'))
        throw outside(path);
    PathParts parts;
    for (std::string_view rest = path; !rest.empty();) {
        const std::size_t slash = rest.find('/');
        const std::string_view part = rest.substr(0, slash);
        rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
        if (part == "..")
            throw outside(path);
        if (!part.empty() && part != ".")
            parts.emplace_back(part);
    }
    return parts;
}

// As text: a link may go up as far as the folder and then down, by `..` only in front. Since no link leads
// outside, going down through one doesn't either.
bool leads_outside(const PathParts& link, std::string_view target)
{
    if (target.starts_with('/'))
        return true;
    std::size_t above = link.size() - 1;
    bool may_go_up = true;
    while (!target.empty()) {
        const std::size_t slash = target.find('/');
        const std::string_view part = target.substr(0, slash);
        target.remove_prefix(slash == std::string_view::npos ? target.size() : slash + 1);
        if (part == "..") {
            if (!may_go_up || above == 0)
                return true;
            --above;
        } else if (!part.empty() && part != ".") {
            may_go_up = false;
        }
    }
    return false;
}

std::array<timespec, 2> times_of(archive_entry* entry)
{
    const timespec modified{archive_entry_mtime(entry), archive_entry_mtime_nsec(entry)};
    return {{modified, modified}};
}

class Extraction
{
public:
    Extraction(const ArchiveSource& source, const ExtractSpec& spec)
        : spec_(spec), feed_(source), folder_(spec.folder), reader_(archive_read_new(), &archive_read_free)
    {
        if (!reader_)
            throw std::bad_alloc();
        archive_read_support_format_tar(reader_.get());
        require(archive_read_open(reader_.get(), &feed_, nullptr, &Feed::read, nullptr));
    }

    Extracted run() &&
    {
        archive_entry* entry = nullptr;
        for (;;) {
            const int outcome = archive_read_next_header(reader_.get(), &entry);
            if (outcome == ARCHIVE_EOF)
                break;
            require(outcome);
            one(entry);
        }
        expect_end();
        finish_directories();
        return std::move(result_);
    }

private:
    struct MadeDirectory
    {
        base::Descriptor directory{};
        PathParts path{};
        mode_t mode = 0;
        std::array<timespec, 2> times{};
    };

    // A warning is about names that the locale can't show; their bytes are right all the same.
    void require(int outcome) const
    {
        if (outcome == ARCHIVE_OK || outcome == ARCHIVE_WARN)
            return;
        feed_.rethrow_failure();
        if (feed_.has_ended())
            throw interrupted();
        const char* text = archive_error_string(reader_.get());
        throw Error(
            ErrorKind::protocol,
            fmt::format("the archive is damaged: {}", text != nullptr ? text : "unknown reason")
        );
    }

    static Error interrupted()
    {
        return Error(Error::Details{
            .kind = ErrorKind::interrupted,
            .message = "the archive ended too early",
            .hint = "repeat the copy",
            .retryable = true,
        });
    }

    // libarchive takes a stream that ends between two entries for a whole one.
    void expect_end()
    {
        while (feed_.more() > 0) {
        }
        if (feed_.total() - archive_read_header_position(reader_.get()) < end_size)
            throw interrupted();
    }

    void one(archive_entry* entry)
    {
        const char* name = archive_entry_pathname(entry);
        if (name == nullptr)
            throw Error(ErrorKind::protocol, "the archive has an entry without a name");
        PathParts path = parts_of(name);
        if (path.size() <= spec_.strip)
            return;
        path.erase(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(spec_.strip));
        if (const char* first = archive_entry_hardlink(entry))
            hard_link(path, first);
        else if (archive_entry_filetype(entry) == AE_IFREG)
            file(path, entry);
        else if (archive_entry_filetype(entry) == AE_IFDIR)
            directory(path, entry);
        else if (archive_entry_filetype(entry) == AE_IFLNK)
            symlink(path, entry);
        else
            result_.notes.push_back(fmt::format("left out '{}': a device or pipe", joined(path)));
    }

    void hard_link(const PathParts& path, std::string_view first_name)
    {
        PathParts first = parts_of(first_name);
        if (first.size() <= spec_.strip) {
            result_.notes.push_back(fmt::format(
                "left out '{}': a second name of '{}', which isn't copied", joined(path), first_name
            ));
            return;
        }
        first.erase(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(spec_.strip));
        folder_.make_hard_link(path, first);
        result_.files.push_back(joined(path));
    }

    void file(const PathParts& path, archive_entry* entry)
    {
        SafeFolder::NewFile file(folder_, path);
        const void* data = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        la_int64_t end = 0;
        for (;;) {
            const int outcome = archive_read_data_block(reader_.get(), &data, &size, &offset);
            if (outcome == ARCHIVE_EOF)
                break;
            require(outcome);
            file.write(data, size, offset);
            end = offset + static_cast<la_int64_t>(size);
        }
        // A sparse file may end in a hole.
        const la_int64_t whole = archive_entry_size(entry);
        if (end < whole && ::ftruncate(file.number(), whole) != 0)
            throw Error(ErrorKind::local, fmt::format("can't write '{}'", joined(path)));
        take_over(file.number(), archive_entry_perm(entry) & 0777U, times_of(entry), path);
        file.keep();
        result_.bytes += static_cast<std::uint64_t>(whole);
        result_.files.push_back(joined(path));
    }

    // Its own permissions come at the end: they may forbid to write in it, and writing changes its time.
    void directory(const PathParts& path, archive_entry* entry)
    {
        directories_.push_back(
            {folder_.make_directory(path), path, archive_entry_perm(entry) & 0777U, times_of(entry)}
        );
        if (directories_.size() > most_open_directories)
            directories_[directories_.size() - most_open_directories - 1].directory.close();
    }

    void symlink(const PathParts& path, archive_entry* entry)
    {
        const char* target = archive_entry_symlink(entry);
        if (target == nullptr || leads_outside(path, target)) {
            result_.notes.push_back(fmt::format(
                "left out the link '{}': it leads outside, to '{}'", joined(path), target ? target : ""
            ));
            return;
        }
        folder_.make_symlink(path, target);
        if (spec_.owner) {
            const auto place = folder_.place_of(path);
            give_to_owner(
                ::fchownat(
                    place.parent.number(),
                    place.name.c_str(),
                    spec_.owner->user,
                    spec_.owner->group,
                    AT_SYMLINK_NOFOLLOW
                ),
                path
            );
        }
        result_.files.push_back(joined(path));
    }

    void take_over(int number, mode_t mode, const std::array<timespec, 2>& times, const PathParts& path) const
    {
        if (spec_.owner)
            give_to_owner(::fchown(number, spec_.owner->user, spec_.owner->group), path);
        ::fchmod(number, mode);
        ::futimens(number, times.data());
    }

    static void give_to_owner(int outcome, const PathParts& path)
    {
        if (outcome != 0)
            throw Error(
                ErrorKind::local,
                fmt::format("can't change the owner of '{}'", joined(path)),
                "run as root or leave the files to yourself"
            );
    }

    void finish_directories()
    {
        std::reverse(directories_.begin(), directories_.end());
        for (MadeDirectory& made : directories_) {
            if (!made.directory)
                made.directory = folder_.make_directory(made.path);
            take_over(made.directory.number(), made.mode, made.times, made.path);
            made.directory.close();
        }
    }

    static constexpr std::size_t most_open_directories = 32;

    const ExtractSpec& spec_;
    Feed feed_;
    SafeFolder folder_;
    std::unique_ptr<archive, decltype(&archive_read_free)> reader_;
    std::vector<MadeDirectory> directories_{};
    Extracted result_{};
};

}  // namespace

Extracted extract_tar(const ArchiveSource& source, const ExtractSpec& spec)
{
    return Extraction(source, spec).run();
}

}  // namespace devenv::detail::build
