#include "devenv/error.hpp"
#include "transport/tls.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace devenv::detail::transport {

namespace {

// Nobody is asked for a password: an encrypted key is an error, and not a prompt on the terminal.
int no_password(char* /*buffer*/, int /*size*/, int /*for_writing*/, void* /*user*/)
{
    return 0;
}

// The innermost cause, which OpenSSL reports first.
std::string cause_of_failure(int system_error)
{
    const unsigned long first = ERR_peek_error();
    if (ERR_GET_LIB(first) == ERR_LIB_SYS || (first == 0 && system_error != 0))
        return std::generic_category().message(first == 0 ? system_error : ERR_GET_REASON(first));
    if (ERR_GET_LIB(first) == ERR_LIB_PEM && ERR_GET_REASON(first) == PEM_R_NO_START_LINE)
        return "it holds no PEM of that kind";
    if (ERR_GET_LIB(first) == ERR_LIB_PEM && ERR_GET_REASON(first) == PEM_R_BAD_PASSWORD_READ)
        return "it is encrypted";
    const char* reason = ERR_reason_error_string(first);
    return reason == nullptr ? "it can't be read" : reason;
}

[[noreturn]] void unusable(const std::string& what, const std::string& file, std::string_view hint)
{
    const std::string cause = cause_of_failure(errno);
    ERR_clear_error();
    throw Error(
        ErrorKind::config, fmt::format("{} {} can't be used: {}", what, file, cause), std::string(hint)
    );
}

void use_identity(SSL_CTX* context, const TlsIdentity& identity)
{
    ERR_clear_error();
    errno = 0;
    if (SSL_CTX_use_certificate_chain_file(context, identity.certificate_file.c_str()) != 1)
        unusable("the client certificate", identity.certificate_file, "is it a certificate in PEM?");
    if (SSL_CTX_use_PrivateKey_file(context, identity.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
        const bool is_other = ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_X509;
        if (!is_other)
            unusable(
                "the client key", identity.key_file, "it must be a key in PEM that isn't encrypted, and yours"
            );
        ERR_clear_error();
        throw Error(
            ErrorKind::config,
            fmt::format(
                "the client key {} doesn't belong to the certificate {}",
                identity.key_file,
                identity.certificate_file
            ),
            "take both from the same pair"
        );
    }
}

}  // namespace

TlsContext::TlsContext(TlsSettings settings)
    : settings_(std::move(settings)), context_(SSL_CTX_new(TLS_client_method()))
{
    if (context_ == nullptr)
        throw Error(ErrorKind::local, "OpenSSL can't be set up for TLS");
    SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION);
    SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context_, 1);
    SSL_CTX_set_default_passwd_cb(context_, no_password);
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(context_);
}

std::shared_ptr<const TlsContext> TlsContext::make(TlsSettings settings)
{
    std::shared_ptr<TlsContext> made(new TlsContext(std::move(settings)));
    SSL_CTX* context = made->context_;
    const TlsSettings& wanted = made->settings_;
    if (wanted.verification == TlsVerification::none) {
        SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    } else {
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        if (wanted.roots == TlsRoots::system_and_given)
            SSL_CTX_set_default_verify_paths(context);
        for (const std::string& file : wanted.authority_files) {
            ERR_clear_error();
            errno = 0;
            if (SSL_CTX_load_verify_file(context, file.c_str()) != 1)
                unusable("the authorities' file", file, "is it there, and certificates in PEM?");
        }
    }
    if (wanted.identity)
        use_identity(context, *wanted.identity);
    return made;
}

void add_certificate_folder(const std::string& folder, TlsSettings& settings)
{
    namespace fs = std::filesystem;
    std::error_code ec;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec))
        files.push_back(it->path());
    if (ec && ec != std::errc::no_such_file_or_directory && ec != std::errc::not_a_directory)
        throw Error(ErrorKind::config, fmt::format("{} can't be read: {}", folder, ec.message()));
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        const std::string kind = file.extension().string();
        if (kind == ".crt")
            settings.authority_files.push_back(file.string());
        if (kind != ".cert" && kind != ".key")
            continue;
        fs::path other = file;
        other.replace_extension(kind == ".cert" ? ".key" : ".cert");
        if (std::find(files.begin(), files.end(), other) == files.end())
            throw Error(
                ErrorKind::config,
                fmt::format("{} has no {} beside it", file.string(), other.filename().string()),
                "authorities end in .crt; a client's certificate in .cert, with its .key"
            );
        if (kind == ".cert" && !settings.identity)
            settings.identity = TlsIdentity{.certificate_file = file.string(), .key_file = other.string()};
    }
}

}  // namespace devenv::detail::transport
