// A project of a test: a folder below /tmp, which daemons see as well, and a name that nothing else has.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace devenv::test {

class ProjectFolder
{
public:
    ProjectFolder();
    /// Removes the folder and all that is in it.
    ~ProjectFolder();

    ProjectFolder(const ProjectFolder&) = delete;
    ProjectFolder& operator=(const ProjectFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Good for images, labels and volumes.
    const std::string& name() const { return name_; }

    /// Makes the file with its folders. `${root}` and `${name}` in the text stand for this project's.
    void write(const std::filesystem::path& file, std::string_view text, unsigned mode = 0644) const;
    std::string read(const std::filesystem::path& file) const;
    /// Replaces `${root}` and `${name}`.
    std::string expand(std::string_view text) const;

private:
    std::filesystem::path path_;
    std::string name_;
};

}  // namespace devenv::test
