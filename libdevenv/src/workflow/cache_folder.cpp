#include "workflow/cache_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace devenv::detail::workflow {

std::filesystem::path cache_folder(const std::map<std::string, std::string>& environment)
{
    const auto folder_in = [&environment](const char* name) -> std::filesystem::path {
        const auto found = environment.find(name);
        const std::filesystem::path folder = found == environment.end() ? "" : found->second;
        struct stat status = {};
        const bool is_own =
            folder.is_absolute() && ::stat(folder.c_str(), &status) == 0 && status.st_uid == ::geteuid();
        return is_own ? folder : std::filesystem::path{};
    };
    if (const auto cache = folder_in("XDG_CACHE_HOME"); !cache.empty())
        return cache / "devenv";
    const auto home = folder_in("HOME");
    return home.empty() ? home : home / ".cache" / "devenv";
}

}  // namespace devenv::detail::workflow
