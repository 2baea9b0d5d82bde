#include "protocol/tar_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace devenv::detail::protocol {

namespace {

// Places of the fields in a header block.
struct Field
{
    std::size_t at;
    std::size_t size;
};
constexpr Field name_field{0, 100};
constexpr Field mode_field{100, 8};
constexpr Field uid_field{108, 8};
constexpr Field gid_field{116, 8};
constexpr Field size_field{124, 12};
constexpr Field mtime_field{136, 12};
constexpr Field checksum_field{148, 8};
constexpr std::size_t type_at = 156;
constexpr Field link_field{157, 100};
constexpr std::size_t magic_at = 257;
constexpr Field major_field{329, 8};
constexpr Field minor_field{337, 8};

constexpr std::array<char, 8> magic{'u', 's', 't', 'a', 'r', '\0', '0', '0'};
constexpr char pax_type = 'x';

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool fits_octal(std::uint64_t number, Field field)
{
    const std::size_t digits = field.size - 1;
    return number >> (3 * digits) == 0;
}

void put_octal(char* block, Field field, std::uint64_t number)
{
    block[field.at + field.size - 1] = '\0';
    for (std::size_t digit = field.size - 1; digit-- > 0; number >>= 3U)
        block[field.at + digit] = static_cast<char>('0' + static_cast<char>(number & 7U));
}

// What stands in a PAX record is cut and made ASCII here, for readers that know no PAX.
void put_text(char* block, Field field, std::string_view text)
{
    std::size_t at = field.at;
    for (const char c : text.substr(0, field.size))
        block[at++] = static_cast<unsigned char>(c) < 0x80 ? c : '_';
}

void put_checksum(char* block)
{
    std::memset(block + checksum_field.at, ' ', checksum_field.size);
    unsigned sum = 0;
    for (std::size_t i = 0; i < tar_block; ++i)
        sum += static_cast<unsigned char>(block[i]);
    put_octal(block, {checksum_field.at, checksum_field.size - 1}, sum);
}

std::size_t digits_of(std::size_t number)
{
    std::size_t digits = 1;
    for (; number >= 10; number /= 10)
        ++digits;
    return digits;
}

// "LENGTH KEY=VALUE\n", where LENGTH counts itself.
void append_record(std::string& out, std::string_view key, std::string_view value)
{
    const std::size_t rest = key.size() + value.size() + 3;
    std::size_t length = rest + digits_of(rest);
    length = rest + digits_of(length);
    std::array<char, 20> number{};
    const auto end = std::to_chars(number.data(), number.data() + number.size(), length).ptr;
    out.append(number.data(), end);
    out += ' ';
    out += key;
    out += '=';
    out += value;
    out += '\n';
}

template <class Number>
void append_number_record(std::string& out, std::string_view key, Number number)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    append_record(out, key, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

bool fits_time(std::int64_t mtime)
{
    return mtime >= 0 && fits_octal(static_cast<std::uint64_t>(mtime), mtime_field);
}

// In the order of their keys.
void append_records(const TarEntry& entry, std::string_view path, std::string& out)
{
    if (!entry.capability.empty())
        append_record(out, "SCHILY.xattr.security.capability", entry.capability);
    if (!fits_octal(entry.group, gid_field))
        append_number_record(out, "gid", entry.group);
    if (entry.link.size() > link_field.size || !is_ascii(entry.link))
        append_record(out, "linkpath", entry.link);
    if (!fits_time(entry.mtime))
        append_number_record(out, "mtime", entry.mtime);
    if (path.size() > name_field.size || !is_ascii(path))
        append_record(out, "path", path);
    if (!fits_octal(entry.size, size_field))
        append_number_record(out, "size", entry.size);
    if (!fits_octal(entry.user, uid_field))
        append_number_record(out, "uid", entry.user);
}

void fill_common(char* block, std::uint32_t mode, std::uint64_t size, char type)
{
    put_octal(block, mode_field, mode & 07777U);
    put_octal(block, uid_field, 0);
    put_octal(block, gid_field, 0);
    put_octal(block, size_field, fits_octal(size, size_field) ? size : 0);
    block[type_at] = type;
    std::copy(magic.begin(), magic.end(), block + magic_at);
    put_octal(block, major_field, 0);
    put_octal(block, minor_field, 0);
}

// The records are written first, since only then their size is known; their header goes into the gap before.
void append_pax_header(const TarEntry& entry, std::string_view path, std::string& out)
{
    const std::size_t start = out.size();
    out.append(tar_block, '\0');
    append_records(entry, path, out);
    const std::size_t size = out.size() - start - tar_block;
    if (size == 0) {
        out.resize(start);
        return;
    }
    out.append(tar_padding(size), '\0');
    char* block = out.data() + start;
    put_text(block, name_field, "PaxHeaders.0/entry");
    fill_common(block, 0644, size, pax_type);
    put_octal(block, mtime_field, 0);
    put_checksum(block);
}

void append_entry(const TarEntry& entry, std::string_view path, std::string& out)
{
    append_pax_header(entry, path, out);
    const std::size_t start = out.size();
    out.append(tar_block, '\0');
    char* block = out.data() + start;
    put_text(block, name_field, path);
    fill_common(block, entry.mode, entry.size, static_cast<char>(entry.type));
    put_octal(block, mtime_field, fits_time(entry.mtime) ? static_cast<std::uint64_t>(entry.mtime) : 0);
    put_octal(block, uid_field, fits_octal(entry.user, uid_field) ? entry.user : 0);
    put_octal(block, gid_field, fits_octal(entry.group, gid_field) ? entry.group : 0);
    put_text(block, link_field, entry.link);
    put_octal(block, major_field, entry.device_major);
    put_octal(block, minor_field, entry.device_minor);
    put_checksum(block);
}

}  // namespace

void append_tar_header(const TarEntry& entry, std::string& out)
{
    if (entry.type != TarType::directory || entry.path.ends_with('/')) {
        append_entry(entry, entry.path, out);
        return;
    }
    constexpr std::size_t short_path = 256;
    std::array<char, short_path> buffer{};
    if (entry.path.size() < short_path) {
        std::memcpy(buffer.data(), entry.path.data(), entry.path.size());
        buffer[entry.path.size()] = '/';
        append_entry(entry, std::string_view(buffer.data(), entry.path.size() + 1), out);
    } else {
        append_entry(entry, std::string(entry.path) + '/', out);
    }
}

}  // namespace devenv::detail::protocol
