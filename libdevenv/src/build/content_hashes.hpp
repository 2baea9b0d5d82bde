#pragma once

#include "base/descriptor.hpp"

#include <sys/stat.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::build {

using ContentHash = std::array<std::byte, 32>;

/// Hashes of file contents from the last walk through a folder, kept in a file: what has the same inode, size
/// and times as then isn't read again (as git's index does it). Both the file and the walk are in the same
/// order, so that one record of each is in memory, however many there are.
///
/// A file that was changed within two seconds of being looked at isn't kept: a later change could leave the
/// same times. Whatever is wrong with the file only costs the reading.
class ContentHashes
{
public:
    /// Nothing is remembered without a file.
    explicit ContentHashes(std::filesystem::path file);
    ~ContentHashes();
    ContentHashes(const ContentHashes&) = delete;
    ContentHashes& operator=(const ContentHashes&) = delete;

    /// Asked in the walk's order: names in byte order, a folder before what is in it.
    std::optional<ContentHash> find(std::string_view path, const struct stat& status);

    void keep(std::string_view path, const struct stat& status, const ContentHash& hash);

    /// Puts what was kept in the old file's place.
    void finish();

private:
    struct Record
    {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        std::uint64_t size = 0;
        std::array<std::int64_t, 2> changed{};        // content: seconds, nanoseconds
        std::array<std::int64_t, 2> inode_changed{};  // anything: a time that no program can set
        ContentHash hash{};
        std::uint64_t path_size = 0;
    };
    struct Close
    {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;

    static Record record_of(std::string_view path, const struct stat& status);
    void open_new();
    void read_next();
    bool is_too_fresh(const struct stat& status) const;

    std::filesystem::path path_;
    std::filesystem::path new_path_{};
    std::timespec start_{};
    File old_{};
    File new_{};
    Record record_{};
    std::string record_path_{};
};

}  // namespace devenv::detail::build
