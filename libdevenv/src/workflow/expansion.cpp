#include "workflow/expansion.hpp"

#include "base/text.hpp"
#include "devenv/reference.hpp"

#include <fmt/format.h>

#include <array>

namespace devenv::detail::workflow {

namespace {

constexpr std::array<std::string_view, 6> known_names{
    "branch", "commit", "version", "name", "workdir", "env:NAME"};
constexpr std::string_view environment_prefix = "env:";

enum class Outcome
{
    known,
    unknown,  // no such name
    unset,    // a name without a value
};

struct Replacement
{
    Outcome outcome = Outcome::known;
    std::string text{};  // or the problem
};

Replacement value_or(std::string value, std::string_view problem)
{
    return value.empty() ? Replacement{Outcome::unset, std::string(problem)}
                         : Replacement{Outcome::known, std::move(value)};
}

Replacement from_environment(std::string_view rest, const ExpansionFacts& facts)
{
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    const std::string name(rest.substr(0, colon));
    if (!base::is_identifier(name))
        return {Outcome::unset, fmt::format("\"{}\" isn't the name of a variable", name)};
    if (auto value = facts.variable ? facts.variable(name) : std::nullopt)
        return {Outcome::known, std::move(*value)};
    if (colon < rest.size())
        return {Outcome::known, std::string(rest.substr(colon + 1))};
    return {Outcome::unset, fmt::format("{} isn't set, and ${{env:{}}} has no default", name, name)};
}

Replacement replace(std::string_view name, const ExpansionFacts& facts, ExpansionUse use)
{
    if (name.starts_with(environment_prefix))
        return from_environment(name.substr(environment_prefix.size()), facts);
    if (name == "branch" && use == ExpansionUse::reference)
        return {Outcome::known, tag_from_branch(facts.git->branch)};
    if (name == "branch")
        return value_or(facts.git->branch, "${branch} isn't known: the project isn't in a git repository");
    if (name == "commit")
        return value_or(
            facts.git->commit, "${commit} isn't known: the project isn't in a git repository with a commit"
        );
    if (name == "version")
        return value_or(facts.version, "${version} isn't known: the project has no file VERSION");
    if (name == "name")
        return value_or(facts.name.value_or(""), "${name} can't be used here");
    if (name == "workdir")
        return value_or(
            facts.workdir.value_or(""), "${workdir} needs \"workdir\" to be set: else only the image knows it"
        );
    return {Outcome::unknown, fmt::format("${{{}}} is unknown{}", name, base::suggestion(name, known_names))};
}

}  // namespace

Expanded expand(std::string_view text, const ExpansionFacts& facts, ExpansionUse use)
{
    Expanded result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = text.find("${", at);
        result.text += text.substr(at, start - at);
        if (start == std::string_view::npos)
            break;
        const std::size_t end = text.find('}', start);
        if (end == std::string_view::npos) {
            if (use != ExpansionUse::command)
                return {{}, R"(a "${" has no "}")"};
            result.text += text.substr(start);
            break;
        }
        const std::string_view name = text.substr(start + 2, end - start - 2);
        Replacement replacement = replace(name, facts, use);
        if (replacement.outcome == Outcome::unknown && use == ExpansionUse::command)
            replacement = {Outcome::known, std::string(text.substr(start, end + 1 - start))};
        if (replacement.outcome != Outcome::known)
            return {{}, std::move(replacement.text)};
        const bool is_missing_tag =
            use == ExpansionUse::reference && name == "branch" && replacement.text.empty();
        if (is_missing_tag && result.text.ends_with(':'))
            result.text.pop_back();
        result.text += replacement.text;
        at = end + 1;
    }
    return result;
}

}  // namespace devenv::detail::workflow
