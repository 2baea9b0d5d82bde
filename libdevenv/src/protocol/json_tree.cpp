#include "protocol/json_tree.hpp"

namespace devenv::detail::protocol {

using base::TextKind;
using base::TextValue;

std::string_view text_member(const TextValue& object, std::string_view name)
{
    const TextValue* value = member_of_kind(object, name, TextKind::string);
    return value == nullptr ? std::string_view{} : std::string_view(value->text);
}

const TextValue* member_of_kind(const TextValue& object, std::string_view name, TextKind kind)
{
    if (object.kind != TextKind::object)
        return nullptr;
    const TextValue* value = object.find(name);
    return value != nullptr && value->kind == kind ? value : nullptr;
}

void append_json(std::string& into, const TextValue& value)
{
    const bool is_object = value.kind == TextKind::object;
    bool is_first = true;
    switch (value.kind) {
        case TextKind::null:
            into += "null";
            return;
        case TextKind::boolean:
            into += value.boolean ? "true" : "false";
            return;
        case TextKind::number:
            into += value.text;
            return;
        case TextKind::string:
            base::append_json_string(into, value.text);
            return;
        case TextKind::array:
        case TextKind::object:
            break;
    }
    into += is_object ? '{' : '[';
    for (const TextValue& item : value.items) {
        if (!is_first)
            into += ',';
        is_first = false;
        if (is_object) {
            base::append_json_string(into, item.key);
            into += ':';
        }
        append_json(into, item);
    }
    into += is_object ? '}' : ']';
}

}  // namespace devenv::detail::protocol
