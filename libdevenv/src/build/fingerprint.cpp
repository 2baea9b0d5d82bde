#include "base/digest.hpp"
#include "build/content_hashes.hpp"
#include "build/context_entries.hpp"
#include "build/context_plan.hpp"
#include "devenv/context.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace devenv::inline v1 {

namespace {

namespace base = detail::base;
namespace build = detail::build;

// Changes whenever the meaning of the digits does, so that old labels don't match by accident.
constexpr std::string_view format = "devenv context 2";
constexpr std::size_t buffer_size = std::size_t{256} * 1024;

// Every part says how long it is: "ab" + "c" isn't "a" + "bc".
class Summary
{
public:
    void add(std::uint64_t number)
    {
        std::array<std::byte, 8> bytes{};
        for (std::byte& byte : bytes) {
            byte = static_cast<std::byte>(number & 0xFFU);
            number >>= 8U;
        }
        digest_.update(bytes);
    }

    void add(std::string_view text)
    {
        add(text.size());
        digest_.update(text);
    }

    void add_bytes(std::span<const std::byte> bytes) { digest_.update(bytes); }

    std::string finish() { return digest_.finish_hex(); }

private:
    base::Digest digest_{base::DigestAlgorithm::sha256};
};

build::ContentHash content_of(build::ContextEntries::Entry& entry, std::span<std::byte> buffer)
{
    base::Digest digest(base::DigestAlgorithm::sha256);
    digest.update(entry.content);
    while (const std::size_t size = entry.body.read(buffer))
        digest.update(buffer.first(size));
    build::ContentHash hash{};
    std::ranges::copy(digest.finish(), hash.begin());
    return hash;
}

void add_entry(
    build::ContextEntries::Entry& entry,
    build::ContentHashes& known,
    std::span<std::byte> buffer,
    Summary& summary
)
{
    const auto& header = entry.header;
    summary.add(header.path);
    summary.add(static_cast<std::uint64_t>(header.type));
    summary.add(header.mode);
    summary.add(header.link);
    summary.add((std::uint64_t{header.device_major} << 32U) | header.device_minor);
    summary.add(header.capability);
    summary.add(header.size);
    if (header.size == 0)
        return;
    const bool is_made_up = !entry.content.empty();
    std::optional<build::ContentHash> hash;
    if (!is_made_up)
        hash = known.find(header.path, entry.status);
    if (!hash)
        hash = content_of(entry, buffer);
    if (!is_made_up)
        known.keep(header.path, entry.status, *hash);
    summary.add_bytes(*hash);
}

}  // namespace

std::string context_fingerprint(
    const ContextSpec& spec, std::span<const std::string> inputs, const std::string& known_contents
)
{
    const build::ContextPlan plan = build::plan_context(spec);
    build::ContextEntries list(plan);
    build::ContentHashes known(known_contents);
    Summary summary;
    summary.add(format);
    summary.add(inputs.size());
    for (const std::string& input : inputs)
        summary.add(input);
    summary.add(plan.dockerfile);
    std::vector<std::byte> buffer(buffer_size);
    for (build::ContextEntries::Entry entry; list.next(entry);)
        add_entry(entry, known, buffer, summary);
    known.finish();
    return summary.finish();
}

}  // namespace devenv::inline v1
