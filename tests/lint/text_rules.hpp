#pragma once

#include "source.hpp"

namespace devenv::lint {

/// Classes, enumerations and functions at namespace scope of a public header have a `///` comment.
Findings check_doc_comments(const Source& source);

/// No note of work that is left to do.
Findings check_open_ends(const Source& source);

/// A file can be read in one go.
Findings check_length(const Source& source);

}
