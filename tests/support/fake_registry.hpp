// A registry on loopback that serves what a test gives it, with the faults that the test wants.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace devenv::test {

struct RegistryRequest
{
    std::string method{};
    std::string path{};  ///< without the query
    std::string query{};
    std::map<std::string, std::string> headers{};  ///< names in lower case
    std::string body{};
    int connection = 0;  ///< counted from 1

    bool is_blob() const { return path.find("/blobs/") != std::string::npos; }
    bool is_manifest() const { return path.find("/manifests/") != std::string::npos; }
};

/// What goes wrong with one answer. Bytes are counted in its body.
struct RegistryFault
{
    std::optional<std::uint64_t> reset_at{};
    std::optional<std::uint64_t> stall_at{};  ///< nothing more comes, and nothing is closed
    std::optional<std::uint64_t> close_at{};  ///< an orderly end before the end
    std::optional<std::uint64_t> flip_at{};   ///< that byte is another one
    std::int64_t length_lie = 0;              ///< added to Content-Length
    bool ignores_range = false;
    std::optional<int> status{};  ///< instead of the answer, with `headers` and `body`
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
};

/// An image as a registry has it.
struct FakeImage
{
    std::string manifest{};             ///< bytes
    std::string digest{};               ///< of them
    std::vector<std::string> layers{};  ///< digests
    std::uint64_t size = 0;             ///< of layers and configuration
};

struct FakeImageSpec
{
    int layers = 3;
    std::size_t layer_size = 20'000;
    std::string architecture = "amd64";
    std::string layer_type = "application/vnd.oci.image.layer.v1.tar";
    unsigned seed = 1;
    bool has_wrong_content = false;  ///< diff_ids that don't fit
    std::string layer_url{};         ///< layers are foreign, and only to be had at this + digest
};

/// Threads: one per connection; functions may be called from any thread before and between requests.
class FakeRegistry
{
public:
    FakeRegistry();
    ~FakeRegistry();
    FakeRegistry(const FakeRegistry&) = delete;
    FakeRegistry& operator=(const FakeRegistry&) = delete;

    std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
    std::string url() const { return "http://" + host(); }

    /// Makes an image and serves it by tag and digest.
    FakeImage add_image(
        const std::string& repository, const std::string& tag, const FakeImageSpec& spec = {}
    );
    /// Serves any bytes as a manifest; returns their digest.
    std::string add_manifest(
        const std::string& repository,
        const std::string& tag,
        const std::string& bytes,
        const std::string& type
    );
    /// Makes an image for each processor and a list of them; returns the list's digest.
    std::string add_list(
        const std::string& repository, const std::string& tag, const std::vector<std::string>& architectures
    );
    std::string add_blob(const std::string& bytes);
    void remove_blob(const std::string& digest);
    /// All that the other one has.
    void take_content_of(const FakeRegistry& other);

    /// Asked before each answer, on the connection's thread, under one lock.
    void on_request(std::function<RegistryFault(const RegistryRequest&)> fault);
    /// Registry and token server want this login; tokens are good for so many requests.
    void want_token(std::string user, std::string password, int requests_per_token);
    void want_basic(std::string user, std::string password);
    /// As fast as this per connection; 0 = as it can.
    void slow_down(std::uint64_t bytes_per_second) { bytes_per_second_ = bytes_per_second; }

    std::vector<RegistryRequest> requests() const;
    std::size_t count(std::string_view part_of_path) const;
    std::uint64_t blob_bytes_sent() const { return blob_bytes_; }

private:
    struct Answer
    {
        int status = 200;
        std::vector<std::pair<std::string, std::string>> headers{};
        std::string body{};
    };

    void accept_all();
    void serve(int socket, int connection);
    bool answer(int socket, const RegistryRequest& request);
    Answer content_for(const RegistryRequest& request, bool ignores_range);
    std::optional<Answer> refusal(const RegistryRequest& request);
    bool send_body(
        int socket, const RegistryRequest& request, std::string_view body, const RegistryFault& fault
    );

    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::thread acceptor_{};
    mutable std::mutex mutex_{};
    std::list<std::thread> threads_{};
    std::vector<int> sockets_{};
    bool is_ending_ = false;

    std::map<std::string, std::string> blobs_{};
    std::map<std::string, std::pair<std::string, std::string>>
        manifests_{};  // "repository:reference" → type, bytes
    std::vector<RegistryRequest> requests_{};
    std::function<RegistryFault(const RegistryRequest&)> fault_{};
    std::optional<std::pair<std::string, std::string>> token_login_{};
    std::optional<std::pair<std::string, std::string>> basic_login_{};
    int requests_per_token_ = 0;
    std::map<std::string, int> tokens_{};
    std::atomic<std::uint64_t> blob_bytes_{0};
    std::atomic<std::uint64_t> bytes_per_second_{0};
};

}  // namespace devenv::test
