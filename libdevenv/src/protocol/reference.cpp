#include "protocol/reference.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace devenv::detail::protocol {

using base::is_alphanumeric;
using base::is_digit;
using base::is_hex;
using base::is_lower;
using base::is_upper;

namespace {

constexpr std::string_view default_domain = "docker.io";
constexpr std::string_view old_default_domain = "index.docker.io";
constexpr std::string_view official_prefix = "library/";
constexpr std::size_t max_path = 255;
constexpr std::size_t max_tag = 128;
constexpr std::size_t min_digest_hex = 32;
constexpr std::size_t id_length = 64;

constexpr std::size_t npos = std::string_view::npos;

ReferenceProblem at(ReferenceFault fault, std::size_t position)
{
    return {fault, position};
}

// Host names are labels joined by dots; a label has letters and digits, and '-' inside.
ReferenceProblem check_host_name(std::string_view host, std::size_t start)
{
    for (std::size_t from = 0;;) {
        const std::size_t end = std::min(host.find('.', from), host.size());
        for (std::size_t i = from; i < end; ++i) {
            const bool is_inner = i > from && i + 1 < end;
            if (!is_alphanumeric(host[i]) && !(is_inner && host[i] == '-'))
                return at(ReferenceFault::domain, start + i);
        }
        if (end == from)
            return at(ReferenceFault::domain, start + from);
        if (end == host.size())
            return {};
        from = end + 1;
    }
}

// `text` begins with '['; `length` becomes that of the address with its brackets.
ReferenceProblem check_ipv6(std::string_view text, std::size_t start, std::size_t& length)
{
    const std::size_t wrong = text.find_first_not_of("0123456789abcdefABCDEF:", 1);
    if (wrong == npos || wrong == 1 || text[wrong] != ']')
        return at(ReferenceFault::domain, start + (wrong == npos ? 0 : wrong));
    length = wrong + 1;
    return {};
}

ReferenceProblem check_domain(std::string_view domain, std::size_t start)
{
    std::size_t host_length = std::min(domain.find(':'), domain.size());
    const auto problem = domain.starts_with('[') ? check_ipv6(domain, start, host_length)
                                                 : check_host_name(domain.substr(0, host_length), start);
    if (problem)
        return problem;
    if (host_length == domain.size())
        return {};
    if (domain[host_length] != ':')
        return at(ReferenceFault::domain, start + host_length);
    const std::string_view port = domain.substr(host_length + 1);
    const auto wrong = std::find_if_not(port.begin(), port.end(), is_digit);
    if (port.empty() || wrong != port.end()) {
        const auto offset = static_cast<std::size_t>(wrong - port.begin());
        return at(ReferenceFault::port, start + host_length + 1 + offset);
    }
    return {};
}

// [a-z0-9]+ joined by one `.`, one or two `_`, or any number of `-`.
ReferenceProblem check_path_part(std::string_view part, std::size_t start)
{
    if (part.empty())
        return at(ReferenceFault::path_empty, start);
    std::size_t i = 0;
    while (i < part.size()) {
        const std::size_t separator = i;
        while (i < part.size() && part[i] == part[separator] &&
               (part[i] == '.' || part[i] == '_' || part[i] == '-'))
            ++i;
        const std::size_t length = i - separator;
        const bool is_too_long =
            length > 0 && ((part[separator] == '.' && length > 1) || (part[separator] == '_' && length > 2));
        if (length > 0 && (separator == 0 || i == part.size() || is_too_long))
            return at(ReferenceFault::path, start + separator);
        if (is_upper(part[i]))
            return at(ReferenceFault::path_case, start + i);
        if (!is_lower(part[i]) && !is_digit(part[i]))
            return at(ReferenceFault::path, start + i);
        ++i;
    }
    return {};
}

ReferenceProblem check_path(std::string_view path, std::size_t start)
{
    for (std::size_t from = 0;;) {
        const std::size_t slash = std::min(path.find('/', from), path.size());
        if (const auto problem = check_path_part(path.substr(from, slash - from), start + from))
            return problem;
        if (slash == path.size())
            break;
        from = slash + 1;
    }
    return {};
}

bool is_tag_character(char c)
{
    return is_alphanumeric(c) || c == '_' || c == '.' || c == '-';
}

bool is_tag_start(char c)
{
    return is_alphanumeric(c) || c == '_';
}

ReferenceProblem check_tag(std::string_view tag, std::size_t start)
{
    if (tag.empty())
        return at(ReferenceFault::tag_empty, start);
    if (!is_tag_start(tag.front()))
        return at(ReferenceFault::tag, start);
    const auto wrong = std::find_if_not(tag.begin(), tag.end(), is_tag_character);
    if (wrong != tag.end())
        return at(ReferenceFault::tag, start + static_cast<std::size_t>(wrong - tag.begin()));
    if (tag.size() > max_tag)
        return at(ReferenceFault::tag_long, start + max_tag);
    return {};
}

bool is_digest_algorithm(std::string_view algorithm)
{
    bool at_start = true;
    for (const char c : algorithm) {
        const bool is_separator = c == '-' || c == '_' || c == '+' || c == '.';
        if (at_start ? !base::is_letter(c) : !(is_alphanumeric(c) || is_separator))
            return false;
        at_start = is_separator;
    }
    return !at_start;
}

ReferenceProblem check_digest(std::string_view digest, std::size_t start)
{
    const std::size_t colon = digest.find(':');
    if (colon == npos || !is_digest_algorithm(digest.substr(0, colon)))
        return at(ReferenceFault::digest, start);
    const std::string_view algorithm = digest.substr(0, colon);
    const std::string_view hex = digest.substr(colon + 1);
    const bool is_known = algorithm == "sha256" || algorithm == "sha384" || algorithm == "sha512";
    const auto wrong = std::find_if_not(hex.begin(), hex.end(), [&](char c) {
        return is_hex(c) && !(is_known && is_upper(c));
    });
    if (wrong != hex.end())
        return at(ReferenceFault::digest, start + colon + 1 + static_cast<std::size_t>(wrong - hex.begin()));
    const std::size_t wanted = algorithm == "sha256" ? 64 : algorithm == "sha384" ? 96 : 128;
    if (is_known ? hex.size() != wanted : hex.size() < min_digest_hex)
        return at(ReferenceFault::digest, start + colon + 1);
    return {};
}

}  // namespace

bool is_domain(std::string_view first_part)
{
    return first_part == "localhost" || first_part.find_first_of(".:") != npos ||
           std::any_of(first_part.begin(), first_part.end(), is_upper);
}

ReferenceProblem parse_reference(std::string_view text, Reference& out)
{
    if (text.empty())
        return at(ReferenceFault::empty, 0);
    if (text.size() == id_length &&
        std::all_of(text.begin(), text.end(), [](char c) { return is_hex(c) && !is_upper(c); }))
        return at(ReferenceFault::image_id, 0);

    const std::size_t at_sign = text.find('@');
    std::string_view name = text.substr(0, at_sign);
    const std::string_view digest = at_sign == npos ? std::string_view() : text.substr(at_sign + 1);

    const std::size_t first_slash = name.find('/');
    const bool has_domain = first_slash != npos && is_domain(name.substr(0, first_slash));
    const std::size_t path_start = has_domain ? first_slash + 1 : 0;
    const std::size_t colon = name.find(':', path_start);
    const std::string_view path = name.substr(path_start, colon == npos ? npos : colon - path_start);
    const std::string_view tag = colon == npos ? std::string_view() : name.substr(colon + 1);
    const std::string_view domain = has_domain ? name.substr(0, first_slash) : default_domain;

    if (has_domain)
        if (const auto problem = check_domain(domain, 0))
            return problem;
    if (const auto problem = check_path(path, path_start))
        return problem;
    if (colon != npos)
        if (const auto problem = check_tag(tag, colon + 1))
            return problem;
    if (at_sign != npos)
        if (const auto problem = check_digest(digest, at_sign + 1))
            return problem;

    out.domain = domain == old_default_domain ? default_domain : domain;
    out.path = path;
    if (out.domain == default_domain && path.find('/') == npos)
        out.path.insert(0, official_prefix);
    out.tag = tag;
    out.digest = digest;
    if (out.path.size() > max_path)
        return at(ReferenceFault::path_long, path_start + max_path - (out.path.size() - path.size()));
    return {};
}

std::string_view describe(ReferenceFault fault)
{
    switch (fault) {
        case ReferenceFault::none:
            return "it is a reference";
        case ReferenceFault::empty:
            return "it is empty";
        case ReferenceFault::image_id:
            return "64 hexadecimal digits are an image id, not a name";
        case ReferenceFault::domain:
            return "the registry isn't a host name";
        case ReferenceFault::port:
            return "the registry's port isn't a number";
        case ReferenceFault::path_empty:
            return "a part of the repository's path is empty";
        case ReferenceFault::path_case:
            return "the repository's path has an upper-case letter";
        case ReferenceFault::path:
            return "the repository's path may have a-z and 0-9, joined by one '.', one or two '_' or any '-'";
        case ReferenceFault::path_long:
            return "the repository's path is longer than 255 characters";
        case ReferenceFault::tag_empty:
            return "the tag is empty";
        case ReferenceFault::tag:
            return "the tag may have letters, digits, '_', '.' and '-', and not begin with '.' or '-'";
        case ReferenceFault::tag_long:
            return "the tag is longer than 128 characters";
        case ReferenceFault::digest:
            return "the digest isn't algorithm:hex, as in sha256 with 64 digits";
    }
    return "it isn't a reference";
}

std::string describe(std::string_view text, const ReferenceProblem& problem)
{
    return fmt::format(
        "\"{}\" isn't an image reference: {} (at character {})",
        text,
        describe(problem.fault),
        problem.position + 1
    );
}

}  // namespace devenv::detail::protocol

namespace devenv::inline v1 {

std::string Reference::repository() const
{
    return domain + '/' + path;
}

namespace {

void append_tail(std::string& text, const Reference& reference)
{
    if (!reference.tag.empty())
        text.append(1, ':').append(reference.tag);
    if (!reference.digest.empty())
        text.append(1, '@').append(reference.digest);
}

}  // namespace

std::string Reference::to_string() const
{
    std::string text = repository();
    append_tail(text, *this);
    return text;
}

std::string Reference::familiar() const
{
    using detail::protocol::default_domain;
    using detail::protocol::official_prefix;
    std::string text = path;
    if (domain == default_domain) {
        const bool is_official =
            path.starts_with(official_prefix) && path.find('/', official_prefix.size()) == std::string::npos;
        if (is_official)
            text.erase(0, official_prefix.size());
        // docker.io/a.b/c without its domain would be read as the registry a.b
        const std::size_t slash = text.find('/');
        if (slash != std::string::npos &&
            detail::protocol::is_domain(std::string_view(text).substr(0, slash)))
            text = repository();
    } else {
        text = repository();
    }
    append_tail(text, *this);
    return text;
}

Reference Reference::with_default_tag() const
{
    Reference full = *this;
    if (full.tag.empty() && full.digest.empty())
        full.tag = "latest";
    return full;
}

std::string tag_from_branch(std::string_view branch)
{
    using namespace detail::protocol;
    std::string tag;
    for (const char c : branch) {
        const bool continues_character = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (tag.size() == max_tag || continues_character)
            continue;
        tag += is_tag_character(c) ? c : '-';
    }
    if (!tag.empty() && !is_tag_start(tag.front()))
        tag.front() = '_';
    return tag;
}

}  // namespace devenv::inline v1
