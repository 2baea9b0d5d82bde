#pragma once

#include <cstdint>
#include <string_view>

namespace devenv::inline v1 {

/// One line of a build, pull, push, load or import. What is not in the line is empty or zero.
/// Source: JSONMessage.
struct ProgressLine
{
    std::string_view stream{};      ///< text of a build
    std::string_view status{};      ///< "Downloading", "Pull complete", …
    std::string_view id{};          ///< of a layer, or of the image
    std::int64_t current = 0;       ///< bytes, of `status`
    std::int64_t total = 0;         ///< bytes; 0 = not known
    std::string_view aux_id{};      ///< aux.ID: id of a built image
    std::string_view aux_digest{};  ///< aux.Digest: of a pushed image
    std::string_view error{};       ///< of a build: the failure, in the daemon's words; others throw it
    int error_code = 0;             ///< exit code of a failed build step
};

}  // namespace devenv::inline v1
