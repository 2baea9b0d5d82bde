// devenv.json → settings. Every key and type is checked here, values later.
#pragma once

#include "workflow/settings.hpp"

#include <string_view>

namespace devenv::detail::workflow {

/// Verbs of the command line that no target may be called after. `run` may.
bool is_reserved_verb(std::string_view name);

/// Reads the text of a configuration file. `file_name` is how errors and sources call it.
/// Errors: config, "devenv.json:LINE:COLUMN: unknown key "x" (did you mean "y"?)" and the like.
Settings read_config_file(std::string_view text, std::string_view file_name);

}  // namespace devenv::detail::workflow
