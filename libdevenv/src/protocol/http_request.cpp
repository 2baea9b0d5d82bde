#include "protocol/http_request.hpp"

namespace devenv::detail::protocol {

namespace {

bool is_clean(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

void append_field(std::string& into, std::string_view name, std::string_view value)
{
    into.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool append_head(std::string& into, const RequestHead& head)
{
    bool clean = true;
    into.append(head.method).append(" ").append(head.target).append(" HTTP/1.1\r\n");
    append_field(into, "Host", head.host);
    append_field(into, "User-Agent", "libdevenv");
    if (head.headers != nullptr) {
        for (const auto& [name, value] : *head.headers) {
            if (is_clean(name) && is_clean(value))
                append_field(into, name, value);
            else
                clean = false;
        }
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
    return clean;
}

}  // namespace devenv::detail::protocol
