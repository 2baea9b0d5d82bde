#include "support/project_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace devenv::test {

namespace fs = std::filesystem;

ProjectFolder::ProjectFolder()
{
    std::string path = "/tmp/devenv-test-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr)
        throw std::runtime_error("no folder below /tmp");
    ::chmod(path.c_str(), 0755);
    path_ = path;
    // Six letters of either case make fewer names when all are small ones; the process makes up for it.
    name_ = "devenv-test-" + std::to_string(::getpid()) + "-";
    for (const char c : path.substr(path.size() - 6))
        name_ += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

ProjectFolder::~ProjectFolder()
{
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void ProjectFolder::write(const fs::path& file, std::string_view text, unsigned mode) const
{
    const fs::path path = path_ / file;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << expand(text);
    ::chmod(path.c_str(), mode);
}

std::string ProjectFolder::read(const fs::path& file) const
{
    std::ifstream stream(path_ / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string ProjectFolder::expand(std::string_view text) const
{
    std::string expanded(text);
    const auto replace = [&expanded](std::string_view mark, const std::string& value) {
        for (std::size_t at = 0; (at = expanded.find(mark, at)) != std::string::npos; at += value.size())
            expanded.replace(at, mark.size(), value);
    };
    replace("${root}", path_.string());
    replace("${name}", name_);
    return expanded;
}

}  // namespace devenv::test
