#include "registry/registry_client.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"
#include "engine/failure.hpp"
#include "protocol/http_fields.hpp"
#include "protocol/image_manifest.hpp"
#include "protocol/registry_challenge.hpp"
#include "protocol/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

namespace devenv::detail::registry {

namespace {

constexpr int most_redirects = 5;
constexpr std::size_t longest_manifest = std::size_t{4} << 20;  // what daemons and registries agree upon
constexpr std::size_t longest_token_answer = std::size_t{1} << 20;
constexpr std::size_t longest_error = std::size_t{64} << 10;

bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool may_pass(int status)
{
    return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
}

std::string hint_of(int status)
{
    switch (status) {
        case 401:
            return "log in to the registry first (`docker login`)";
        case 403:
            return "does the account have the right to pull it?";
        case 404:
            return "is the name right, with its tag?";
        default:
            return {};
    }
}

void remove_authorization(protocol::Headers& headers)
{
    std::erase_if(headers, [](const auto& header) {
        return base::equals_ignoring_case(header.first, "Authorization");
    });
}

Error lost(const protocol::WebUrl& from, std::string_view why)
{
    return Error(ErrorKind::protocol, fmt::format("a redirect of {} {}", from.to_string(), why));
}

protocol::WebUrl next_url(const protocol::WebUrl& from, const protocol::ResponseHead& head)
{
    const std::optional<protocol::WebUrl> to = resolve(from, head.field("Location"));
    if (!to)
        throw lost(from, "leads to no http or https address");
    const bool is_downgrade = from.scheme == protocol::WebUrl::Scheme::https && to->scheme != from.scheme;
    if (is_downgrade)
        throw lost(from, "leads from https to http");
    return *to;
}

void append_form(std::string& form, std::string_view key, std::string_view value)
{
    if (!form.empty())
        form += '&';
    form += key;
    form += '=';
    protocol::append_query(form, value);
}

std::string path_to(const protocol::WebUrl& base, std::string_view repository, std::string_view rest)
{
    std::string prefix = base.target;
    while (prefix.ends_with('/'))
        prefix.pop_back();
    std::string path = prefix + "/v2/";
    protocol::append_path(path, repository);
    path += rest;
    return path;
}

}  // namespace

bool is_loopback(std::string_view host)
{
    return host == "localhost" || host.ends_with(".localhost") || host == "::1" || host.starts_with("127.");
}

asio::awaitable<WebReply> get_following(Web& web, protocol::WebUrl url, protocol::Headers headers)
{
    for (int redirects = 0;; ++redirects) {
        WebRequest request{.url = url, .headers = headers};
        WebReply reply = co_await web.send(std::move(request));
        if (!is_redirect(reply.status()))
            co_return reply;
        if (redirects == most_redirects)
            throw lost(url, "leads in circles");
        const protocol::WebUrl to = next_url(url, reply.head());
        if (to.origin() != url.origin())
            remove_authorization(headers);
        url = to;
    }
}

asio::awaitable<void> require_success(WebReply& reply, std::string where, std::string what)
{
    const int status = reply.status();
    if (status >= 200 && status < 300)
        co_return;
    Error::Details details{
        .kind = engine::kind_of(status),
        .http_status = status,
        .hint = hint_of(status),
        .retryable = may_pass(status)};
    std::optional<std::chrono::seconds> after;
    if (const auto seconds =
            protocol::parse_retry_after(reply.head().field("Retry-After"), std::time(nullptr)))
        after = std::chrono::seconds(*seconds);
    std::string words;
    try {
        const std::string body = co_await reply.text(longest_error);
        words = protocol::registry_error_text(body);
    } catch (const Error& e) {
        if (e.kind() == ErrorKind::cancelled)
            throw;
    }
    if (words.empty())
        words = fmt::format("status {}", status);
    details.message = fmt::format("{} refuses {}: {}", where, what, words);
    throw Refused(std::move(details), after);
}

asio::awaitable<RegistryClient::Manifest> RegistryClient::manifest(
    std::string repository, std::string tag_or_digest
)
{
    protocol::Headers headers{{"Accept", std::string(protocol::manifest_types())}};
    const std::string path = "/manifests/" + tag_or_digest;
    WebReply reply = co_await get(repository, path, headers);
    co_await require_success(reply, origin(), "the manifest of " + repository + ':' + tag_or_digest);
    Manifest manifest{
        .content_type = std::string(reply.head().field("Content-Type")),
        .digest_header = std::string(reply.head().field("Docker-Content-Digest")),
    };
    manifest.bytes = co_await reply.text(longest_manifest);
    co_return manifest;
}

asio::awaitable<WebReply> RegistryClient::blob(
    std::string repository, std::string digest, std::uint64_t offset
)
{
    protocol::Headers headers;
    if (offset > 0)
        headers.emplace_back("Range", fmt::format("bytes={}-", offset));
    const std::string path = "/blobs/" + digest;
    WebReply reply = co_await get(repository, path, headers);
    if (reply.status() != 416)
        co_await require_success(reply, origin(), "the blob " + digest);
    co_return reply;
}

asio::awaitable<WebReply> RegistryClient::get(
    std::string repository, std::string path, protocol::Headers headers
)
{
    protocol::WebUrl url = base_;
    url.target = path_to(base_, repository, path);
    for (bool is_first = true;; is_first = false) {
        protocol::Headers all = headers;
        const auto token = tokens_.find(repository);
        const bool has_token =
            token != tokens_.end() && std::chrono::steady_clock::now() < token->second.good_until;
        if (has_token)
            all.emplace_back("Authorization", token->second.header);
        WebReply reply = co_await get_following(*parts_.web, url, std::move(all));
        if (reply.status() != 401 || !is_first)
            co_return reply;
        const std::string challenge(reply.head().field("WWW-Authenticate"));
        if (challenge.empty())
            co_return reply;
        reply = WebReply({}, {}, {});  // its connection is free for the token server
        co_await authorise(repository, challenge);
        if (!tokens_.contains(repository)) {
            all = headers;
            WebReply refusal = co_await get_following(*parts_.web, url, std::move(all));
            co_return refusal;
        }
    }
}

asio::awaitable<void> RegistryClient::fetch_login()
{
    if (login_)
        co_return;
    RegistryLogin login;
    if (parts_.logins && !login_name_.empty()) {
        auto asking = parts_.logins(login_name_);
        login = co_await std::move(asking);
    }
    login_ = std::move(login);
}

std::string RegistryClient::basic() const
{
    return "Basic " +
           base::encode_base64(login_->username + ':' + login_->password, base::Base64Alphabet::standard);
}

// Leaves no token if there is nothing to show: the registry's 401 is then the answer.
asio::awaitable<void> RegistryClient::authorise(std::string repository, std::string challenge)
{
    co_await fetch_login();
    tokens_.erase(repository);
    if (!login_->registry_token.empty()) {
        tokens_[repository] = {
            .header = "Bearer " + login_->registry_token,
            .good_until = std::chrono::steady_clock::time_point::max()};
        co_return;
    }
    for (const protocol::AuthChallenge& one : protocol::parse_challenges(challenge)) {
        if (one.scheme == "bearer") {
            Token token = co_await fetch_token(repository, challenge);
            tokens_[repository] = std::move(token);
            co_return;
        }
        if (one.scheme == "basic" && !login_->username.empty()) {
            tokens_[repository] = {
                .header = basic(), .good_until = std::chrono::steady_clock::time_point::max()};
            co_return;
        }
    }
}

asio::awaitable<RegistryClient::Token> RegistryClient::fetch_token(
    std::string repository, std::string challenge
)
{
    const std::vector<protocol::AuthChallenge> challenges = protocol::parse_challenges(challenge);
    const auto bearer = std::ranges::find(challenges, "bearer", &protocol::AuthChallenge::scheme);
    const std::optional<protocol::WebUrl> realm = protocol::parse_web_url(bearer->parameter("realm"));
    if (!realm)
        throw Error(
            ErrorKind::protocol,
            fmt::format("{} names a token server that is no http or https address", origin())
        );
    const bool has_login = !login_->username.empty() || !login_->identity_token.empty();
    const bool is_downgrade =
        base_.scheme == protocol::WebUrl::Scheme::https && realm->scheme == protocol::WebUrl::Scheme::http;
    if (is_downgrade && has_login)
        throw Error(
            ErrorKind::protocol,
            fmt::format("{} wants the login sent to {}, in the clear", origin(), realm->to_string())
        );
    std::string scope = bearer->parameter("scope");
    if (scope.empty())
        scope = "repository:" + repository + ":pull";
    WebRequest request{.url = *realm};
    std::string query;
    if (const std::string service = bearer->parameter("service"); !service.empty())
        append_form(query, "service", service);
    append_form(query, "scope", scope);
    if (!login_->identity_token.empty()) {
        append_form(query, "client_id", "devenv");
        append_form(query, "grant_type", "refresh_token");
        append_form(query, "refresh_token", login_->identity_token);
        request.form = query;
    } else {
        request.url.target += (realm->target.find('?') == std::string::npos ? '?' : '&') + query;
        if (has_login)
            request.headers.emplace_back("Authorization", basic());
    }
    const std::string where = realm->to_string();
    WebReply reply = co_await parts_.web->send(std::move(request));
    co_await require_success(reply, where, "a token for " + repository);
    const std::string body = co_await reply.text(longest_token_answer);
    protocol::TokenAnswer answer;
    if (!protocol::parse_token_answer(body, answer))
        throw Error(ErrorKind::protocol, fmt::format("{} answers without a token", where));
    // A part of its life goes by on the way; a registry that refuses it all the same is asked anew.
    const auto lifetime = std::chrono::seconds(std::min(answer.expires_in, 86'400LL) * 9 / 10);
    Token token{
        .header = "Bearer " + answer.token, .good_until = std::chrono::steady_clock::now() + lifetime};
    co_return token;
}

}  // namespace devenv::detail::registry
