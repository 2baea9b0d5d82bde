// Values of the configuration before they are expanded and checked, each with where it comes from.
#pragma once

#include "base/json_text.hpp"

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace devenv::detail::workflow {

using base::TextPosition;

/// Where a value comes from. For a file `text` is its name, and the value's position says the rest.
struct Source
{
    enum class Kind
    {
        default_value,
        profile,
        file,
        environment,
        argument,
        flag,
    };

    Kind kind = Kind::default_value;
    std::string text = "default";  ///< "devenv.json", "moby profile", "BIND_DIR=. (argument)", "--target"
};

/// A text that may hold `${…}`.
struct Text
{
    std::string value{};
    TextPosition position{};
};

struct MountText
{
    Text kind{};
    Text source{};
    Text target{};
    bool read_only = false;
    TextPosition position{};
};

struct TargetText
{
    std::vector<Text> command{};
    bool build = true;
};

/// A build argument without a value: the environment has it.
struct FromEnvironment
{};

struct Setting
{
    std::variant<Text, bool, std::vector<Text>, std::vector<MountText>, TargetText, FromEnvironment> value{};
    Source source{};
    TextPosition position{};
};

/// By key, "run.privileged"; an entry of a map is a key of its own, "build.args.DEBIAN".
using Settings = std::map<std::string, Setting, std::less<>>;

/// Puts a layer over those below: scalars and lists replace, maps merge by their keys.
void overlay(Settings& below, const Settings& above);

/// The text of a setting; nullptr if there is none of that kind.
template <class T>
const T* find_value(const Settings& settings, std::string_view key)
{
    const auto found = settings.find(key);
    return found == settings.end() ? nullptr : std::get_if<T>(&found->second.value);
}

/// "devenv.json:3:14", "--target", "default".
std::string describe(const Source& source, TextPosition position);

/// Throws Error{config}: "WHERE: what".
[[noreturn]] void fail_at(
    const Source& source, TextPosition position, std::string_view what, std::string hint = {}
);

}  // namespace devenv::detail::workflow
