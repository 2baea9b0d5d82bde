// `${branch}` and its like in the texts of the configuration.
#pragma once

#include "devenv/config.hpp"
#include "workflow/settings.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::workflow {

/// What the names stand for.
struct ExpansionFacts
{
    const GitFacts* git = nullptr;
    std::string version{};                 ///< empty = there's no file VERSION
    std::optional<std::string> name{};     ///< absent while the name itself is expanded
    std::optional<std::string> workdir{};  ///< absent if only the image knows it
    std::function<std::optional<std::string>(const std::string&)> variable{};  ///< for ${env:NAME}
};

enum class ExpansionUse
{
    value,      ///< every ${…} must be known
    reference,  ///< an image's name: the branch becomes a legal tag; without git its ":" goes as well
    command,    ///< an unknown ${…} is the shell's and stays
};

struct Expanded
{
    std::string text{};
    std::string problem{};  ///< why it can't be expanded; empty = it is
};

/// Replaces every `${…}`. Source: `${branch} ${commit} ${version} ${name} ${workdir} ${env:NAME}
/// ${env:NAME:default}`. An unset one without a default is a problem.
Expanded expand(std::string_view text, const ExpansionFacts& facts, ExpansionUse use);

}  // namespace devenv::detail::workflow
