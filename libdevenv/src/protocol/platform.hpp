// What an image runs on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

struct Platform
{
    std::string os{};
    std::string architecture{};  ///< as Go names it: amd64, arm64, arm
    std::string variant{};       ///< "v7" of arm; empty = the architecture's usual one

    bool operator==(const Platform&) const = default;

    std::string to_string() const;  ///< "linux/arm/v7"
};

/// Reads `os/architecture[/variant]`, or an architecture alone, which means linux. Names of other tools are
/// understood: x86_64, aarch64, armhf. nullopt for anything else; any word is an architecture.
std::optional<Platform> parse_platform(std::string_view text);

/// How well an image of a list fits: higher is better; nullopt = it doesn't run there.
std::optional<int> fitness(const Platform& wanted, const Platform& offered);

}  // namespace devenv::detail::protocol
