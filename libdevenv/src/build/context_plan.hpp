#pragma once

#include "base/descriptor.hpp"
#include "devenv/context.hpp"
#include "protocol/dockerignore.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace devenv::detail::build {

/// A file of the archive whose bytes don't come from the folder as they are.
struct MadeUpFile
{
    std::string name{};
    std::string content{};
    std::uint32_t mode = 0600;
    std::int64_t mtime = 0;
};

/// What is to be sent, decided before the first byte.
struct ContextPlan
{
    base::Descriptor root{};
    protocol::IgnoreRules rules{};
    std::uint32_t user = 0;
    std::uint32_t group = 0;
    std::string dockerfile{};  ///< its name in the archive
    /// A Dockerfile that the folder doesn't have, or has and excludes: under a name of its own …
    std::optional<MadeUpFile> dockerfile_copy{};
    /// … which this .dockerignore names, so that the builder removes it before the first step. It stands in
    /// for the folder's own if there is one.
    std::optional<MadeUpFile> ignore_file{};
};

/// Finds folder, rules and Dockerfile.
/// Errors: config, local.
ContextPlan plan_context(const ContextSpec& spec);

}  // namespace devenv::detail::build
