#include "protocol/url.hpp"

namespace devenv::detail::protocol {

namespace {

bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& into, std::string_view value, std::string_view kept)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : value) {
        if (is_unreserved(c) || kept.find(c) != std::string_view::npos) {
            into += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        into += '%';
        into += digits[byte >> 4];
        into += digits[byte & 15];
    }
}

}  // namespace

void append_path(std::string& into, std::string_view value)
{
    append_encoded(into, value, "/:@");
}

void append_query(std::string& into, std::string_view value)
{
    append_encoded(into, value, {});
}

void append_parameter(std::string& target, std::string_view key, std::string_view value)
{
    target += target.find('?') == std::string::npos ? '?' : '&';
    append_query(target, key);
    target += '=';
    append_query(target, value);
}

}  // namespace devenv::detail::protocol
