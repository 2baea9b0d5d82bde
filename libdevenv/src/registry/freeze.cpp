#include "base/text.hpp"
#include "devenv/registry.hpp"
#include "engine/loop.hpp"
#include "registry/blob_fetch.hpp"
#include "registry/folder_tar.hpp"
#include "registry/layout.hpp"
#include "registry/task_group.hpp"
#include "registry/workers.hpp"

#include <boost/asio/this_coro.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/utsname.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

namespace devenv::detail::registry {

namespace {

constexpr int most_nested_indexes = 4;
constexpr std::size_t longest_config = std::size_t{8} << 20;
constexpr std::size_t worker_threads = 2;

protocol::Platform own_platform()
{
    utsname machine = {};
    ::uname(&machine);
    return protocol::parse_platform(static_cast<const char*>(machine.machine)).value_or(protocol::Platform{});
}

protocol::Platform platform_of(const FreezeSpec& spec)
{
    if (spec.platform.empty())
        return own_platform();
    const std::optional<protocol::Platform> platform = protocol::parse_platform(spec.platform);
    if (!platform)
        throw Error(
            ErrorKind::bad_request,
            fmt::format("'{}' is no platform", spec.platform),
            "write it as os/architecture[/variant]: linux/amd64, linux/arm/v7"
        );
    return *platform;
}

bool is_hub(std::string_view domain)
{
    return domain == "docker.io";
}

std::string host_of(std::string_view authority)
{
    const std::size_t colon = authority.rfind(':');
    const bool has_port =
        colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
    std::string_view host = has_port ? authority.substr(0, colon) : authority;
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return std::string(host);
}

// This machine's own registry is spoken to in the clear, unless its certificates are there.
protocol::WebUrl url_of(const std::string& domain, const FreezeSpec& spec)
{
    std::error_code ec;
    const bool has_certificates = std::filesystem::is_directory(spec.certificates + '/' + domain, ec);
    const bool is_insecure = std::ranges::find(spec.insecure, domain) != spec.insecure.end();
    const bool is_plain = is_insecure || (is_loopback(host_of(domain)) && !has_certificates);
    const std::string host = is_hub(domain) ? "registry-1.docker.io" : domain;
    const auto url = protocol::parse_web_url((is_plain ? "http://" : "https://") + host);
    if (!url)
        throw Error(ErrorKind::bad_request, fmt::format("'{}' is no registry's name", domain));
    return *url;
}

// As docker reads it, `UPPER/case` is an image of the registry UPPER. Nobody means that.
Reference parse_reference(const std::string& text)
{
    Reference reference = Reference::parse(text).with_default_tag();
    const bool is_plain_word = reference.domain.find_first_of(".:") == std::string::npos;
    if (is_plain_word && base::lower_case(reference.domain) != reference.domain)
        throw Error(
            ErrorKind::bad_request,
            fmt::format("'{}' has upper-case letters in its name", text),
            "write it in lower case"
        );
    return reference;
}

/// Only one freeze at a time works on a folder.
class FolderLock
{
public:
    explicit FolderLock(const std::string& part_folder)
        : file_(::open(part_folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    {
        if (!file_)
            throw disk_error("open", part_folder, errno);
        if (::flock(file_.number(), LOCK_EX | LOCK_NB) != 0)
            throw Error(
                ErrorKind::conflict,
                fmt::format("another freeze is at work in {}", part_folder),
                "wait for it, or name another folder"
            );
    }

private:
    base::Descriptor file_;
};

struct StopFlag
{
    ~StopFlag() { flag = true; }
    StopFlag() = default;
    StopFlag(const StopFlag&) = delete;
    StopFlag& operator=(const StopFlag&) = delete;

    std::atomic<bool> flag{false};
};

class Freeze
{
public:
    explicit Freeze(const FreezeSpec& spec)
        : spec_(spec),
          platform_(platform_of(spec)),
          web_(
              {.connect = spec.connect_deadline, .head = spec.stall, .stall = spec.stall}, spec.certificates
          ),
          budget_(spec.retry, spec.retry_budget, spec.observer),
          workers_(worker_threads)
    {
        for (const std::string& mirror : spec.mirrors) {
            const auto url = protocol::parse_web_url(mirror);
            if (!url)
                throw Error(
                    ErrorKind::bad_request,
                    fmt::format("the mirror '{}' is no http or https address", mirror),
                    "write it as https://HOST[:PORT]"
                );
            mirrors_.push_back(std::make_unique<RegistryClient>(parts(), *url, mirror_login(*url)));
        }
        for (const std::string& image : spec.images)
            references_.push_back(parse_reference(image));
        if (references_.empty())
            throw Error(
                ErrorKind::bad_request, "no image is named", "name one at least: IMAGE[:TAG][@DIGEST]"
            );
        if (spec.folder.empty())
            throw Error(ErrorKind::bad_request, "no folder is named to freeze to");
    }

    asio::awaitable<FreezeOutcome> run()
    {
        require_own_folder(spec_.folder, spec_.format);
        const std::string part_folder = spec_.folder + '/' + std::string(part_folder_name);
        make_folder(part_folder);
        {
            const FolderLock lock(part_folder);
            for (std::size_t i = 0; i < references_.size(); ++i) {
                ResolvedImage image = co_await resolve(spec_.images[i], references_[i]);
                images_.push_back(std::move(image));
            }
            Layout layout = spec_.format == FreezeFormat::oci_layout
                                ? oci_layout(images_, spec_.folder)
                                : docker_archive_layout(images_, spec_.folder);
            co_await fetch_all(layout, part_folder);
            write_all(layout);
            std::error_code ignored;
            std::filesystem::remove_all(part_folder, ignored);
        }
        if (!spec_.tar_file.empty()) {
            auto writing = on_worker(workers_, [this] { write_tar_file(); });
            co_await std::move(writing);
        }
        report();
        co_return std::move(outcome_);
    }

private:
    RegistryClient::Parts parts() { return {.web = &web_, .workers = &workers_, .logins = spec_.logins}; }

    static std::string mirror_login(const protocol::WebUrl& url) { return url.authority(); }

    RegistryClient& client_of(const std::string& domain)
    {
        std::unique_ptr<RegistryClient>& client = clients_[domain];
        if (!client)
            client = std::make_unique<RegistryClient>(parts(), url_of(domain, spec_), domain);
        return *client;
    }

    // Mirrors first. A mirror's tag counts for Docker Hub's images only, as with daemons: another registry's
    // is asked for it itself first.
    std::vector<BlobSource> sources_of(const Reference& reference, bool is_pinned)
    {
        std::vector<BlobSource> sources;
        for (const auto& mirror : mirrors_)
            sources.push_back({.registry = mirror.get(), .repository = reference.path});
        const BlobSource origin{.registry = &client_of(reference.domain), .repository = reference.path};
        if (is_pinned || is_hub(reference.domain))
            sources.push_back(origin);
        else
            sources.insert(sources.begin(), origin);
        return sources;
    }

    asio::awaitable<ResolvedImage> resolve(std::string asked, Reference reference)
    {
        ResolvedImage image{.asked = asked, .reference = reference};
        image.sources = sources_of(reference, true);
        std::optional<protocol::ContentDigest> wanted;
        if (!reference.digest.empty()) {
            wanted = protocol::parse_content_digest(reference.digest);
            if (!wanted)
                throw Error(
                    ErrorKind::bad_request, fmt::format("{}: the digest is neither sha256 nor sha512", asked)
                );
        }
        Found found = co_await fetch_manifest(image, wanted);
        image.pinned = found.digest;
        image.source = found.source;
        for (int depth = 0; image.document.kind == protocol::ManifestDocument::Kind::index; ++depth) {
            if (depth == most_nested_indexes)
                throw Error(ErrorKind::protocol, fmt::format("{}: its lists of manifests are nested", asked));
            const protocol::BlobDescriptor* entry = choose(image.document, platform_);
            if (entry == nullptr)
                throw Error(
                    ErrorKind::not_found,
                    fmt::format("{} isn't there for {}", asked, platform_.to_string()),
                    "name one of its platforms by --platform: " + platforms_of(image.document)
                );
            const std::optional<protocol::ContentDigest> digest = entry->digest;
            found = co_await fetch_manifest(image, digest);
        }
        image.manifest = found.digest;
        co_await fetch_config(image);
        FreezeEvent event{.kind = FreezeEvent::Kind::resolved, .image = asked};
        event.digest = image.pinned.to_string();
        event.source = image.source;
        budget_.tell(event);
        co_return image;
    }

    struct Found
    {
        protocol::ContentDigest digest{};
        std::string source{};
    };

    // Asks the sources in turn, again and again while their faults may pass.
    template <class Ask>
    asio::awaitable<void> ask_sources(std::vector<BlobSource> sources, FreezeEvent about, Ask& ask)
    {
        Attempts attempts(budget_, about);
        std::size_t at = 0;
        while (true) {
            std::optional<Error> failed;
            std::chrono::milliseconds at_least{0};
            try {
                const BlobSource& source = sources[at];
                auto asking = ask(source);
                co_await std::move(asking);
                co_return;
            } catch (const Refused& e) {
                failed = e;
                at_least = e.retry_after().value_or(std::chrono::seconds(0));
            } catch (const Error& e) {
                failed = e;
            }
            if (failed->kind() == ErrorKind::cancelled)
                throw *failed;
            if (!failed->retryable() && sources.size() > 1) {
                about.kind = FreezeEvent::Kind::gave_up;
                about.source = sources[at].name();
                about.error = failed;
                budget_.tell(about);
                sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(at));
                at %= sources.size();
                continue;
            }
            auto pausing = attempts.after(said_of(about.image, *failed), Progress::none, at_least);
            co_await std::move(pausing);
            at = (at + 1) % sources.size();
        }
    }

    // Bytes that are wrong once may be the way's fault.
    static Error mismatch(int times, std::string message)
    {
        return Error(Error::Details{
            .kind = ErrorKind::protocol,
            .message = std::move(message),
            .hint = "a proxy or mirror may be damaged; name another one by --mirror",
            .retryable = times == 1,
        });
    }

    static Error said_of(const std::string& image, const Error& error)
    {
        Error::Details details = error.details();
        if (details.operation.empty())
            details.operation = "freeze " + image;
        return Error(std::move(details));
    }

    asio::awaitable<Found> fetch_manifest(ResolvedImage& image, std::optional<protocol::ContentDigest> wanted)
    {
        Found found;
        int mismatches = 0;
        std::string reference = wanted ? wanted->to_string() : image.reference.tag;
        auto ask = [&](const BlobSource& source) -> asio::awaitable<void> {
            auto asking = source.registry->manifest(source.repository, reference);
            RegistryClient::Manifest manifest = co_await std::move(asking);
            const std::string where = source.name();
            found.digest = protocol::digest_of(manifest.bytes);
            if (wanted && wanted->algorithm == base::DigestAlgorithm::sha512) {
                base::Digest digest(wanted->algorithm);
                digest.update(manifest.bytes);
                found.digest = {.algorithm = wanted->algorithm, .hex = digest.finish_hex()};
            }
            const auto told = protocol::parse_content_digest(manifest.digest_header);
            const std::optional<protocol::ContentDigest>& due = wanted ? wanted : told;
            if (due && due->algorithm == found.digest.algorithm && *due != found.digest)
                throw mismatch(
                    ++mismatches,
                    fmt::format(
                        "{} sent a manifest that isn't {} but {}",
                        where,
                        due->to_string(),
                        found.digest.to_string()
                    )
                );
            const std::string fault =
                protocol::parse_manifest(manifest.bytes, manifest.content_type, image.document);
            if (!fault.empty())
                throw Error(
                    fault.find("schema 1") != std::string::npos ? ErrorKind::unsupported
                                                                : ErrorKind::protocol,
                    fmt::format("the manifest of {} from {} {}", image.asked, where, fault),
                    "is this address a registry's, and the image pushed by Docker 1.10 or later?"
                );
            image.manifest_bytes = std::move(manifest.bytes);
            found.source = where;
        };
        FreezeEvent about{.image = image.asked, .digest = reference};
        auto sources = sources_of(image.reference, wanted.has_value());
        auto asking = ask_sources(std::move(sources), about, ask);
        co_await std::move(asking);
        co_return found;
    }

    asio::awaitable<void> fetch_config(ResolvedImage& image)
    {
        const protocol::BlobDescriptor& config = image.document.config;
        if (config.size > longest_config)
            throw Error(
                ErrorKind::protocol,
                fmt::format("{}: a configuration of {} bytes is none", image.asked, config.size)
            );
        const std::string text = config.digest.to_string();
        if (known_config(image)) {
            ++outcome_.blobs_kept;
            outcome_.bytes_kept += config.size;
        } else {
            int mismatches = 0;
            auto ask = [&](const BlobSource& source) -> asio::awaitable<void> {
                auto asking = source.registry->blob(source.repository, text, 0);
                WebReply reply = co_await std::move(asking);
                image.config_bytes = co_await reply.text(longest_config);
                outcome_.bytes_received += image.config_bytes.size();
                if (!is_right(image.config_bytes, config.digest))
                    throw mismatch(
                        ++mismatches,
                        fmt::format("{} sent bytes that aren't the configuration {}", source.name(), text)
                    );
            };
            FreezeEvent about{.image = image.asked, .digest = text};
            auto sources = image.sources;
            auto asking = ask_sources(std::move(sources), about, ask);
            co_await std::move(asking);
            ++outcome_.blobs_fetched;
        }
        const std::string fault = protocol::parse_image_config(image.config_bytes, image.config);
        if (!fault.empty() && spec_.format == FreezeFormat::docker_archive)
            throw Error(ErrorKind::protocol, fmt::format("the configuration of {} {}", image.asked, fault));
        if (image.config.platform.os.empty())
            take_asked_platform(image);
    }

    // Configurations of before 2016 don't say it.
    void take_asked_platform(ResolvedImage& image) const
    {
        if (spec_.format == FreezeFormat::docker_archive)
            image.config.platform = platform_;
    }

    static bool is_right(std::string_view bytes, const protocol::ContentDigest& wanted)
    {
        base::Digest digest(wanted.algorithm);
        digest.update(bytes);
        return digest.finish_hex() == wanted.hex;
    }

    // A run before has left it.
    bool known_config(ResolvedImage& image) const
    {
        const protocol::ContentDigest& digest = image.document.config.digest;
        const std::string text = digest.to_string();
        const std::string name = spec_.format == FreezeFormat::oci_layout
                                     ? "/blobs/" + text.substr(0, text.find(':')) + '/' + digest.hex
                                     : '/' + digest.hex + ".json";
        std::optional<std::string> bytes;
        try {
            bytes = read_small(spec_.folder + name, longest_config);
        } catch (const Error&) {
            return false;  // what stands there is replaced
        }
        if (!bytes || !is_right(*bytes, digest))
            return false;
        image.config_bytes = std::move(*bytes);
        return true;
    }

    asio::awaitable<void> fetch_all(const Layout& layout, std::string part_folder)
    {
        StopFlag stop;
        FetchShared shared{web_, workers_, budget_, stop.flag, outcome_, std::move(part_folder)};
        std::size_t next = 0;
        auto work = [&]() -> asio::awaitable<void> {
            while (next < layout.jobs.size()) {
                const BlobJob& job = layout.jobs[next++];
                std::optional<Error> failed;
                try {
                    co_await fetch_blob(shared, job);
                } catch (const Error& e) {
                    failed = said_of(job.image, e);
                }
                if (failed) {
                    stop.flag = true;  // for what is on other threads
                    throw *failed;
                }
            }
        };
        TaskGroup group(co_await asio::this_coro::executor);
        const std::size_t workers =
            std::min(layout.jobs.size(), static_cast<std::size_t>(std::max(1, spec_.parallel)));
        for (std::size_t i = 0; i < workers; ++i)
            group.start(work());
        co_await group.wait();
    }

    void write_all(const Layout& layout) const
    {
        namespace fs = std::filesystem;
        for (const auto& [name, content] : layout.files) {
            const std::string path = spec_.folder + '/' + name;
            make_folder(fs::path(path).parent_path());
            write_small(path, content);
        }
        for (const auto& [name, target] : layout.links) {
            const fs::path path = spec_.folder + '/' + name;
            std::error_code ec;
            if (fs::is_symlink(path, ec) && fs::read_symlink(path, ec) == target)
                continue;
            fs::remove(path, ec);
            fs::create_symlink(target, path, ec);
            if (ec)
                throw disk_error("make", path.string(), ec.value());
        }
        for (const auto& [name, content] : layout.indexes)
            write_small(spec_.folder + '/' + name, content);
    }

    void write_tar_file() const
    {
        const std::string partial = spec_.tar_file + ".partial";
        {
            OutputFile file(partial, OutputFile::Begin::empty);
            TarBytes tar(members_of(spec_.folder));
            std::vector<char> buffer(std::size_t{256} * 1024);
            while (const std::size_t count = tar.read(buffer))
                file.write({buffer.data(), count});
        }
        move_file(partial, spec_.tar_file);
    }

    void report()
    {
        outcome_.retries = budget_.retries();
        for (const ResolvedImage& image : images_) {
            FrozenImage frozen{.reference = image.reference.to_string(), .digest = image.pinned.to_string()};
            frozen.manifest = image.manifest.to_string();
            frozen.id = image.document.config.digest.to_string();
            frozen.platform = image.config.platform.to_string();
            frozen.source = image.source;
            frozen.layers = image.document.layers.size();
            frozen.size = image.document.config.size;
            for (const protocol::BlobDescriptor& layer : image.document.layers)
                frozen.size += layer.size;
            outcome_.images.push_back(std::move(frozen));
        }
    }

    const FreezeSpec& spec_;
    protocol::Platform platform_;
    Web web_;
    RetryBudget budget_;
    asio::thread_pool workers_;
    std::vector<std::unique_ptr<RegistryClient>> mirrors_{};
    std::map<std::string, std::unique_ptr<RegistryClient>> clients_{};
    std::vector<Reference> references_{};
    std::vector<ResolvedImage> images_{};
    FreezeOutcome outcome_{};
};

asio::awaitable<FreezeOutcome> freeze_copy(FreezeSpec spec)
{
    Freeze freeze(spec);
    FreezeOutcome outcome = co_await freeze.run();
    co_return outcome;
}

}  // namespace

}  // namespace devenv::detail::registry

namespace devenv::inline v1 {

FreezeObserver::~FreezeObserver() = default;

boost::asio::awaitable<FreezeOutcome> freeze(const FreezeSpec& spec)
{
    return detail::registry::freeze_copy(spec);
}

FreezeOutcome blocking::freeze(const FreezeSpec& spec)
{
    std::optional<FreezeOutcome> outcome;
    auto job = [&]() -> boost::asio::awaitable<void> { outcome = co_await devenv::freeze(spec); };
    detail::engine::Loop loop;
    loop.run_to_end(job());
    return std::move(*outcome);
}

}  // namespace devenv::inline v1
