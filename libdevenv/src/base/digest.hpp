#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace devenv::detail::base {

enum class DigestAlgorithm
{
    sha256,
    sha512,
    md5,
};

/// Bytes as lower-case hexadecimal digits.
std::string to_hex(std::span<const std::byte> bytes);

/// Hashes bytes as they come.
/// Errors: local, when OpenSSL doesn't offer the algorithm (md5 on a FIPS machine).
class Digest
{
public:
    explicit Digest(DigestAlgorithm algorithm);
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;

    void update(std::span<const std::byte> bytes);
    void update(std::string_view text) { update(std::as_bytes(std::span(text.data(), text.size()))); }

    /// Ends the hash and makes the object ready for the next one.
    /// Shape: 32 bytes for sha256, 64 for sha512, 16 for md5; the view holds until the next call.
    std::span<const std::byte> finish();
    /// The same in hexadecimal digits.
    std::string finish_hex();

private:
    struct Context;
    std::unique_ptr<Context> context_;
    std::array<std::byte, 64> result_{};
};

/// The sha256 of a text in hexadecimal digits.
std::string sha256_hex(std::string_view text);

}  // namespace devenv::detail::base
