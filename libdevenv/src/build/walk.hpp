#pragma once

#include "base/descriptor.hpp"
#include "protocol/dockerignore.hpp"

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::build {

enum class FileType
{
    file,
    directory,
    symlink,
    fifo,
    character_device,
    block_device,
    socket,
};

/// An entry that the rules keep. All of it holds until the next next().
struct WalkEntry
{
    std::string_view path{};     ///< relative to the root, slashes
    const char* name = nullptr;  ///< its last part
    int directory = -1;          ///< descriptor of the directory that has it
    FileType type = FileType::file;
};

/// Walks a directory tree as moby's classic client does: names of a directory in byte order, a directory
/// before what is in it, symlinks never followed. An excluded directory is left out, and entered only where
/// a `!` rule asks for it.
///
/// Cost: one openat and the getdents calls per directory, no call per entry. Memory: the kept names of the
/// directories on the way down. At most `open_limit` descriptors, at any depth.
/// Errors: local, naming the directory that can't be read or changed meanwhile.
class Walk
{
public:
    static constexpr std::size_t open_limit = 64;

    /// `root` and `rules` have to outlive the walk.
    Walk(const base::Descriptor& root, const protocol::IgnoreRules& rules);

    /// Finds the next entry; null after the last one. A directory is opened by the call after the one that
    /// has returned it.
    const WalkEntry* next();

private:
    struct Name
    {
        std::size_t at = 0;  ///< in Level::names, ended by a zero byte
        FileType type = FileType::file;
        bool is_excluded = false;
    };
    struct Level
    {
        base::Descriptor directory{};
        ino_t inode = 0;  ///< known once the descriptor was given up
        dev_t device = 0;
        std::string names{};
        std::vector<Name> order{};
        std::size_t next = 0;
        std::size_t path_size = 0;  ///< how much of path_ is this directory
        protocol::IgnoreRules::Matches matches{};
    };

    Level& top() { return levels_[depth_ - 1]; }
    void enter(base::Descriptor directory);
    void enter_entry();
    void leave();
    void read_names(Level& level);
    void add_name(Level& level, const char* name, unsigned char type);
    void give_up_descriptor(Level& level);
    void regain_descriptor(Level& level, const base::Descriptor& child);
    void set_path(const Level& level, std::string_view name);
    std::string_view shown_path() const;

    const protocol::IgnoreRules& rules_;
    std::vector<Level> levels_{};  ///< those beyond depth_ keep their memory for the next directory
    std::size_t depth_ = 0;
    std::string path_{};
    WalkEntry entry_{};
    bool enter_next_ = false;
    protocol::IgnoreRules::Matches scratch_{};
    std::vector<std::byte> buffer_;
};

}  // namespace devenv::detail::build
