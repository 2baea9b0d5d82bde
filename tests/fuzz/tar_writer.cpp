// A header is whole blocks, whatever the names are, and its checksum is right.
#include "protocol/tar_writer.hpp"

#include "steps.hpp"

#include <charconv>
#include <cstring>

using namespace devenv;
using namespace devenv::detail::protocol;

namespace {

std::uint64_t octal(std::string_view field)
{
    std::uint64_t value = 0;
    std::from_chars(field.data(), field.data() + field.size(), value, 8);
    return value;
}

void check_sum(std::string_view block)
{
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < tar_block; ++i)
        sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(block[i]);
    fuzz::require(octal(block.substr(148, 6)) == sum);
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t numbers = 3 * sizeof(std::uint64_t);
    if (size < numbers)
        return 0;
    std::uint64_t mode_and_type = 0;
    TarEntry entry;
    std::memcpy(&mode_and_type, data, 8);
    std::memcpy(&entry.size, data + 8, 8);
    std::memcpy(&entry.mtime, data + 16, 8);
    const std::string_view text = fuzz::text_of(data, size).substr(numbers);
    const std::size_t half = text.find('\n');
    entry.path = text.substr(0, half);
    if (half != std::string_view::npos)
        entry.link = text.substr(half + 1);
    entry.mode = static_cast<std::uint32_t>(mode_and_type) & 07777;
    entry.type = static_cast<TarType>('0' + (mode_and_type >> 32) % 7);
    if (entry.type != TarType::file)
        entry.size = 0;
    entry.device_major = static_cast<std::uint32_t>(entry.size) & 0xFFF;
    std::string out;
    append_tar_header(entry, out);
    fuzz::require(!out.empty() && out.size() % tar_block == 0);
    check_sum(std::string_view(out).substr(0, tar_block));
    check_sum(std::string_view(out).substr(out.size() - tar_block));
    return 0;
}
