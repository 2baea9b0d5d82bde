// A frozen folder as one tar.
#pragma once

#include "devenv/byte_source.hpp"
#include "registry/files.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::registry {

/// One thing to go into a tar.
struct TarMember
{
    std::string path{};        ///< inside
    std::string file{};        ///< where the content is; empty = `content`
    std::string content{};     ///< of a small file
    std::string link{};        ///< target, of a symlink
    std::uint64_t size = 0;    ///< of the file's part
    std::uint64_t offset = 0;  ///< where it begins in the file
};

/// All of a folder but the parts of blobs, sorted. Errors: local.
std::vector<TarMember> members_of(const std::string& folder);

/// A tar's bytes, pulled: owner root, no times, so that the same content gives the same bytes. The folders
/// that the members are in come first.
class TarBytes
{
public:
    explicit TarBytes(std::vector<TarMember> members);

    /// Fills `into` from its start; 0 = the end. Errors: local (a file that changed meanwhile, too).
    std::size_t read(std::span<char> into);

private:
    bool begin_next();

    std::vector<TarMember> members_;
    std::size_t next_ = 0;
    std::string text_{};  // headers, small contents, padding: what comes before the file
    std::size_t text_used_ = 0;
    std::unique_ptr<FilePart> file_{};
    std::size_t padding_ = 0;  // behind the file
    std::string last_folder_{};
    bool has_ended_ = false;
};

/// The same as the body of an upload.
std::shared_ptr<ByteSource> tar_source(std::vector<TarMember> members);

}  // namespace devenv::detail::registry
