// Image references, as engine-api's section on them has it. Nothing here throws on input.
#pragma once

#include "devenv/reference.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

enum class ReferenceFault
{
    none,
    empty,
    image_id,    ///< 64 hexadecimal digits are an id
    domain,      ///< a character that no host name has
    port,        ///< not a number
    path_empty,  ///< nothing between two slashes, or no path at all
    path_case,   ///< an upper-case letter
    path,        ///< a character or separator that paths don't have
    path_long,   ///< above 255
    tag_empty,
    tag,       ///< a character that tags don't have, or a wrong first one
    tag_long,  ///< above 128
    digest,    ///< not algorithm:hex
};

struct ReferenceProblem
{
    ReferenceFault fault = ReferenceFault::none;
    std::size_t position = 0;  ///< of the first wrong byte in the text

    explicit operator bool() const { return fault != ReferenceFault::none; }
};

/// Reads a reference. `out` is meaningful only if there is no problem.
ReferenceProblem parse_reference(std::string_view text, Reference& out);

/// What a fault says about its part, "the tag has a character other than letters, digits, _ . -".
std::string_view describe(ReferenceFault fault);

/// The whole sentence for a text that isn't a reference, with the position counted from 1.
std::string describe(std::string_view text, const ReferenceProblem& problem);

/// Whether a first path part is a registry: `localhost`, or with a dot, a colon or an upper-case letter.
bool is_domain(std::string_view first_part);

}  // namespace devenv::detail::protocol
