#include "build/file_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace devenv::detail::build {

Error unreadable(std::string_view path, int error_number)
{
    if (error_number == ENOENT)
        return changed(path, "vanished");
    // ELOOP: a symlink now, a file before. ENOTDIR: the other way round.
    if (error_number == ELOOP || error_number == ENOTDIR)
        return changed(path, "was replaced");
    const bool is_permission = error_number == EACCES || error_number == EPERM;
    return Error(
        ErrorKind::local,
        fmt::format("can't read '{}': {}", path, std::generic_category().message(error_number)),
        is_permission ? "make it readable or exclude it in .dockerignore" : ""
    );
}

Error changed(std::string_view path, std::string_view what)
{
    return Error(Error::Details{
        .kind = ErrorKind::local,
        .message = fmt::format("'{}' {} while the build context was read", path, what),
        .hint = "repeat when nothing writes there, or exclude it in .dockerignore",
        .retryable = true,
    });
}

}  // namespace devenv::detail::build
