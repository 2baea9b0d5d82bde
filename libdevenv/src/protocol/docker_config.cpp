#include "protocol/docker_config.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace devenv::detail::protocol {

using base::TextKind;
using base::TextProblem;
using base::TextValue;

namespace {

constexpr std::string_view hub_key = "https://index.docker.io/v1/";

using Problem = std::optional<TextProblem>;

// Go's reader takes the last member whose name matches but for case.
const TextValue* find_any_case(const TextValue& object, std::string_view name)
{
    const auto last = std::find_if(object.items.rbegin(), object.items.rend(), [&](const TextValue& member) {
        return base::equals_ignoring_case(member.key, name);
    });
    return last == object.items.rend() || last->kind == TextKind::null ? nullptr : &*last;
}

Problem wrong_type(const TextValue& value, std::string_view name, TextKind expected)
{
    return TextProblem{
        value.position,
        fmt::format("{} must be {}, not {}", name, base::describe(expected), base::describe(value.kind)),
    };
}

Problem read_string(const TextValue& object, std::string_view name, std::string& out)
{
    const TextValue* value = find_any_case(object, name);
    if (value == nullptr)
        return std::nullopt;
    if (value->kind != TextKind::string)
        return wrong_type(*value, name, TextKind::string);
    out = value->text;
    return std::nullopt;
}

template <class Each>
Problem read_object(const TextValue& object, std::string_view name, TextKind kind_of_members, Each each)
{
    const TextValue* value = find_any_case(object, name);
    if (value == nullptr)
        return std::nullopt;
    if (value->kind != TextKind::object)
        return wrong_type(*value, name, TextKind::object);
    for (const TextValue& member : value->items) {
        if (member.kind != kind_of_members)
            return wrong_type(member, fmt::format("a member of {}", name), kind_of_members);
        if (auto problem = each(member))
            return problem;
    }
    return std::nullopt;
}

struct StringField
{
    std::string_view name;
    std::string& into;
};

Problem read_strings(const TextValue& object, std::initializer_list<StringField> fields)
{
    for (const StringField& field : fields)
        if (auto problem = read_string(object, field.name, field.into))
            return problem;
    return std::nullopt;
}

// `auth` is base64 of user:password; it wins over the separate members, as in docker.
bool read_auth(std::string_view auth, RegistryCredentials& credentials)
{
    const auto pair = base::decode_base64(auth, base::Base64Alphabet::standard);
    const std::size_t colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos || colon == 0)
        return false;
    credentials.username = pair->substr(0, colon);
    credentials.password = pair->substr(colon + 1);
    while (credentials.password.ends_with('\0'))
        credentials.password.pop_back();
    return true;
}

Problem read_login(const TextValue& entry, DockerConfig& out)
{
    DockerConfig::Login login;
    RegistryCredentials& credentials = login.credentials;
    std::string auth;
    if (auto problem = read_strings(
            entry,
            {{"auth", auth},
             {"username", credentials.username},
             {"password", credentials.password},
             {"email", credentials.email},
             {"identitytoken", credentials.identity_token},
             {"registrytoken", credentials.registry_token}}
        ))
        return problem;
    if (!auth.empty())
        login.is_readable = read_auth(auth, credentials);
    if (!login.is_readable)
        credentials = {};
    credentials.server_address = entry.key;
    out.logins[entry.key] = std::move(login);
    return std::nullopt;
}

Problem read_proxies(const TextValue& entry, DockerConfig& out)
{
    ProxySettings& proxies = out.proxies[entry.key];
    return read_strings(
        entry,
        {{"httpProxy", proxies.http},
         {"httpsProxy", proxies.https},
         {"noProxy", proxies.no_proxy},
         {"ftpProxy", proxies.ftp},
         {"allProxy", proxies.all}}
    );
}

// "https://HOST:PORT/v1/" → "HOST:PORT"
std::string_view host_part(std::string_view key)
{
    for (const std::string_view scheme : {"https://", "http://"})
        if (key.starts_with(scheme))
            key.remove_prefix(scheme.size());
    return key.substr(0, key.find('/'));
}

bool is_hub(std::string_view domain)
{
    return domain == "docker.io" || domain == "index.docker.io";
}

void append_credentials(std::string& json, const RegistryCredentials& credentials)
{
    const std::array<std::pair<std::string_view, const std::string*>, 6> members{{
        {"username", &credentials.username},
        {"password", &credentials.password},
        {"email", &credentials.email},
        {"serveraddress", &credentials.server_address},
        {"identitytoken", &credentials.identity_token},
        {"registrytoken", &credentials.registry_token},
    }};
    char separator = '{';
    for (const auto& [name, value] : members) {
        if (value->empty())
            continue;
        json.append(1, separator).append(1, '"').append(name).append("\":");
        base::append_json_string(json, *value);
        separator = ',';
    }
    json += separator == '{' ? "{}" : "}";
}

}  // namespace

std::optional<TextProblem> parse_docker_config(std::string_view text, DockerConfig& out)
{
    out = {};
    if (base::trim(text).empty())
        return std::nullopt;
    TextValue root;
    if (auto problem = base::parse_json_text(text, base::JsonDialect::standard, root))
        return problem;
    if (root.kind != TextKind::object)
        return wrong_type(root, "the file", TextKind::object);
    if (auto problem = read_strings(
            root,
            {{"credsStore", out.credentials_store},
             {"currentContext", out.current_context},
             {"detachKeys", out.detach_keys}}
        ))
        return problem;
    if (auto problem = read_object(root, "auths", TextKind::object, [&](const TextValue& entry) {
            return read_login(entry, out);
        }))
        return problem;
    if (auto problem = read_object(root, "credHelpers", TextKind::string, [&](const TextValue& entry) {
            out.credential_helpers[entry.key] = entry.text;
            return Problem();
        }))
        return problem;
    if (auto problem = read_object(root, "proxies", TextKind::object, [&](const TextValue& entry) {
            return read_proxies(entry, out);
        }))
        return problem;
    return read_object(root, "HttpHeaders", TextKind::string, [&](const TextValue& entry) {
        if (!base::equals_ignoring_case(entry.key, "User-Agent"))
            out.http_headers.emplace_back(entry.key, entry.text);
        return Problem();
    });
}

std::vector<std::pair<std::string, std::string>> proxy_variables(
    const DockerConfig& config, std::string_view host
)
{
    auto entry = config.proxies.find(host);
    if (entry == config.proxies.end())
        entry = config.proxies.find(std::string_view("default"));
    std::vector<std::pair<std::string, std::string>> variables;
    if (entry == config.proxies.end())
        return variables;
    const ProxySettings& proxies = entry->second;
    const std::array<std::pair<std::string_view, const std::string*>, 5> names{{
        {"HTTP_PROXY", &proxies.http},
        {"HTTPS_PROXY", &proxies.https},
        {"NO_PROXY", &proxies.no_proxy},
        {"FTP_PROXY", &proxies.ftp},
        {"ALL_PROXY", &proxies.all},
    }};
    for (const auto& [name, value] : names) {
        if (value->empty())
            continue;
        variables.emplace_back(name, *value);
        variables.emplace_back(base::lower_case(name), *value);
    }
    return variables;
}

std::string registry_key(std::string_view domain)
{
    return std::string(is_hub(domain) ? hub_key : domain);
}

const DockerConfig::Login* find_login(const DockerConfig& config, std::string_view domain)
{
    const std::string key = registry_key(domain);
    if (const auto exact = config.logins.find(key); exact != config.logins.end())
        return &exact->second;
    const std::string_view host = host_part(key);
    const auto legacy = std::find_if(config.logins.begin(), config.logins.end(), [&](const auto& login) {
        return host_part(login.first) == host;
    });
    return legacy == config.logins.end() ? nullptr : &legacy->second;
}

std::string_view credential_helper(const DockerConfig& config, std::string_view domain)
{
    const auto own = config.credential_helpers.find(registry_key(domain));
    return own == config.credential_helpers.end() ? config.credentials_store : own->second;
}

std::string encode_registry_auth(const RegistryCredentials& credentials)
{
    std::string json;
    append_credentials(json, credentials);
    return base::encode_base64(json, base::Base64Alphabet::url);
}

std::string encode_registry_config(const std::map<std::string, RegistryCredentials, std::less<>>& logins)
{
    std::string json = "{";
    for (const auto& [key, credentials] : logins) {
        if (json.size() > 1)
            json += ',';
        base::append_json_string(json, key);
        json += ':';
        append_credentials(json, credentials);
    }
    json += '}';
    return base::encode_base64(json, base::Base64Alphabet::url);
}

}  // namespace devenv::detail::protocol
