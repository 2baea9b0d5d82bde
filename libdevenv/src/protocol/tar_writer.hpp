#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

enum class TarType : char
{
    file = '0',
    hard_link = '1',
    symlink = '2',
    character_device = '3',
    block_device = '4',
    directory = '5',
    fifo = '6',
};

/// What a header says of an entry. Owner and group have no names.
struct TarEntry
{
    std::string_view path{};  ///< without `./`; the final slash of a directory is added
    TarType type = TarType::file;
    std::uint32_t mode = 0644;  ///< permissions, setuid, setgid, sticky: no type bits
    std::uint64_t size = 0;     ///< bytes that follow; only of a file
    std::int64_t mtime = 0;     ///< seconds since 1970
    std::string_view link{};    ///< target of a symlink, first name of a hard link
    std::uint32_t device_major = 0;
    std::uint32_t device_minor = 0;
    std::uint32_t user = 0;
    std::uint32_t group = 0;
    std::string_view capability{};  ///< the bytes of xattr security.capability; empty = none
};

constexpr std::size_t tar_block = 512;

/// Appends the header of an entry to `out`: USTAR, with PAX records in front for what doesn't fit.
/// Shape: a multiple of tar_block bytes. No allocation once `out` has room.
void append_tar_header(const TarEntry& entry, std::string& out);

/// How many zero bytes follow a body of `size` bytes.
constexpr std::size_t tar_padding(std::uint64_t size) noexcept
{
    return static_cast<std::size_t>((tar_block - size % tar_block) % tar_block);
}

/// How many zero bytes end an archive.
constexpr std::size_t tar_end = 2 * tar_block;

}  // namespace devenv::detail::protocol
