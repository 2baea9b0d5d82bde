#include "support/fake_registry.hpp"

#include "base/base64.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "protocol/tar_writer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <stdexcept>

namespace devenv::test {

namespace {

namespace base = detail::base;

std::string digest_of(std::string_view bytes)
{
    return "sha256:" + base::sha256_hex(bytes);
}

std::string tar_of_random(std::size_t size, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::string tar;
    detail::protocol::append_tar_header({.path = "file-" + std::to_string(seed), .size = size}, tar);
    const std::size_t end = tar.size() + size;
    while (tar.size() < end) {
        const std::uint64_t word = random();
        tar.append(reinterpret_cast<const char*>(&word), std::min(sizeof(word), end - tar.size()));
    }
    tar.append(detail::protocol::tar_padding(size) + detail::protocol::tar_end, '\0');
    return tar;
}

bool send_all(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void reset(int socket)
{
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

// Until the peer hangs up.
void wait_for_end(int socket)
{
    std::array<char, 256> ignored{};
    while (::recv(socket, ignored.data(), ignored.size(), 0) > 0) {
    }
}

bool read_request(int socket, std::string& buffer, RegistryRequest& request)
{
    std::size_t end = std::string::npos;
    std::array<char, 4096> piece{};
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
        const ssize_t got = ::recv(socket, piece.data(), piece.size(), 0);
        const bool is_tls = got > 0 && buffer.empty() && piece[0] == '\x16';
        if (got <= 0 || is_tls)
            return false;
        buffer.append(piece.data(), static_cast<std::size_t>(got));
    }
    std::string_view head = std::string_view(buffer).substr(0, end);
    const std::string_view line = head.substr(0, head.find("\r\n"));
    const std::vector<std::string_view> words = base::words(line);
    request.method = words.at(0);
    const std::string_view target = words.at(1);
    request.path = target.substr(0, target.find('?'));
    if (target.find('?') != std::string_view::npos)
        request.query = target.substr(target.find('?') + 1);
    head.remove_prefix(std::min(line.size() + 2, head.size()));
    while (!head.empty()) {
        const std::string_view field = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(field.size() + 2, head.size()));
        const std::size_t colon = field.find(':');
        request.headers[base::lower_case(field.substr(0, colon))] = base::trim(field.substr(colon + 1));
    }
    buffer.erase(0, end + 4);
    const auto length = request.headers.find("content-length");
    const std::size_t wanted = length == request.headers.end() ? 0 : std::stoul(length->second);
    while (buffer.size() < wanted) {
        const ssize_t got = ::recv(socket, piece.data(), piece.size(), 0);
        if (got <= 0)
            return false;
        buffer.append(piece.data(), static_cast<std::size_t>(got));
    }
    request.body = buffer.substr(0, wanted);
    buffer.erase(0, wanted);
    return true;
}

}  // namespace

FakeRegistry::FakeRegistry() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, generic, &size) != 0)
        throw std::runtime_error("the fake registry can't listen");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

FakeRegistry::~FakeRegistry()
{
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
        for (const int socket : sockets_)
            ::shutdown(socket, SHUT_RDWR);
    }
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (std::thread& thread : threads_)
        thread.join();
    ::close(listener_);
}

void FakeRegistry::accept_all()
{
    for (int number = 1;; ++number) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            return;
        // What waits in here counts as sent, and is lost with a reset.
        const int small = 32 * 1024;
        ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &small, sizeof(small));
        const std::lock_guard lock(mutex_);
        if (is_ending_) {
            ::close(socket);
            continue;
        }
        sockets_.push_back(socket);
        threads_.emplace_back([this, socket, number] { serve(socket, number); });
    }
}

void FakeRegistry::serve(int socket, int connection)
{
    std::string buffer;
    RegistryRequest request;
    request.connection = connection;
    while (read_request(socket, buffer, request) && answer(socket, request))
        request = {.connection = connection};
    const std::lock_guard lock(mutex_);
    std::erase(sockets_, socket);
    ::close(socket);
}

bool FakeRegistry::answer(int socket, const RegistryRequest& request)
{
    RegistryFault fault;
    Answer answer;
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
        if (fault_)
            fault = fault_(request);
        if (fault.status)
            answer = {.status = *fault.status, .body = fault.body};
        else
            answer = content_for(request, fault.ignores_range);
        answer.headers.insert(answer.headers.end(), fault.headers.begin(), fault.headers.end());
    }
    std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " Said\r\n";
    for (const auto& [name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    const auto length = static_cast<std::int64_t>(answer.body.size()) + fault.length_lie;
    head += "Content-Length: " + std::to_string(length) + "\r\n\r\n";
    return send_all(socket, head) && send_body(socket, request, answer.body, fault);
}

bool FakeRegistry::send_body(
    int socket, const RegistryRequest& request, std::string_view body, const RegistryFault& fault
)
{
    constexpr std::size_t piece_size = 16 * 1024;
    std::string changed;
    if (fault.flip_at && *fault.flip_at < body.size()) {
        changed = body;
        changed[static_cast<std::size_t>(*fault.flip_at)] ^= 1;
        body = changed;
    }
    const std::uint64_t never = body.size() + 1;
    const std::uint64_t reset_at = fault.reset_at.value_or(never);
    const std::uint64_t stall_at = fault.stall_at.value_or(never);
    const std::uint64_t close_at = fault.close_at.value_or(never);
    const std::uint64_t end = std::min({reset_at, stall_at, close_at, std::uint64_t{body.size()}});
    std::string_view left = body.substr(0, static_cast<std::size_t>(end));
    while (!left.empty()) {
        const std::string_view piece = left.substr(0, piece_size);
        if (!send_all(socket, piece))
            return false;
        if (request.is_blob())
            blob_bytes_ += piece.size();
        left.remove_prefix(piece.size());
        if (const std::uint64_t speed = bytes_per_second_; speed > 0)
            std::this_thread::sleep_for(std::chrono::microseconds(piece.size() * 1'000'000 / speed));
    }
    if (end == reset_at)
        reset(socket);
    else if (end == stall_at)
        wait_for_end(socket);
    return end == body.size() && end != reset_at && end != stall_at && end != close_at &&
           fault.length_lie <= 0;
}

std::optional<FakeRegistry::Answer> FakeRegistry::refusal(const RegistryRequest& request)
{
    const auto header = request.headers.find("authorization");
    const std::string shown = header == request.headers.end() ? "" : header->second;
    const auto basic = [](const std::pair<std::string, std::string>& login) {
        return "Basic " +
               base::encode_base64(login.first + ':' + login.second, base::Base64Alphabet::standard);
    };
    const std::string words = R"({"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]})";
    if (request.path == "/token") {
        if (shown != basic(*token_login_))
            return Answer{.status = 401, .body = words};
        const std::string token = "token-" + std::to_string(tokens_.size() + 1);
        tokens_[token] = requests_per_token_;
        return Answer{.body = R"({"token":")" + token + R"("})"};
    }
    if (basic_login_ && shown != basic(*basic_login_))
        return Answer{
            .status = 401, .headers = {{"WWW-Authenticate", "Basic realm=\"here\""}}, .body = words};
    if (!token_login_)
        return std::nullopt;
    const std::string prefix = "Bearer ";
    const auto token = shown.starts_with(prefix) ? tokens_.find(shown.substr(prefix.size())) : tokens_.end();
    if (token != tokens_.end() && token->second-- > 0)
        return std::nullopt;
    const std::string challenge =
        "Bearer realm=\"" + url() + "/token\",service=\"fake\",scope=\"repository:any:pull\"";
    return Answer{.status = 401, .headers = {{"WWW-Authenticate", challenge}}, .body = words};
}

FakeRegistry::Answer FakeRegistry::content_for(const RegistryRequest& request, bool ignores_range)
{
    if (auto refused = refusal(request))
        return *refused;
    if (request.path == "/v2/")
        return {.headers = {{"Docker-Distribution-Api-Version", "registry/2.0"}}, .body = "{}"};
    const std::size_t last = request.path.rfind('/');
    const std::string name = request.path.substr(last + 1);
    if (request.is_manifest()) {
        const std::size_t begin = std::string_view("/v2/").size();
        const std::size_t end = request.path.find("/manifests/");
        const auto found = manifests_.find(request.path.substr(begin, end - begin) + ':' + name);
        if (found != manifests_.end())
            return {.headers = {{"Content-Type", found->second.first}}, .body = found->second.second};
        return {
            .status = 404,
            .body = R"({"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]})"};
    }
    const auto found = blobs_.find(name);
    if (found == blobs_.end())
        return {.status = 404, .body = R"({"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown"}]})"};
    const auto range = request.headers.find("range");
    if (range == request.headers.end() || ignores_range)
        return {.body = found->second};
    const std::string& blob = found->second;
    const std::size_t from = std::stoul(range->second.substr(range->second.find('=') + 1));
    if (from >= blob.size())
        return {.status = 416};
    const std::string told = "bytes " + std::to_string(from) + '-' + std::to_string(blob.size() - 1) + '/' +
                             std::to_string(blob.size());
    return {.status = 206, .headers = {{"Content-Range", told}}, .body = blob.substr(from)};
}

FakeImage FakeRegistry::add_image(
    const std::string& repository, const std::string& tag, const FakeImageSpec& spec
)
{
    FakeImage image;
    std::string layers;
    std::string contents;
    for (int i = 0; i < spec.layers; ++i) {
        const std::string tar = tar_of_random(spec.layer_size, spec.seed * 1000 + static_cast<unsigned>(i));
        const std::string digest = digest_of(tar);
        image.layers.push_back(digest);
        image.size += tar.size();
        const std::string comma = i > 0 ? "," : "";
        layers += comma + R"({"mediaType":")" + spec.layer_type + R"(","digest":")" + digest +
                  R"(","size":)" + std::to_string(tar.size());
        if (!spec.layer_url.empty())
            layers += R"(,"urls":[")" + spec.layer_url + digest + R"("])";
        layers += '}';
        contents += comma + '"' + (spec.has_wrong_content ? digest_of("other" + digest) : digest) + '"';
        add_blob(tar);
    }
    const std::string config = R"({"architecture":")" + spec.architecture +
                               R"(","os":"linux","created":"2020-01-01T00:00:00Z","config":{"Cmd":["sh"]},)" +
                               R"("rootfs":{"type":"layers","diff_ids":[)" + contents + "]}}";
    image.size += config.size();
    const std::string type = "application/vnd.oci.image.manifest.v1+json";
    image.manifest = R"({"schemaVersion":2,"mediaType":")" + type +
                     R"(","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":")" +
                     add_blob(config) + R"(","size":)" + std::to_string(config.size()) + R"(},"layers":[)" +
                     layers + "]}";
    image.digest = add_manifest(repository, tag, image.manifest, type);
    return image;
}

std::string FakeRegistry::add_manifest(
    const std::string& repository, const std::string& tag, const std::string& bytes, const std::string& type
)
{
    const std::string digest = digest_of(bytes);
    const std::lock_guard lock(mutex_);
    manifests_[repository + ':' + tag] = {type, bytes};
    manifests_[repository + ':' + digest] = {type, bytes};
    return digest;
}

std::string FakeRegistry::add_list(
    const std::string& repository, const std::string& tag, const std::vector<std::string>& architectures
)
{
    std::string entries;
    unsigned seed = 100;
    for (const std::string& architecture : architectures) {
        const FakeImageSpec spec{.architecture = architecture, .seed = ++seed};
        const FakeImage image = add_image(repository, tag + '-' + architecture, spec);
        entries += entries.empty() ? "" : ",";
        entries += R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":")" + image.digest +
                   R"(","size":)" + std::to_string(image.manifest.size()) +
                   R"(,"platform":{"os":"linux","architecture":")" + architecture + "\"}}";
    }
    const std::string type = "application/vnd.oci.image.index.v1+json";
    const std::string list =
        R"({"schemaVersion":2,"mediaType":")" + type + R"(","manifests":[)" + entries + "]}";
    return add_manifest(repository, tag, list, type);
}

std::string FakeRegistry::add_blob(const std::string& bytes)
{
    const std::string digest = digest_of(bytes);
    const std::lock_guard lock(mutex_);
    blobs_[digest] = bytes;
    return digest;
}

void FakeRegistry::remove_blob(const std::string& digest)
{
    const std::lock_guard lock(mutex_);
    blobs_.erase(digest);
}

void FakeRegistry::take_content_of(const FakeRegistry& other)
{
    const std::scoped_lock lock(mutex_, other.mutex_);
    blobs_ = other.blobs_;
    manifests_ = other.manifests_;
}

void FakeRegistry::on_request(std::function<RegistryFault(const RegistryRequest&)> fault)
{
    const std::lock_guard lock(mutex_);
    fault_ = std::move(fault);
}

void FakeRegistry::want_token(std::string user, std::string password, int requests_per_token)
{
    const std::lock_guard lock(mutex_);
    token_login_.emplace(std::move(user), std::move(password));
    requests_per_token_ = requests_per_token;
}

void FakeRegistry::want_basic(std::string user, std::string password)
{
    const std::lock_guard lock(mutex_);
    basic_login_.emplace(std::move(user), std::move(password));
}

std::vector<RegistryRequest> FakeRegistry::requests() const
{
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::size_t FakeRegistry::count(std::string_view part_of_path) const
{
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::ranges::count_if(requests_, [&](const RegistryRequest& request) {
        return request.path.find(part_of_path) != std::string::npos;
    }));
}

}  // namespace devenv::test
