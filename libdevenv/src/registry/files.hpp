// Files of a frozen folder.
#pragma once

#include "base/descriptor.hpp"
#include "devenv/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace devenv::detail::registry {

/// Something didn't work on this machine's disk: "can't write 'x': No space left on device; …".
Error disk_error(std::string_view doing, const std::string& path, int error_number);

/// A file that is written from its start or its end on. Symlinks at its place are refused.
class OutputFile
{
public:
    enum class Begin
    {
        empty,
        at_end,
    };

    OutputFile(std::string path, Begin begin);

    /// Errors: local, `no space left` among them; what was written before stays.
    void write(std::string_view bytes);
    void truncate();
    std::uint64_t size() const { return size_; }
    const std::string& path() const { return path_; }
    int number() const { return file_.number(); }

private:
    std::string path_;
    base::Descriptor file_{};
    std::uint64_t size_ = 0;
};

/// A range of a file, read in order.
class FilePart
{
public:
    FilePart(std::string path, std::uint64_t offset, std::uint64_t size);

    /// Fills `into` from its start; 0 = the end of the range. Errors: local, also when the file is shorter.
    std::size_t read(std::span<char> into);

private:
    std::string path_;
    base::Descriptor file_{};
    std::uint64_t offset_;
    std::uint64_t left_;
};

/// Hands a file's bytes out piece by piece. Errors: local.
void read_pieces(const std::string& path, const std::function<void(std::string_view)>& take);

/// The whole of a small file; nullopt if there is none. Errors: local, also above `bound` bytes.
std::optional<std::string> read_small(const std::string& path, std::size_t bound);

/// Gives a file its content at once or not at all, unless it has it already.
void write_small(const std::string& path, std::string_view content);

/// Errors: local.
void make_folder(const std::filesystem::path& path);
void move_file(const std::string& from, const std::string& to);

}  // namespace devenv::detail::registry
