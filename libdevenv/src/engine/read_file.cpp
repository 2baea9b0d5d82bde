#include "engine/read_file.hpp"

#include "base/text.hpp"
#include "devenv/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace devenv::detail::engine {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view why)
{
    throw Error(ErrorKind::local, fmt::format("can't read {}: {}", path.string(), why));
}

}  // namespace

std::optional<std::string> read_file(const std::filesystem::path& path, std::size_t limit)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    // below a file that takes the place of a folder there is nothing either
    if (status.type() == std::filesystem::file_type::not_found || error == std::errc::not_a_directory)
        return std::nullopt;
    if (error)
        fail(path, error.message());
    if (status.type() != std::filesystem::file_type::regular)
        fail(path, "it isn't a regular file");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file)
        fail(path, std::generic_category().message(errno));
    std::string text;
    text.resize(limit + 1);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad())
        fail(path, std::generic_category().message(errno));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > limit)
        fail(path, fmt::format("it is larger than {} bytes", limit));
    return text;
}

std::string read_line(const std::filesystem::path& path)
{
    const std::string text = read_file(path).value_or("");
    return std::string(base::trim(std::string_view(text).substr(0, text.find('\n'))));
}

}  // namespace devenv::detail::engine
