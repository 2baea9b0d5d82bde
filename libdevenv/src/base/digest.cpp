#include "base/digest.hpp"

#include "devenv/error.hpp"

#include <openssl/evp.h>

namespace devenv::detail::base {

namespace {

void require(int outcome, const char* what)
{
    if (outcome != 1)
        throw Error(ErrorKind::local, std::string("OpenSSL can't compute ") + what + " on this machine");
}

struct Method
{
    const char* name;
    std::size_t size;
    const EVP_MD* (*evp)();
};

const Method& method_of(DigestAlgorithm algorithm)
{
    static constexpr Method sha256{"sha256", 32, EVP_sha256};
    static constexpr Method sha512{"sha512", 64, EVP_sha512};
    static constexpr Method md5{"md5", 16, EVP_md5};
    switch (algorithm) {
        case DigestAlgorithm::sha256:
            break;
        case DigestAlgorithm::sha512:
            return sha512;
        case DigestAlgorithm::md5:
            return md5;
    }
    return sha256;
}

}  // namespace

struct Digest::Context
{
    explicit Context(const Method& method) : name(method.name), size(method.size), evp(EVP_MD_CTX_new()) {}
    ~Context() { EVP_MD_CTX_free(evp); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    Context(Context&&) = delete;
    Context& operator=(Context&&) = delete;

    const char* name;
    std::size_t size;
    EVP_MD_CTX* evp;
};

Digest::Digest(DigestAlgorithm algorithm) : context_(std::make_unique<Context>(method_of(algorithm)))
{
    require(EVP_DigestInit_ex(context_->evp, method_of(algorithm).evp(), nullptr), context_->name);
}

Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::update(std::span<const std::byte> bytes)
{
    require(EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()), context_->name);
}

std::span<const std::byte> Digest::finish()
{
    unsigned int size = 0;
    auto* into = reinterpret_cast<unsigned char*>(result_.data());
    require(EVP_DigestFinal_ex(context_->evp, into, &size), context_->name);
    // Without a method the context keeps its own: the look-up by name isn't repeated.
    require(EVP_DigestInit_ex(context_->evp, nullptr, nullptr), context_->name);
    return std::span(result_).first(context_->size);
}

std::string Digest::finish_hex()
{
    return to_hex(finish());
}

std::string to_hex(std::span<const std::byte> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        text += digits[std::to_integer<std::size_t>(byte >> 4)];
        text += digits[std::to_integer<std::size_t>(byte & std::byte{0x0F})];
    }
    return text;
}

std::string sha256_hex(std::string_view text)
{
    Digest digest(DigestAlgorithm::sha256);
    digest.update(text);
    return digest.finish_hex();
}

}  // namespace devenv::detail::base
