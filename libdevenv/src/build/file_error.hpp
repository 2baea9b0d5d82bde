#pragma once

#include "devenv/error.hpp"

#include <string_view>

namespace devenv::detail::build {

/// A file of the context can't be read: "can't read 'src/key': Permission denied; …".
Error unreadable(std::string_view path, int error_number);

/// A file of the context isn't what it was a moment ago. `what` is "vanished", "grew", "shrank"…
Error changed(std::string_view path, std::string_view what);

}  // namespace devenv::detail::build
