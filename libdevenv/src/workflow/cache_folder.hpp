#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace devenv::detail::workflow {

/// $XDG_CACHE_HOME/devenv, or ~/.cache/devenv: for what can be found out again. Empty if there is neither, or
/// if the folder's parent is another user's, as sudo leaves HOME: what root leaves there he couldn't remove.
std::filesystem::path cache_folder(const std::map<std::string, std::string>& environment);

}  // namespace devenv::detail::workflow
