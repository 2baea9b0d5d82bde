#pragma once

#include <devenv/json.hpp>

#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Source: ImageInspect.RootFS.
struct RootFs
{
    std::string type{};
    std::vector<std::string> layers{};
    Extra extra{};
};

/// Source: ImageInspect.Metadata.
struct ImageMetadata
{
    std::string last_tag_time{};
    Extra extra{};
};

}  // namespace devenv::inline v1
