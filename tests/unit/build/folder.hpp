#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace devenv::detail::build {

/// A folder of a test's own, gone at its end.
class Folder
{
public:
    Folder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "devenv-unit-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            ADD_FAILURE() << "no temporary folder";
        path_ = pattern;
        std::filesystem::permissions(path_, std::filesystem::perms{0755});
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string path(std::string_view name = {}) const
    {
        return name.empty() ? path_ : path_ + "/" + std::string(name);
    }

    /// Writes a file of mode 0644 and makes the directories above it.
    void write(std::string_view name, std::string_view content = {}, mode_t mode = 0644) const
    {
        const std::filesystem::path file = path(name);
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
        ::chmod(file.c_str(), mode);
    }

    void directory(std::string_view name, mode_t mode = 0755) const
    {
        std::filesystem::create_directories(path(name));
        ::chmod(path(name).c_str(), mode);
    }

    void symlink(const std::string& target, std::string_view name) const
    {
        std::filesystem::create_symlink(target, path(name));
    }

private:
    std::string path_;
};

}  // namespace devenv::detail::build
