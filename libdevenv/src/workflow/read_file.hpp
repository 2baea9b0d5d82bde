#pragma once

#include "engine/read_file.hpp"

namespace devenv::detail::workflow {

using engine::read_file;
using engine::read_line;

}  // namespace devenv::detail::workflow
