#pragma once

#include "base/descriptor.hpp"
#include "build/context_plan.hpp"
#include "build/walk.hpp"
#include "protocol/tar_writer.hpp"

#include <sys/stat.h>

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace devenv::detail::build {

/// The bytes of a file, exactly as many as its header has promised.
class FileBody
{
public:
    FileBody() = default;
    FileBody(base::Descriptor file, std::uint64_t size, std::string path);

    /// Reads up to `into.size()` bytes; more than 0 unless the body has ended.
    /// Errors: local, when the file has shrunk or grown.
    std::size_t read(std::span<std::byte> into);

    /// True when all is read and the file was found to end there.
    bool is_done() const noexcept { return !file_; }

private:
    base::Descriptor file_{};
    std::uint64_t rest_ = 0;
    std::string path_{};
};

/// Everything that the archive consists of, one entry at a time: the kept files of the folder, then those
/// made up for it.
class ContextEntries
{
public:
    struct Entry
    {
        protocol::TarEntry header{};  ///< views hold until the next next()
        struct stat status = {};      ///< of the file; empty for one that is made up
        FileBody body{};              ///< the content comes from here …
        std::string_view content{};   ///< … or from here
    };

    /// `plan` has to outlive the object.
    explicit ContextEntries(const ContextPlan& plan);

    /// Moves on to the next entry; false after the last one. What is left of the body before is dropped.
    bool next(Entry& entry);

    const std::vector<std::string>& notes() const noexcept { return notes_; }

private:
    bool next_made_up(Entry& entry);
    void fill_file(const WalkEntry& found, Entry& entry);
    void fill_other(const WalkEntry& found, Entry& entry);
    void fill_status(Entry& entry);
    bool fill_hard_link(Entry& entry);
    void fill_made_up(const MadeUpFile& file, Entry& entry);

    struct FirstName
    {
        std::string path{};
        std::uint64_t more = 0;  ///< names that may still come
    };

    const ContextPlan& plan_;
    Walk walk_;
    bool ignore_file_sent_ = false;
    bool dockerfile_sent_ = false;
    std::map<std::pair<dev_t, ino_t>, FirstName> first_names_{};
    std::string link_{};
    std::array<char, 256> capability_{};
    std::vector<std::string> notes_{};
};

}  // namespace devenv::detail::build
