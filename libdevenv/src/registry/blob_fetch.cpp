#include "registry/blob_fetch.hpp"

#include "protocol/http_fields.hpp"
#include "registry/decompress.hpp"
#include "registry/part_file.hpp"
#include "registry/workers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace devenv::detail::registry {

namespace {

Error passing(ErrorKind kind, std::string message)
{
    return Error(Error::Details{.kind = kind, .message = std::move(message), .retryable = true});
}

// One blob under way.
class BlobFetch
{
public:
    BlobFetch(FetchShared& shared, const BlobJob& job)
        : shared_(shared),
          job_(job),
          size_(job.blob.size),
          sources_(job.sources),
          part_(shared.part_folder + '/' + job.blob.digest.hex + ".partial", job.blob.digest.algorithm),
          attempts_(shared.budget, event(FreezeEvent::Kind::retrying))
    {}

    asio::awaitable<void> run()
    {
        co_await take_up();
        while (true) {
            const std::uint64_t before = part_.size();
            std::optional<Error> failed;
            std::chrono::milliseconds at_least{0};
            try {
                if (part_.size() < size_)
                    co_await receive(sources_[at_]);
                check_digest();
                break;
            } catch (const Refused& e) {
                failed = e;
                at_least = e.retry_after().value_or(std::chrono::seconds(0));
            } catch (const Error& e) {
                failed = e;
            }
            if (failed->kind() == ErrorKind::cancelled || failed->kind() == ErrorKind::local)
                throw *failed;
            if (!failed->retryable() && sources_.size() > 1) {
                give_up_source(*failed);
                continue;
            }
            const Progress progress = part_.size() > before ? Progress::some : Progress::none;
            auto pausing = attempts_.after(*failed, progress, at_least);
            co_await std::move(pausing);
            // Bytes of several sources that don't fit together have nobody to blame: then each goes alone.
            if (!goes_alone_)
                at_ = (at_ + 1) % sources_.size();
        }
        co_await put_into_place();
    }

private:
    FreezeEvent event(FreezeEvent::Kind kind) const
    {
        FreezeEvent event{.kind = kind, .image = job_.image, .digest = job_.blob.digest.to_string()};
        event.source = sources_[at_].name();
        event.total = size_;
        return event;
    }

    void tell(FreezeEvent::Kind kind)
    {
        FreezeEvent told = event(kind);
        told.bytes = part_.size();
        shared_.budget.tell(told);
    }

    asio::awaitable<void> take_up()
    {
        if (part_.size() > size_)
            part_.restart();
        if (part_.size() == 0) {
            tell(FreezeEvent::Kind::started);
            co_return;
        }
        auto hashing = on_worker(shared_.workers, [this] { part_.hash_known(); });
        co_await std::move(hashing);
        shared_.outcome.bytes_kept += part_.size();
        tell(FreezeEvent::Kind::resumed);
    }

    asio::awaitable<void> receive(const BlobSource& source)
    {
        const std::uint64_t offset = part_.size();
        const std::string digest = job_.blob.digest.to_string();
        if (source.registry != nullptr) {
            auto asking = source.registry->blob(source.repository, digest, offset);
            WebReply reply = co_await std::move(asking);
            co_await take_body(reply, source.name(), offset);
            co_return;
        }
        protocol::Headers headers;
        if (offset > 0)
            headers.emplace_back("Range", fmt::format("bytes={}-", offset));
        WebReply reply = co_await get_following(shared_.web, *source.url, headers);
        if (reply.status() != 416)
            co_await require_success(reply, source.name(), "the layer " + digest);
        co_await take_body(reply, source.name(), offset);
    }

    // How many bytes at the begin of the body are here already.
    std::uint64_t overlap(const WebReply& reply, const std::string& where, std::uint64_t offset)
    {
        if (reply.status() == 416) {
            part_.restart();
            throw passing(ErrorKind::protocol, where + " has no byte after the part that is here");
        }
        std::uint64_t skip = offset;
        if (reply.status() == 206) {
            const auto range = protocol::parse_content_range(reply.head().field("Content-Range"));
            if (!range || range->first > offset || range->total.value_or(size_) != size_)
                throw passing(
                    ErrorKind::protocol, where + " answers with another range than it was asked for"
                );
            skip = offset - range->first;
        }
        const std::string_view length = reply.head().field("Content-Length");
        const std::uint64_t due = size_ - offset + skip;
        if (!length.empty() && protocol::parse_length(length) != due)
            throw passing(
                ErrorKind::protocol, fmt::format("{} announces {} bytes instead of {}", where, length, due)
            );
        return skip;
    }

    asio::awaitable<void> take_body(WebReply& reply, std::string where, std::uint64_t offset)
    {
        std::uint64_t skip = overlap(reply, where, offset);
        std::vector<std::string_view> pieces;
        while (true) {
            const bool more = co_await reply.read(pieces);
            if (!more)
                break;
            for (std::string_view piece : pieces) {
                shared_.outcome.bytes_received += piece.size();
                const auto known = static_cast<std::size_t>(std::min<std::uint64_t>(skip, piece.size()));
                piece.remove_prefix(known);
                skip -= known;
                if (part_.size() + piece.size() > size_) {
                    part_.restart();
                    throw passing(ErrorKind::protocol, where + " sends more than the blob has");
                }
                part_.write(piece);
            }
            tell(FreezeEvent::Kind::received);
        }
        if (part_.size() < size_)
            throw passing(
                ErrorKind::interrupted,
                fmt::format("{} ended the blob at byte {} of {}", where, part_.size(), size_)
            );
    }

    void check_digest()
    {
        const protocol::ContentDigest found = part_.digest();
        if (found == job_.blob.digest)
            return;
        part_.restart();
        Error::Details details{.kind = ErrorKind::protocol, .retryable = !goes_alone_};
        details.message = fmt::format(
            "{} sent bytes that aren't the blob {} but {}",
            sources_[at_].name(),
            job_.blob.digest.to_string(),
            found.to_string()
        );
        details.hint = "a proxy or mirror may be damaged; name another one by --mirror";
        goes_alone_ = true;
        throw Error(std::move(details));
    }

    void give_up_source(const Error& error)
    {
        FreezeEvent told = event(FreezeEvent::Kind::gave_up);
        told.error = error;
        shared_.budget.tell(told);
        sources_.erase(sources_.begin() + static_cast<std::ptrdiff_t>(at_));
        at_ %= sources_.size();
        if (goes_alone_)
            part_.restart();
    }

    // The blob is what it should be; now what is inside of it.
    asio::awaitable<void> put_into_place()
    {
        std::string finished = part_.path();
        if (job_.content) {
            const std::string copy = job_.keep == Keep::decompressed ? finished + ".content" : "";
            protocol::ContentDigest inside;
            auto looking = on_worker(shared_.workers, [&] {
                inside = content_digest(finished, job_.content->algorithm, copy, shared_.stop);
            });
            co_await std::move(looking);
            if (inside != *job_.content)
                throw Error(
                    ErrorKind::protocol,
                    fmt::format(
                        "the layer {} holds {}, but the image's configuration says {}",
                        job_.blob.digest.to_string(),
                        inside.to_string(),
                        job_.content->to_string()
                    ),
                    "whoever made the image has to mend it"
                );
            if (!copy.empty())
                move_file(copy, finished);
        }
        make_folder(std::filesystem::path(job_.place).parent_path());
        move_file(finished, job_.place);
        ++shared_.outcome.blobs_fetched;
        tell(FreezeEvent::Kind::done);
    }

    FetchShared& shared_;
    const BlobJob& job_;
    std::uint64_t size_;
    std::vector<BlobSource> sources_;
    std::size_t at_ = 0;
    PartFile part_;
    Attempts attempts_;
    bool goes_alone_ = false;
};

bool has_right_bytes(const BlobJob& job)
{
    std::error_code ec;
    const std::filesystem::file_status status = std::filesystem::symlink_status(job.place, ec);
    if (ec || !std::filesystem::is_regular_file(status))
        return false;
    const bool is_blob = job.keep == Keep::as_it_is;
    if (is_blob && std::filesystem::file_size(job.place, ec) != job.blob.size)
        return false;
    const protocol::ContentDigest& wanted = is_blob ? job.blob.digest : *job.content;
    base::Digest digest(wanted.algorithm);
    read_pieces(job.place, [&digest](std::string_view piece) { digest.update(piece); });
    return digest.finish_hex() == wanted.hex;
}

}  // namespace

asio::awaitable<void> fetch_blob(FetchShared& shared, const BlobJob& job)
{
    bool is_there = false;
    auto looking = on_worker(shared.workers, [&] { is_there = has_right_bytes(job); });
    co_await std::move(looking);
    if (is_there) {
        ++shared.outcome.blobs_kept;
        shared.outcome.bytes_kept += job.blob.size;
        FreezeEvent kept{.kind = FreezeEvent::Kind::kept, .image = job.image};
        kept.digest = job.blob.digest.to_string();
        kept.bytes = kept.total = job.blob.size;
        shared.budget.tell(kept);
        co_return;
    }
    BlobFetch fetch(shared, job);
    co_await fetch.run();
}

}  // namespace devenv::detail::registry
