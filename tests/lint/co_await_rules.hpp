#pragma once

#include "source.hpp"

namespace devenv::lint {

/// What g++ 12 miscompiles inside one co_await expression: braces (aggregate temporaries), closures that
/// capture by value, `?:`. And what is best kept away from one: a structured binding directly on it, a
/// range-for over it.
Findings check_co_await(const Source& source);

}
