// One registry, or a mirror of it: its address, its way of logging in, its tokens.
#pragma once

#include "devenv/reference.hpp"
#include "devenv/registry.hpp"
#include "registry/web.hpp"

#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::registry {

/// A reply that isn't a success; it may say when to come again.
class Refused : public Error
{
public:
    Refused(Error::Details details, std::optional<std::chrono::seconds> after)
        : Error(std::move(details)), retry_after_(after)
    {}

    std::optional<std::chrono::seconds> retry_after() const { return retry_after_; }

private:
    std::optional<std::chrono::seconds> retry_after_;
};

/// Follows redirects, at most five, by plain GETs. Headers named Authorization stay with their origin, and
/// nothing leads from https to http. Returns replies of any status but redirects.
asio::awaitable<WebReply> get_following(Web& web, protocol::WebUrl url, protocol::Headers headers);

/// Whether that host is this machine, by its name.
bool is_loopback(std::string_view host);

/// Throws Refused for a reply that isn't a success, with the registry's own words.
asio::awaitable<void> require_success(WebReply& reply, std::string where, std::string what);

class RegistryClient
{
public:
    struct Parts
    {
        Web* web = nullptr;
        asio::thread_pool* workers = nullptr;  ///< where `logins` may block
        LoginSource logins{};
    };

    /// `login_name` is what `logins` is asked for; empty = anonymously, as to a mirror.
    RegistryClient(Parts parts, protocol::WebUrl base, std::string login_name)
        : parts_(std::move(parts)), base_(std::move(base)), login_name_(std::move(login_name))
    {}

    std::string origin() const { return base_.origin(); }

    struct Manifest
    {
        std::string bytes{};
        std::string content_type{};
        std::string digest_header{};  ///< Docker-Content-Digest; empty if it isn't told
    };
    /// Errors: not_found, unauthorized, denied; those of the web.
    asio::awaitable<Manifest> manifest(std::string repository, std::string tag_or_digest);

    /// A blob from byte `offset` on, if the registry knows ranges: status 206, else 200, or 416.
    asio::awaitable<WebReply> blob(std::string repository, std::string digest, std::uint64_t offset);

private:
    struct Token
    {
        std::string header{};  ///< value of Authorization
        std::chrono::steady_clock::time_point good_until{};
    };

    asio::awaitable<WebReply> get(std::string repository, std::string path, protocol::Headers headers);
    asio::awaitable<void> authorise(std::string repository, std::string challenge);
    asio::awaitable<void> fetch_login();
    asio::awaitable<Token> fetch_token(std::string repository, std::string challenge);
    std::string basic() const;

    Parts parts_;
    protocol::WebUrl base_;
    std::string login_name_;
    std::optional<RegistryLogin> login_{};
    std::map<std::string, Token> tokens_{};  ///< by repository
};

}  // namespace devenv::detail::registry
