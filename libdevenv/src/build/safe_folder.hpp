#pragma once

#include "base/descriptor.hpp"

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::build {

/// The parts of a path inside of a folder: no `.`, no `..`, not absolute.
using PathParts = std::vector<std::string>;

std::string joined(const PathParts& parts);

/// A folder that a stranger's archive is written into. No path leaves it: every part but the last one has to
/// be a real directory, symlinks are never followed, and what stands at the last part is replaced, not
/// written through.
/// Errors: local, naming the file.
class SafeFolder
{
public:
    /// Makes the folder if need be.
    explicit SafeFolder(std::string path);

    struct Place
    {
        base::Descriptor parent{};
        std::string name{};
    };
    /// Opens the directory that has the last part; makes those that are missing.
    Place place_of(const PathParts& path) const;

    /// Makes a directory, in place of a file or link of that name.
    base::Descriptor make_directory(const PathParts& path) const;
    /// Makes a symlink, in place of what was there.
    void make_symlink(const PathParts& path, const std::string& target) const;
    /// Makes a second name for a file of this folder.
    void make_hard_link(const PathParts& path, const PathParts& first_name) const;

    /// A file that gets its name only once it is whole; until then what was there stays.
    class NewFile
    {
    public:
        NewFile(const SafeFolder& folder, const PathParts& path);
        ~NewFile();
        NewFile(const NewFile&) = delete;
        NewFile& operator=(const NewFile&) = delete;
        NewFile(NewFile&&) = delete;
        NewFile& operator=(NewFile&&) = delete;

        int number() const noexcept { return file_.number(); }
        void write(const void* data, std::size_t size, std::int64_t offset);
        /// Closes it and gives it its name.
        void keep();

    private:
        Place place_;
        std::string shown_;
        std::string partial_name_;
        base::Descriptor file_{};
    };

private:
    void replace(const Place& place, const std::string& partial_name, const PathParts& path) const;

    std::string path_;
    base::Descriptor root_{};
};

}  // namespace devenv::detail::build
