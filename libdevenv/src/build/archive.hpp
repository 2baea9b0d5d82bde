#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace devenv::detail::build {

struct FileOwner
{
    uid_t user = 0;
    gid_t group = 0;
};

struct ExtractSpec
{
    std::string folder{};              ///< made if need be
    std::size_t strip = 0;             ///< leading parts of each path to leave away
    std::optional<FileOwner> owner{};  ///< absent = the caller, as for any file it makes
};

struct Extracted
{
    std::vector<std::string> files{};  ///< files and links, relative to the folder, in the archive's order
    std::vector<std::string> notes{};  ///< what was left out, a sentence each
    std::uint64_t bytes = 0;           ///< of all file contents
};

/// Gives the next bytes of an archive; 0 at its end. May throw.
using ArchiveSource = std::function<std::size_t(std::span<std::byte> into)>;

/// Unpacks a tar stream into a folder; what is there is overwritten, each file at once when it is whole.
/// Permissions and times are taken over, owners, setuid, setgid and sticky bits are not. Devices, pipes and
/// links that lead outside are left out with a note.
///
/// Errors: protocol (an absolute path or `..` in a name, damage), interrupted (the stream ended before the
/// archive did; files written before stay), local (disk), whatever `source` throws.
Extracted extract_tar(const ArchiveSource& source, const ExtractSpec& spec);

}  // namespace devenv::detail::build
