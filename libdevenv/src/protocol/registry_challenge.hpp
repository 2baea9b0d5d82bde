// What a registry wants to see before it answers, and what its token server gives.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

/// One challenge of a WWW-Authenticate header.
struct AuthChallenge
{
    std::string scheme{};                             ///< lower case: "bearer", "basic"
    std::map<std::string, std::string> parameters{};  ///< names in lower case: realm, service, scope, error

    std::string parameter(std::string_view name) const;  ///< empty if there is none
};

/// Reads a WWW-Authenticate header, which may hold several challenges. What can't be read is left out.
std::vector<AuthChallenge> parse_challenges(std::string_view header);

/// What a token server answers.
struct TokenAnswer
{
    std::string token{};        ///< `token`, or `access_token` as OAuth has it
    long long expires_in = 60;  ///< seconds, by the specification 60 if it doesn't say
};

/// Reads it; false if it isn't JSON or has no token.
bool parse_token_answer(std::string_view text, TokenAnswer& out);

/// The registry's own words of an error answer, "manifest unknown"; empty if the body isn't one.
std::string registry_error_text(std::string_view body);

}  // namespace devenv::detail::protocol
