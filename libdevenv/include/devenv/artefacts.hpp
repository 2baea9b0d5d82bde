#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// A file that a run left in the bundles.
struct Artefact
{
    enum class State
    {
        made,     ///< wasn't there before
        changed,  ///< has other content than before
    };

    std::filesystem::path path{};  ///< relative to the project's root
    std::uint64_t size = 0;
    std::string sha256{};  ///< hexadecimal digits
    State state = State::made;
};

/// What the bundles hold after a run.
struct ArtefactReport
{
    std::vector<Artefact> files{};
    std::vector<std::filesystem::path> verified{};  ///< hash files whose file has that hash
    std::vector<std::filesystem::path> written{};   ///< hash files that were missing and were added
    bool was_copied_out = false;                    ///< the daemon doesn't see this folder: they were fetched
    std::vector<std::string> notes{};
};

}  // namespace devenv::inline v1
