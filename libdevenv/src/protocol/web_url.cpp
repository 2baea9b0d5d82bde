#include "protocol/web_url.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace devenv::detail::protocol {

namespace {

constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;

bool is_visible(char c)
{
    return c > ' ' && c < '\x7F';
}

bool is_host_character(char c)
{
    return base::is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == ':';
}

bool read_port(std::string_view text, std::uint16_t& port)
{
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, port);
    return fault == std::errc{} && stop == end && port != 0;
}

bool read_authority(std::string_view text, WebUrl& url)
{
    std::string_view host = text;
    std::string_view port;
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos)
            return false;
        host = text.substr(1, close - 1);
        port = text.substr(close + 1);
    } else if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
        host = text.substr(0, colon);
        port = text.substr(colon);
        if (port.find(':', 1) != std::string_view::npos)
            return false;
    }
    if (host.empty() || !std::ranges::all_of(host, is_host_character))
        return false;
    url.host = base::lower_case(host);
    if (port.empty())
        return true;
    return port.front() == ':' && read_port(port.substr(1), url.port);
}

}  // namespace

std::string WebUrl::authority() const
{
    std::string text = host.find(':') == std::string::npos ? host : '[' + host + ']';
    if (port != (scheme == Scheme::http ? http_port : https_port))
        text += ':' + std::to_string(port);
    return text;
}

std::string WebUrl::origin() const
{
    return (scheme == Scheme::http ? "http://" : "https://") + authority();
}

std::string WebUrl::to_string() const
{
    return origin() + target.substr(0, target.find('?'));
}

std::optional<WebUrl> parse_web_url(std::string_view text)
{
    WebUrl url;
    const std::size_t separator = text.find("://");
    if (separator == std::string_view::npos || !std::ranges::all_of(text, is_visible))
        return std::nullopt;
    const std::string scheme = base::lower_case(text.substr(0, separator));
    if (scheme == "http") {
        url.scheme = WebUrl::Scheme::http;
        url.port = http_port;
    } else if (scheme != "https") {
        return std::nullopt;
    }
    text.remove_prefix(separator + 3);
    text = text.substr(0, text.find('#'));
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    const std::string_view authority = text.substr(0, end);
    if (authority.find('@') != std::string_view::npos || !read_authority(authority, url))
        return std::nullopt;
    const std::string_view target = text.substr(end);
    url.target = target.starts_with('/') ? std::string(target) : '/' + std::string(target);
    return url;
}

std::optional<WebUrl> resolve(const WebUrl& base, std::string_view location)
{
    if (location.empty() || !std::ranges::all_of(location, is_visible))
        return std::nullopt;
    if (location.find("://") < location.find_first_of("/?#"))
        return parse_web_url(location);
    const std::string scheme = base.scheme == WebUrl::Scheme::http ? "http:" : "https:";
    if (location.starts_with("//"))
        return parse_web_url(scheme + std::string(location));
    WebUrl url = base;
    location = location.substr(0, location.find('#'));
    const std::string path = base.target.substr(0, base.target.find('?'));
    if (location.starts_with('/'))
        url.target = location;
    else if (location.starts_with('?'))
        url.target = path + std::string(location);
    else
        url.target = path.substr(0, path.rfind('/') + 1) + std::string(location);
    return url;
}

}  // namespace devenv::detail::protocol
