#include "workflow/file_digest.hpp"

#include "base/descriptor.hpp"
#include "devenv/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <vector>

namespace devenv::detail::workflow {

std::string digest_of_file(const std::filesystem::path& path, base::DigestAlgorithm algorithm)
{
    constexpr std::size_t piece = 262144;
    const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    base::Digest digest(algorithm);
    std::vector<std::byte> buffer(piece);
    while (file) {
        const ssize_t got = ::read(file.number(), buffer.data(), buffer.size());
        if (got == 0)
            return digest.finish_hex();
        if (got < 0 && errno != EINTR)
            break;
        if (got > 0)
            digest.update(std::span(buffer).first(static_cast<std::size_t>(got)));
    }
    throw Error(
        ErrorKind::local,
        fmt::format("{} can't be read: {}", path.string(), std::generic_category().message(errno))
    );
}

}  // namespace devenv::detail::workflow
