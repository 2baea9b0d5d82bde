#pragma once

#include <map>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Filters of list operations: key → values, of which one has to match.
using Filters = std::map<std::string, std::vector<std::string>>;

}  // namespace devenv::inline v1
