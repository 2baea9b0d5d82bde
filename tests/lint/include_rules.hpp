#pragma once

#include "source.hpp"

#include <memory>
#include <optional>

namespace devenv::lint {

struct Include
{
    std::string name{};  // "base/text.hpp", "boost/asio/awaitable.hpp", "vector"
    std::size_t line{};
    bool is_quoted{};
};

std::vector<Include> includes_of(const Source& source);

/// The include direction of the layers, and who may see which library.
Findings check_include_direction(const Source& source);

/// Headers that users include: std, <devenv/…> and the two smallest headers of Asio.
Findings check_public_header(const Source& source);

/// devenv-cli is written as any user's program: public headers only.
Findings check_cli_includes(const Source& source);

/// No header that `path` reaches, itself among them, includes Asio. Sources are public headers.
Findings check_reaches_no_asio(const std::vector<std::unique_ptr<Source>>& headers, const std::string& path);

}
