#include "engine/operation.hpp"

namespace devenv::detail::engine {

std::string_view to_string(Method method)
{
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::remove:
            return "DELETE";
    }
    return "GET";
}

void JsonList::encode(const void* member, Values& into)
{
    const auto& list = *static_cast<const std::vector<std::string>*>(member);
    if (!list.empty())
        into.push_back(json::write_text(list));
}

void NumberUnlessZero::encode(const void* member, Values& into)
{
    const auto number = *static_cast<const std::int64_t*>(member);
    if (number != 0)
        into.push_back(std::to_string(number));
}

std::string decode_nothing(const protocol::ResponseHead&, std::string&, void*)
{
    return {};
}

}  // namespace devenv::detail::engine
