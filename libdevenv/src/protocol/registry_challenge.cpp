#include "protocol/registry_challenge.hpp"

#include "base/json_text.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace devenv::detail::protocol {

namespace {

using base::TextKind;
using base::TextValue;

constexpr long long default_lifetime = 60;

bool is_token_character(char c)
{
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return base::is_alphanumeric(c) || others.find(c) != std::string_view::npos;
}

class Scanner
{
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    bool at_end() const { return text_.empty(); }

    void skip_blanks_and_commas()
    {
        const std::size_t begin = std::min(text_.find_first_not_of(" \t,"), text_.size());
        text_.remove_prefix(begin);
    }

    void skip_blanks()
    {
        const std::size_t begin = std::min(text_.find_first_not_of(" \t"), text_.size());
        text_.remove_prefix(begin);
    }

    void skip_one() { text_.remove_prefix(std::min<std::size_t>(1, text_.size())); }

    bool take(char wanted)
    {
        if (!text_.starts_with(wanted))
            return false;
        text_.remove_prefix(1);
        return true;
    }

    std::string token()
    {
        const auto* end = std::ranges::find_if_not(text_, is_token_character);
        std::string word(text_.begin(), end);
        text_.remove_prefix(word.size());
        return word;
    }

    // Some registries leave the quotes away around texts with ':' and '/' in them.
    std::string value()
    {
        std::string value;
        if (!take('"')) {
            const std::size_t end = std::min(text_.find_first_of(" \t,"), text_.size());
            value = text_.substr(0, end);
            text_.remove_prefix(end);
            return value;
        }
        while (!text_.empty() && !take('"')) {
            if (text_.front() == '\\' && text_.size() > 1)
                text_.remove_prefix(1);
            value += text_.front();
            text_.remove_prefix(1);
        }
        return value;
    }

private:
    std::string_view text_;
};

std::string_view text_of(const TextValue* value)
{
    return value != nullptr && value->kind == TextKind::string ? std::string_view(value->text)
                                                               : std::string_view{};
}

}  // namespace

std::string AuthChallenge::parameter(std::string_view name) const
{
    const auto found = parameters.find(std::string(name));
    return found == parameters.end() ? "" : found->second;
}

std::vector<AuthChallenge> parse_challenges(std::string_view header)
{
    std::vector<AuthChallenge> challenges;
    Scanner scanner(header);
    scanner.skip_blanks_and_commas();
    while (!scanner.at_end()) {
        const std::string word = base::lower_case(scanner.token());
        scanner.skip_blanks();
        if (word.empty()) {
            scanner.skip_one();
        } else if (scanner.take('=')) {
            scanner.skip_blanks();
            const std::string value = scanner.value();
            if (!challenges.empty())
                challenges.back().parameters.emplace(word, value);
        } else {
            challenges.push_back({.scheme = word});
        }
        scanner.skip_blanks_and_commas();
    }
    return challenges;
}

bool parse_token_answer(std::string_view text, TokenAnswer& out)
{
    TextValue root;
    if (base::parse_json_text(text, base::JsonDialect::standard, root) || root.kind != TextKind::object)
        return false;
    std::string_view token = text_of(root.find("token"));
    if (token.empty())
        token = text_of(root.find("access_token"));
    out.token = token;
    const TextValue* lifetime = root.find("expires_in");
    const std::optional<std::int64_t> seconds = lifetime != nullptr ? lifetime->integer() : std::nullopt;
    out.expires_in = std::max<long long>(default_lifetime, seconds.value_or(default_lifetime));
    return !out.token.empty();
}

std::string registry_error_text(std::string_view body)
{
    TextValue root;
    if (base::parse_json_text(body, base::JsonDialect::standard, root) || root.kind != TextKind::object)
        return {};
    if (const TextValue* errors = root.find("errors");
        errors != nullptr && errors->kind == TextKind::array && !errors->items.empty()) {
        const TextValue& first = errors->items.front();
        if (first.kind != TextKind::object)
            return {};
        const std::string_view message = text_of(first.find("message"));
        return std::string(message.empty() ? text_of(first.find("code")) : message);
    }
    const std::string_view details = text_of(root.find("details"));
    return std::string(details.empty() ? text_of(root.find("message")) : details);
}

}  // namespace devenv::detail::protocol
