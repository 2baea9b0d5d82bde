#include "protocol/content_digest.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace devenv::detail::protocol {

namespace {

constexpr std::string_view sha256_prefix = "sha256:";
constexpr std::string_view sha512_prefix = "sha512:";
constexpr std::size_t sha256_digits = 64;
constexpr std::size_t sha512_digits = 128;

bool is_lower_hex(char c)
{
    return base::is_digit(c) || (c >= 'a' && c <= 'f');
}

}  // namespace

std::string ContentDigest::to_string() const
{
    const bool is_long = algorithm == base::DigestAlgorithm::sha512;
    return std::string(is_long ? sha512_prefix : sha256_prefix) + hex;
}

std::optional<ContentDigest> parse_content_digest(std::string_view text)
{
    ContentDigest digest;
    std::size_t digits = sha256_digits;
    if (text.starts_with(sha512_prefix)) {
        digest.algorithm = base::DigestAlgorithm::sha512;
        digits = sha512_digits;
    } else if (!text.starts_with(sha256_prefix)) {
        return std::nullopt;
    }
    text.remove_prefix(sha256_prefix.size());
    if (text.size() != digits || !std::ranges::all_of(text, is_lower_hex))
        return std::nullopt;
    digest.hex = text;
    return digest;
}

ContentDigest digest_of(std::string_view bytes)
{
    return {.hex = base::sha256_hex(bytes)};
}

}  // namespace devenv::detail::protocol
