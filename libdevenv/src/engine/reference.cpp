#include "devenv/reference.hpp"

#include "devenv/error.hpp"
#include "protocol/reference.hpp"

namespace devenv::inline v1 {

Reference Reference::parse(std::string_view text)
{
    Reference reference;
    if (const auto problem = detail::protocol::parse_reference(text, reference))
        throw Error(ErrorKind::bad_request, detail::protocol::describe(text, problem));
    return reference;
}

}  // namespace devenv::inline v1
