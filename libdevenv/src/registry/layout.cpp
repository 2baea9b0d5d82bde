#include "registry/layout.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace devenv::detail::registry {

namespace {

constexpr std::size_t hex_digits = 64;

bool is_hex_name(std::string_view name)
{
    return name.size() == hex_digits && std::ranges::all_of(name, base::is_hex);
}

bool is_own(std::string_view name, FreezeFormat format)
{
    if (name == part_folder_name)
        return true;
    if (name.ends_with(".partial"))
        name.remove_suffix(std::string_view(".partial").size());
    if (format == FreezeFormat::oci_layout)
        return name == "oci-layout" || name == "index.json" || name == "blobs";
    if (name == "manifest.json" || name == "repositories" || is_hex_name(name))
        return true;
    constexpr std::string_view json = ".json";
    return name.ends_with(json) && is_hex_name(name.substr(0, name.size() - json.size()));
}

}  // namespace

void require_own_folder(const std::string& folder, FreezeFormat format)
{
    namespace fs = std::filesystem;
    std::error_code ec;
    const fs::file_status status = fs::status(folder, ec);
    if (!fs::exists(status))
        return;
    if (!fs::is_directory(status))
        throw Error(ErrorKind::local, fmt::format("{} is not a folder", folder), "name another one");
    std::string strange;
    for (fs::directory_iterator entry(folder, ec), end; !ec && entry != end; entry.increment(ec)) {
        const std::string name = entry->path().filename().string();
        if (!is_own(name, format) && (strange.empty() || name < strange))
            strange = name;
    }
    if (ec)
        throw disk_error("read", folder, ec.value());
    if (!strange.empty())
        throw Error(
            ErrorKind::local,
            fmt::format("{} holds something else already: {}", folder, strange),
            "name an empty or a new folder; nothing was touched"
        );
}

}  // namespace devenv::detail::registry
