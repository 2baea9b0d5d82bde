// Headers of tar archives that others wrote: where everything is. For archives that can be read anywhere;
// streams are libarchive's.
#pragma once

#include "protocol/tar_writer.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

/// What is known of an entry.
struct TarHeader
{
    std::string path{};
    char type = '0';  ///< '0' file, '1' hard link, '2' symlink, '5' directory
    std::uint64_t size = 0;
    std::string link{};
};

enum class TarStep
{
    entry,     ///< `entry` is complete; `skip` bytes of content and padding follow
    more,      ///< an extension of the next entry: give its `need` bytes to `extend`
    end,       ///< the archive's end
    is_wrong,  ///< not a header
};

/// Reads one header after the other: give it blocks of 512 bytes. It holds no more than one entry's names.
class TarReader
{
public:
    /// Names above this length are refused.
    static constexpr std::uint64_t longest_extension = std::uint64_t{1} << 20;

    TarStep header(std::string_view block);
    /// The content of an extension, without its padding.
    void extend(std::string_view content);

    const TarHeader& entry() const { return entry_; }
    std::uint64_t need() const { return need_; }
    std::uint64_t skip() const { return entry_.size + tar_padding(entry_.size); }

private:
    void read_pax(std::string_view records);

    TarHeader entry_{};
    TarHeader known_{};  // what extensions have told of the next entry
    bool has_size_ = false;
    std::uint64_t need_ = 0;
    char extension_ = '\0';
};

}  // namespace devenv::detail::protocol
