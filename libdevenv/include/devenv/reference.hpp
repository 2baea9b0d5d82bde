#pragma once

#include <devenv/export.hpp>

#include <string>
#include <string_view>

namespace devenv::inline v1 {

/// The name of an image in its full form: `domain/path[:tag][@digest]`.
struct DEVENV_API Reference
{
    std::string domain{};  ///< registry host and port; "docker.io" if none was written
    std::string path{};    ///< repository within the registry, "library/busybox"
    std::string tag{};     ///< empty = none was written
    std::string digest{};  ///< "sha256:…"; empty = none was written; wins over the tag in pulls

    /// Reads a reference as docker does: `busybox` is `docker.io/library/busybox`.
    /// Errors: bad_request; the message names the wrong part and its position, counted from 1.
    static Reference parse(std::string_view text);

    /// `domain/path`, what a registry calls the repository.
    std::string repository() const;
    /// Every part that is set, with its domain.
    std::string to_string() const;
    /// The short form that people write: without `docker.io/` and `library/`.
    std::string familiar() const;
    /// The same reference with the tag `latest` if it has neither tag nor digest.
    Reference with_default_tag() const;

    bool operator==(const Reference&) const = default;
};

/// Turns the name of a git branch into a legal image tag: each other character becomes `-`, a leading `-` or
/// `.` becomes `_`, and at most 128 characters are kept. An empty name stays empty (no tag).
DEVENV_API std::string tag_from_branch(std::string_view branch);

}  // namespace devenv::inline v1
