#pragma once

#include "protocol/dockerignore.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

/// The check that moby makes first: Go's filepath.Match against the name `.`, which finds fault only with the
/// parts that it comes to. What it lets through may still fail as an expression.
bool is_valid_glob(std::string_view pattern);

enum class GlobShape
{
    exact,       ///< no special character
    prefix,      ///< "text**"
    suffix,      ///< "**text"
    expression,  ///< all others
};

struct GlobTranslation
{
    GlobShape shape = GlobShape::exact;
    std::string expression{};  ///< without the anchors at both ends
};

/// Translates a pattern character by character, inside of classes too.
GlobTranslation translate_glob(std::string_view pattern);

/// Compiles a translated expression; nullopt where a regular expression engine refuses it.
std::optional<std::vector<IgnorePattern::Item>> parse_expression(std::string_view expression);

/// The shortest equivalent path by text alone: no `.`, no `..` but leading ones, no doubled or final slash.
std::string clean_path(std::string_view path);

}  // namespace devenv::detail::protocol
