#include "protocol/docker_context.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace devenv::detail::protocol {

using base::TextKind;
using base::TextProblem;
using base::TextValue;

namespace {

// The member of that name, which is `kind` or absent; a wrong type becomes `problem`.
const TextValue* find(
    const TextValue& object, std::string_view name, TextKind kind, std::optional<TextProblem>& problem
)
{
    const auto last = std::find_if(object.items.rbegin(), object.items.rend(), [&](const TextValue& member) {
        return base::equals_ignoring_case(member.key, name);
    });
    if (last == object.items.rend() || last->kind == TextKind::null)
        return nullptr;
    if (last->kind == kind)
        return &*last;
    if (!problem)
        problem = TextProblem{
            last->position,
            fmt::format("{} must be {}, not {}", name, base::describe(kind), base::describe(last->kind))};
    return nullptr;
}

}  // namespace

std::optional<TextProblem> parse_docker_context(std::string_view text, DockerContext& out)
{
    out = {};
    TextValue root;
    if (auto problem = base::parse_json_text(text, base::JsonDialect::standard, root))
        return problem;
    if (root.kind != TextKind::object)
        return TextProblem{root.position, "the file must be an object"};
    std::optional<TextProblem> problem;
    if (const TextValue* name = find(root, "Name", TextKind::string, problem))
        out.name = name->text;
    const TextValue* endpoints = find(root, "Endpoints", TextKind::object, problem);
    const TextValue* docker =
        endpoints == nullptr ? nullptr : find(*endpoints, "docker", TextKind::object, problem);
    if (docker == nullptr)
        return problem;
    if (const TextValue* host = find(*docker, "Host", TextKind::string, problem))
        out.host = host->text;
    if (const TextValue* skip = find(*docker, "SkipTLSVerify", TextKind::boolean, problem))
        out.skips_tls_verification = skip->boolean;
    return problem;
}

bool is_context_name(std::string_view name)
{
    constexpr std::string_view marks = "_.+-";
    return name.size() >= 2 && base::is_alphanumeric(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char c) {
               return base::is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
           });
}

std::string context_folder(std::string_view name)
{
    return base::sha256_hex(name);
}

}  // namespace devenv::detail::protocol
