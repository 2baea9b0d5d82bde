#include "protocol/http_request.hpp"

#include <algorithm>

namespace devenv::detail::protocol {

namespace {

bool is_clean(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

bool are_clean(const RequestHead& head)
{
    const Headers none;
    const Headers& headers = head.headers != nullptr ? *head.headers : none;
    return is_clean(head.method) && is_clean(head.target) &&
           head.target.find(' ') == std::string_view::npos && is_clean(head.host) &&
           is_clean(head.content_type) && is_clean(head.upgrade) &&
           std::ranges::all_of(headers, [](const auto& header) {
               return is_clean(header.first) && is_clean(header.second);
           });
}

void append_field(std::string& into, std::string_view name, std::string_view value)
{
    into.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool append_head(std::string& into, const RequestHead& head)
{
    if (!are_clean(head))
        return false;
    into.append(head.method).append(" ").append(head.target).append(" HTTP/1.1\r\n");
    append_field(into, "Host", head.host);
    append_field(into, "User-Agent", "libdevenv");
    if (head.headers != nullptr) {
        for (const auto& [name, value] : *head.headers)
            append_field(into, name, value);
    }
    if (!head.content_type.empty())
        append_field(into, "Content-Type", head.content_type);
    if (head.framing == BodyFraming::length)
        append_field(into, "Content-Length", std::to_string(head.length));
    if (head.framing == BodyFraming::chunked)
        append_field(into, "Transfer-Encoding", "chunked");
    if (!head.upgrade.empty()) {
        append_field(into, "Connection", "Upgrade");
        append_field(into, "Upgrade", head.upgrade);
    }
    into.append("\r\n");
    return true;
}

}  // namespace devenv::detail::protocol
