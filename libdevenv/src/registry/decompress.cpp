#include "registry/decompress.hpp"

#include "devenv/error.hpp"
#include "registry/files.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <cerrno>
#include <exception>
#include <memory>
#include <new>
#include <vector>

namespace devenv::detail::registry {

namespace {

constexpr std::size_t read_size = std::size_t{256} * 1024;

struct ReaderEnd
{
    void operator()(archive* reader) const { archive_read_free(reader); }
};

using Reader = std::unique_ptr<archive, ReaderEnd>;

Error damaged(archive* reader, const std::string& file)
{
    const char* why = archive_error_string(reader);
    return Error(
        ErrorKind::protocol,
        fmt::format("the layer {} can't be decompressed: {}", file, why == nullptr ? "it is damaged" : why)
    );
}

Reader new_reader()
{
    Reader reader(archive_read_new());
    if (!reader)
        throw std::bad_alloc();
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_filter_zstd(reader.get());
    archive_read_support_format_raw(reader.get());
    archive_read_support_format_empty(reader.get());
    return reader;
}

protocol::ContentDigest digest_of_content(
    archive* reader,
    const std::string& name,
    base::DigestAlgorithm algorithm,
    OutputFile* copy,
    const std::atomic<bool>& stop
)
{
    base::Digest digest(algorithm);
    archive_entry* entry = nullptr;
    const int opened = archive_read_next_header(reader, &entry);
    if (opened != ARCHIVE_OK && opened != ARCHIVE_EOF)
        throw damaged(reader, name);
    std::vector<std::byte> buffer(read_size);
    while (opened == ARCHIVE_OK) {
        const la_ssize_t got = archive_read_data(reader, buffer.data(), buffer.size());
        if (got < 0)
            throw damaged(reader, name);
        if (got == 0)
            break;
        if (stop)
            throw Error(ErrorKind::cancelled, "cancelled");
        const std::span<const std::byte> piece = std::span(buffer).first(static_cast<std::size_t>(got));
        digest.update(piece);
        if (copy != nullptr)
            copy->write({reinterpret_cast<const char*>(piece.data()), piece.size()});
    }
    return {.algorithm = algorithm, .hex = digest.finish_hex()};
}

// Nothing is thrown through libarchive's C code: the exception waits here.
struct Fed
{
    const ByteFeed& feed;
    std::vector<char> buffer{};
    std::exception_ptr failure{};

    static la_ssize_t read(archive* reader, void* self, const void** data)
    {
        auto* fed = static_cast<Fed*>(self);
        try {
            *data = fed->buffer.data();
            return static_cast<la_ssize_t>(fed->feed(fed->buffer));
        } catch (...) {
            fed->failure = std::current_exception();
            archive_set_error(reader, EIO, "the source failed");
            return ARCHIVE_FATAL;
        }
    }
};

}  // namespace

protocol::ContentDigest content_digest(
    const ByteFeed& feed,
    const std::string& name,
    base::DigestAlgorithm algorithm,
    const std::atomic<bool>& stop
)
{
    Fed fed{.feed = feed};
    fed.buffer.resize(read_size);
    const Reader reader = new_reader();
    try {
        if (archive_read_open(reader.get(), &fed, nullptr, Fed::read, nullptr) != ARCHIVE_OK)
            throw damaged(reader.get(), name);
        return digest_of_content(reader.get(), name, algorithm, nullptr, stop);
    } catch (const Error&) {
        if (fed.failure)
            std::rethrow_exception(fed.failure);
        throw;
    }
}

protocol::ContentDigest content_digest(
    const std::string& file,
    base::DigestAlgorithm algorithm,
    const std::string& copy_to,
    const std::atomic<bool>& stop
)
{
    const Reader reader = new_reader();
    if (archive_read_open_filename(reader.get(), file.c_str(), read_size) != ARCHIVE_OK)
        throw damaged(reader.get(), file);
    std::unique_ptr<OutputFile> copy;
    if (!copy_to.empty())
        copy = std::make_unique<OutputFile>(copy_to, OutputFile::Begin::empty);
    return digest_of_content(reader.get(), file, algorithm, copy.get(), stop);
}

}  // namespace devenv::detail::registry
