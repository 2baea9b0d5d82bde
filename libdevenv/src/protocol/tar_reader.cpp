#include "protocol/tar_reader.hpp"

#include "protocol/http_fields.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace devenv::detail::protocol {

namespace {

constexpr std::size_t name_offset = 0;
constexpr std::size_t name_length = 100;
constexpr std::size_t size_offset = 124;
constexpr std::size_t size_length = 12;
constexpr std::size_t sum_offset = 148;
constexpr std::size_t sum_length = 8;
constexpr std::size_t type_offset = 156;
constexpr std::size_t link_offset = 157;
constexpr std::size_t magic_offset = 257;
constexpr std::size_t prefix_offset = 345;
constexpr std::size_t prefix_length = 155;

std::string_view text_at(std::string_view block, std::size_t offset, std::size_t length)
{
    const std::string_view field = block.substr(offset, length);
    return field.substr(0, field.find('\0'));
}

// Octal digits, or a big-endian number with the highest bit set.
std::optional<std::uint64_t> number_at(std::string_view block, std::size_t offset, std::size_t length)
{
    std::string_view field = block.substr(offset, length);
    std::uint64_t number = 0;
    if ((static_cast<unsigned char>(field.front()) & 0x80U) != 0) {
        for (const char c : field.substr(field.size() - sizeof(number)))
            number = number << 8U | static_cast<unsigned char>(c);
        return number >> 62U == 0 ? std::optional(number) : std::nullopt;
    }
    field = text_at(block, offset, length);
    while (field.starts_with(' '))
        field.remove_prefix(1);
    while (field.ends_with(' '))
        field.remove_suffix(1);
    for (const char c : field) {
        if (c < '0' || c > '7')
            return std::nullopt;
        number = number << 3U | static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

bool has_right_sum(std::string_view block)
{
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const bool is_sum = i >= sum_offset && i < sum_offset + sum_length;
        sum += is_sum ? std::uint64_t{' '} : static_cast<unsigned char>(block[i]);
    }
    return number_at(block, sum_offset, sum_length) == sum;
}

}  // namespace

TarStep TarReader::header(std::string_view block)
{
    if (block.size() != tar_block)
        return TarStep::is_wrong;
    if (std::ranges::all_of(block, [](char c) { return c == '\0'; }))
        return TarStep::end;
    const std::optional<std::uint64_t> size = number_at(block, size_offset, size_length);
    if (!size || !has_right_sum(block))
        return TarStep::is_wrong;
    const char type = block[type_offset] == '\0' ? '0' : block[type_offset];
    if (type == 'x' || type == 'g' || type == 'L' || type == 'K') {
        if (*size > longest_extension)
            return TarStep::is_wrong;
        extension_ = type;
        need_ = *size;
        return TarStep::more;
    }
    entry_ = std::exchange(known_, {});
    entry_.type = type;
    if (!std::exchange(has_size_, false))
        entry_.size = *size;
    if (type != '0' && type != '7')
        entry_.size = type >= '1' && type <= '6' ? 0 : entry_.size;
    if (entry_.path.empty()) {
        entry_.path = text_at(block, name_offset, name_length);
        const bool has_prefix = block.substr(magic_offset, 6) == std::string_view("ustar\0", 6);
        const std::string_view prefix = has_prefix ? text_at(block, prefix_offset, prefix_length) : "";
        if (!prefix.empty())
            entry_.path = std::string(prefix) + '/' + entry_.path;
    }
    if (entry_.link.empty())
        entry_.link = text_at(block, link_offset, name_length);
    return TarStep::entry;
}

void TarReader::extend(std::string_view content)
{
    if (extension_ == 'x')
        read_pax(content);
    else if (extension_ == 'L')
        known_.path = content.substr(0, content.find('\0'));
    else if (extension_ == 'K')
        known_.link = content.substr(0, content.find('\0'));
}

// Records are "LENGTH KEY=VALUE\n", the length with itself.
void TarReader::read_pax(std::string_view records)
{
    while (!records.empty()) {
        const std::size_t blank = records.find(' ');
        const std::optional<std::uint64_t> length = parse_length(records.substr(0, blank));
        if (blank == std::string_view::npos || !length || *length <= blank + 1 || *length > records.size())
            return;
        std::string_view record = records.substr(0, static_cast<std::size_t>(*length)).substr(blank + 1);
        records.remove_prefix(static_cast<std::size_t>(*length));
        if (record.ends_with('\n'))
            record.remove_suffix(1);
        const std::size_t equals = record.find('=');
        if (equals == std::string_view::npos)
            continue;
        const std::string_view key = record.substr(0, equals);
        const std::string_view value = record.substr(equals + 1);
        if (key == "path")
            known_.path = value;
        else if (key == "linkpath")
            known_.link = value;
        else if (const auto size = parse_length(value); key == "size" && size && *size >> 62U == 0) {
            known_.size = *size;
            has_size_ = true;
        }
    }
}

}  // namespace devenv::detail::protocol
