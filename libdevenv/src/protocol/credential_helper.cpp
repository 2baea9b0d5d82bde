#include "protocol/credential_helper.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace devenv::detail::protocol {

using base::TextKind;
using base::TextValue;

namespace {

constexpr std::string_view token_user = "<token>";

std::optional<TextValue> parse_object(std::string_view text)
{
    TextValue root;
    if (base::parse_json_text(text, base::JsonDialect::standard, root) || root.kind != TextKind::object)
        return std::nullopt;
    return root;
}

}  // namespace

bool parse_helper_login(std::string_view answer, RegistryCredentials& out)
{
    const auto root = parse_object(answer);
    if (!root)
        return false;
    const TextValue* user = root->find("Username");
    const TextValue* secret = root->find("Secret");
    if (user == nullptr || secret == nullptr || user->kind != TextKind::string ||
        secret->kind != TextKind::string)
        return false;
    if (user->text == token_user) {
        out.identity_token = secret->text;
    } else {
        out.username = user->text;
        out.password = secret->text;
    }
    return true;
}

std::optional<std::vector<std::string>> parse_helper_list(std::string_view answer)
{
    const auto root = parse_object(answer);
    if (!root)
        return std::nullopt;
    std::vector<std::string> servers;
    for (const TextValue& member : root->items)
        servers.push_back(member.key);
    return servers;
}

std::string encode_helper_login(const RegistryCredentials& credentials)
{
    const bool is_token = !credentials.identity_token.empty();
    std::string json = "{\"ServerURL\":";
    base::append_json_string(json, credentials.server_address);
    json += ",\"Username\":";
    base::append_json_string(json, is_token ? token_user : std::string_view(credentials.username));
    json += ",\"Secret\":";
    base::append_json_string(json, is_token ? credentials.identity_token : credentials.password);
    return json + '}';
}

bool is_without_login(std::string_view answer)
{
    return base::trim(answer) == "credentials not found in native keychain";
}

bool is_helper_name(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return base::is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
    });
}

}  // namespace devenv::detail::protocol
