#pragma once

#include <devenv/export.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace devenv::inline v1 {

/// A JSON value as its text, for what has no type of its own. Empty = absent.
struct Json
{
    std::string text{};

    friend bool operator==(const Json&, const Json&) = default;
};

/// The fields of an object that this version of the library doesn't know, in the daemon's order.
/// They are kept when an object is read and sent back when it is written, so that reading, changing
/// and writing loses nothing.
struct Extra
{
    std::vector<std::pair<std::string, Json>> fields{};

    friend bool operator==(const Extra&, const Extra&) = default;
};

/// `text` as a JSON string, with its quotes. Bytes that aren't UTF-8 become U+FFFD.
DEVENV_API std::string json_quote(std::string_view text);

}  // namespace devenv::inline v1
