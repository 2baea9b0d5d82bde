// A context of the docker CLI: meta.json of its store. Text in, values out.
#pragma once

#include "base/json_text.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

struct DockerContext
{
    std::string name{};
    std::string host{};  ///< of its docker endpoint, "ssh://me@far"; empty = it has none
    bool skips_tls_verification = false;
};

/// Reads meta.json. Names count whatever their case; unknown ones, and endpoints of others than docker, are
/// skipped. Problems: syntax, or a member of a wrong type.
std::optional<base::TextProblem> parse_docker_context(std::string_view text, DockerContext& out);

/// Whether a context can have this name: letters, digits and "_.+-", two or more, the first a letter or
/// digit.
bool is_context_name(std::string_view name);

/// The folder of a context in each of the stores: the SHA-256 of its name.
std::string context_folder(std::string_view name);

}  // namespace devenv::detail::protocol
