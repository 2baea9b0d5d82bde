#include "workflow/settings.hpp"

#include "devenv/error.hpp"

#include <fmt/format.h>

namespace devenv::detail::workflow {

void overlay(Settings& below, const Settings& above)
{
    for (const auto& [key, setting] : above)
        below.insert_or_assign(key, setting);
}

std::string describe(const Source& source, TextPosition position)
{
    return source.kind == Source::Kind::file ? source.text + ':' + position.to_string() : source.text;
}

void fail_at(const Source& source, TextPosition position, std::string_view what, std::string hint)
{
    throw Error(ErrorKind::config, fmt::format("{}: {}", describe(source, position), what), std::move(hint));
}

}  // namespace devenv::detail::workflow
