#pragma once

#include <devenv/error.hpp>
#include <devenv/export.hpp>
#include <devenv/retry.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Registries without a daemon: images straight to disk.
namespace devenv::inline v1 {

/// What a registry is logged in with; all empty = anonymously.
struct RegistryLogin
{
    std::string username{};
    std::string password{};
    std::string identity_token{};  ///< instead of a password, where the registry gave one
    std::string registry_token{};  ///< sent as it is, as a bearer token

    bool operator==(const RegistryLogin&) const = default;
};

/// Gives the login of a registry, by its host and port ("docker.io" for Docker Hub), on the executor of the
/// operation; what it throws ends that.
using LoginSource = std::function<boost::asio::awaitable<RegistryLogin>(std::string registry)>;

/// The logins that the docker CLI keeps: DOCKER_AUTH_CONFIG, config.json of $DOCKER_CONFIG or ~/.docker, and
/// the credential helpers that it names.
/// Errors of the source: config (the file), local (a helper that is missing or fails), timed_out (one that
/// takes longer than a minute).
DEVENV_API LoginSource docker_logins(std::map<std::string, std::string> environment);

/// How a frozen folder is laid out.
enum class FreezeFormat
{
    docker_archive,  ///< manifest.json, repositories, layers: what `docker load` of all versions reads
    oci_layout,      ///< oci-layout, index.json, blobs
};

/// Something that a freeze has done, or is about to do again.
struct FreezeEvent
{
    enum class Kind
    {
        resolved,  ///< an image's manifest is known: `image`, `digest`, `source`
        kept,      ///< a blob was there already, whole and right
        resumed,   ///< a blob goes on at `bytes`
        started,   ///< a blob is asked for from its start
        received,  ///< more of a blob has come, `bytes` of `total` by now
        done,      ///< a blob is whole, verified and in its place
        retrying,  ///< `error` may pass: try number `attempt` comes after `pause`
        gave_up,   ///< `source` won't do for this one, another one is asked: `error`
    };

    Kind kind = Kind::received;
    std::string image{};   ///< as it was asked for
    std::string digest{};  ///< of the blob or manifest
    std::string source{};  ///< "https://registry.example"
    std::uint64_t bytes = 0;
    std::uint64_t total = 0;
    int attempt = 0;
    std::chrono::milliseconds pause{0};
    std::optional<Error> error{};
};

/// Is told what happens meanwhile, on the executor of the freeze.
class DEVENV_API FreezeObserver
{
public:
    FreezeObserver() = default;
    FreezeObserver(const FreezeObserver&) = delete;
    FreezeObserver& operator=(const FreezeObserver&) = delete;
    virtual ~FreezeObserver();

    virtual void on_event(const FreezeEvent& event) = 0;
};

/// What to freeze, and how hard to try.
struct FreezeSpec
{
    std::string folder{};               ///< made if need be; it must hold nothing else
    std::vector<std::string> images{};  ///< IMAGE[:TAG][@DIGEST]
    std::string platform{};             ///< "linux/arm64"; empty = linux on this machine's processor
    FreezeFormat format = FreezeFormat::docker_archive;
    std::string tar_file{};               ///< the folder as one tar as well; empty = none
    std::vector<std::string> mirrors{};   ///< "https://mirror.example", asked before the registry itself
    std::vector<std::string> insecure{};  ///< registries to speak plain http with; loopback always
    /// HOST[:PORT]/ca.crt in it vouches for that registry, NAME.cert with NAME.key is shown to it.
    std::string certificates = "/etc/docker/certs.d";
    int parallel = 4;  ///< blobs at once
    /// Tries in a row that brought no byte; one that brought some is followed by a first one.
    RetryPolicy retry{.tries = 10};
    std::chrono::milliseconds retry_budget{std::chrono::minutes(15)};  ///< of all pauses together
    std::chrono::milliseconds connect_deadline{10'000};
    std::chrono::milliseconds stall{30'000};  ///< no byte for so long ends a try
    LoginSource logins{};                     ///< empty = anonymously
    std::shared_ptr<FreezeObserver> observer{};
};

/// One image on disk.
struct FrozenImage
{
    std::string reference{};  ///< in its full form
    std::string digest{};     ///< of the manifest that was asked for: what to pin it by
    std::string manifest{};   ///< digest of the platform's manifest
    std::string id{};         ///< digest of its configuration
    std::string platform{};
    std::string source{};  ///< who told its manifest
    std::size_t layers = 0;
    std::uint64_t size = 0;  ///< of its layers and configuration, as the registry has them
};

/// What a freeze came to.
struct FreezeOutcome
{
    std::vector<FrozenImage> images{};
    std::size_t blobs_fetched = 0;
    std::size_t blobs_kept = 0;        ///< were there already
    std::uint64_t bytes_received = 0;  ///< of blobs, over all tries
    std::uint64_t bytes_kept = 0;      ///< of blobs and parts of blobs that were there already
    std::size_t retries = 0;
};

/// Brings images from registries to a folder, without a daemon. Every blob is checked against its digest
/// while it comes, and each layer's content against the image's configuration. What is whole stays, also
/// after a failure or a kill: the next freeze to that folder goes on there, within a blob too.
///
/// Shape: of docker_archive `tar -cC DIR . | docker load` is the way in; the same images give the same bytes.
/// Errors: bad_request (a reference, the platform), not_found (image, platform), unauthorized, denied,
/// unreachable, timed_out, interrupted, server (after all tries), protocol (not a registry; a digest that is
/// wrong twice), unsupported (schema 1), local (the folder holds something else, no space), cancelled.
/// Threads: runs on the calling coroutine's executor; hashes of finished files are made on a thread of its
/// own. Memory: one connection's buffer per blob that is under way.
DEVENV_API boost::asio::awaitable<FreezeOutcome> freeze(const FreezeSpec& spec);
boost::asio::awaitable<FreezeOutcome> freeze(const FreezeSpec&& spec) = delete;

}  // namespace devenv::inline v1

namespace devenv::inline v1::blocking {

/// The same, done by the calling thread.
DEVENV_API FreezeOutcome freeze(const FreezeSpec& spec);

}  // namespace devenv::inline v1::blocking
