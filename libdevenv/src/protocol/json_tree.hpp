// Reading members of a parsed JSON document, and writing a part of it again.
#pragma once

#include "base/json_text.hpp"

#include <string>
#include <string_view>

namespace devenv::detail::protocol {

/// A text member; empty if it isn't there or isn't a text.
std::string_view text_member(const base::TextValue& object, std::string_view name);

/// A member of a kind; nullptr if it isn't there or of another kind.
const base::TextValue* member_of_kind(
    const base::TextValue& object, std::string_view name, base::TextKind kind
);

/// Appends a value as JSON without white space, its members in their own order.
void append_json(std::string& into, const base::TextValue& value);

}  // namespace devenv::detail::protocol
