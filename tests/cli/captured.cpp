#include "captured.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdio>

namespace devenv::cli {

Captured::Captured(int descriptor)
    : descriptor_(descriptor), before_(::dup(descriptor)), file_(::memfd_create("captured", 0))
{
    std::fflush(nullptr);
    ::dup2(file_, descriptor_);
}

Captured::~Captured()
{
    std::fflush(nullptr);
    ::dup2(before_, descriptor_);
    ::close(before_);
    ::close(file_);
}

std::string Captured::take()
{
    std::fflush(nullptr);
    std::string text;
    std::array<char, 4096> buffer{};
    ::lseek(file_, 0, SEEK_SET);
    for (ssize_t got = 0; (got = ::read(file_, buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(got));
    ::lseek(file_, 0, SEEK_SET);
    if (::ftruncate(file_, 0) != 0)
        text += "(the file can't be emptied)";
    return text;
}

}  // namespace devenv::cli
