#include "protocol/platform.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace devenv::detail::protocol {

namespace {

bool is_word(std::string_view text)
{
    return !text.empty() && base::is_alphanumeric(text.front()) && std::ranges::all_of(text, [](char c) {
        return base::is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
    });
}

struct Alias
{
    std::string_view name;
    std::string_view architecture;
    std::string_view variant;
};

constexpr std::array<Alias, 9> aliases{{
    {"x86_64", "amd64", ""},
    {"x86-64", "amd64", ""},
    {"i386", "386", ""},
    {"i686", "386", ""},
    {"aarch64", "arm64", ""},
    {"armhf", "arm", "v7"},
    {"armv7l", "arm", "v7"},
    {"armel", "arm", "v6"},
    {"armv6l", "arm", "v6"},
}};

void normalise(Platform& platform)
{
    const auto* alias = std::ranges::find(aliases, platform.architecture, &Alias::name);
    if (alias != aliases.end()) {
        platform.architecture = alias->architecture;
        if (platform.variant.empty())
            platform.variant = alias->variant;
    }
    if (platform.architecture == "arm64" && (platform.variant == "v8" || platform.variant == "8"))
        platform.variant.clear();
    if (platform.architecture == "amd64" && platform.variant == "v1")
        platform.variant.clear();
    if (platform.architecture == "arm") {
        if (platform.variant.empty())
            platform.variant = "v7";
        else if (platform.variant.size() == 1 && base::is_digit(platform.variant.front()))
            platform.variant = 'v' + platform.variant;
    }
}

// "v7" → 7; no variant counts as the lowest.
int level_of(const Platform& platform)
{
    if (platform.variant.size() == 2 && base::is_digit(platform.variant[1]))
        return platform.variant[1] - '0';
    if (!platform.variant.empty())
        return -1;
    return platform.architecture == "arm64" ? 8 : 1;
}

}  // namespace

std::string Platform::to_string() const
{
    return os + '/' + architecture + (variant.empty() ? "" : '/' + variant);
}

std::optional<Platform> parse_platform(std::string_view text)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t slash = text.find('/');
        const std::string_view part = text.substr(0, slash);
        if (!is_word(part) || parts.size() == 3)
            return std::nullopt;
        parts.push_back(base::lower_case(part));
        if (slash == std::string_view::npos)
            break;
        text.remove_prefix(slash + 1);
    }
    Platform platform{.os = "linux"};
    if (parts.size() == 1) {
        platform.architecture = parts[0];
    } else {
        platform.os = parts[0];
        platform.architecture = parts[1];
    }
    if (parts.size() == 3)
        platform.variant = parts[2];
    normalise(platform);
    return platform;
}

std::optional<int> fitness(const Platform& wanted, const Platform& offered)
{
    Platform want = wanted;
    Platform have = offered;
    normalise(want);
    normalise(have);
    if (want.os != have.os || want.architecture != have.architecture)
        return std::nullopt;
    constexpr int exact = 100;
    if (want.variant == have.variant)
        return exact;
    // A processor runs what was compiled for its forerunners.
    const int wanted_level = level_of(want);
    const int offered_level = level_of(have);
    if (offered_level < 0 || wanted_level < 0 || offered_level > wanted_level)
        return std::nullopt;
    return offered_level;
}

}  // namespace devenv::detail::protocol
