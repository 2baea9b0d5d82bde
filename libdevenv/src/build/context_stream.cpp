#include "base/digest.hpp"
#include "build/context_entries.hpp"
#include "build/context_plan.hpp"
#include "build/file_error.hpp"
#include "build/walk.hpp"
#include "devenv/context.hpp"
#include "devenv/error.hpp"
#include "protocol/tar_writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

namespace devenv::inline v1 {

namespace {

namespace build = detail::build;
namespace protocol = detail::protocol;

void check_readable(const build::ContextPlan& plan)
{
    build::Walk walk(plan.root, plan.rules);
    while (const build::WalkEntry* entry = walk.next()) {
        if (entry->type == build::FileType::file &&
            ::faccessat(entry->directory, entry->name, R_OK, AT_EACCESS) != 0)
            throw build::unreadable(entry->path, errno);
    }
}

}  // namespace

struct ContextStream::State
{
    explicit State(const ContextSpec& spec) : plan(build::plan_context(spec)), list(plan)
    {
        if (spec.read_check == ReadCheck::before_sending)
            check_readable(plan);
    }

    std::size_t fill(std::span<std::byte> into);
    std::size_t step(std::span<std::byte> into);
    void begin_entry();

    build::ContextPlan plan;
    build::ContextEntries list;
    build::ContextEntries::Entry entry{};
    std::string header{};           // of the entry under way
    std::string_view text{};        // of `header` or of a made-up file: what is still to be copied
    std::string_view text_after{};  // the made-up file that follows the header
    std::size_t zeros = 0;          // padding or the end, after text and body
    bool is_last = false;
    std::optional<Error> failure{};
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
};

// Once it has thrown, `is_last` is never reached: an archive that failed has no end blocks.
std::size_t ContextStream::State::fill(std::span<std::byte> into)
{
    std::size_t filled = 0;
    while (filled < into.size()) {
        const std::size_t size = step(into.subspan(filled));
        if (size == 0)
            break;
        filled += size;
    }
    bytes += filled;
    return filled;
}

std::size_t ContextStream::State::step(std::span<std::byte> into)
{
    for (;;) {
        if (text.empty())
            text = std::exchange(text_after, {});
        if (!text.empty()) {
            const std::size_t size = std::min(text.size(), into.size());
            std::memcpy(into.data(), text.data(), size);
            text.remove_prefix(size);
            return size;
        }
        if (const std::size_t size = entry.body.read(into); size > 0)
            return size;
        if (zeros > 0) {
            const std::size_t size = std::min(zeros, into.size());
            std::memset(into.data(), 0, size);
            zeros -= size;
            return size;
        }
        if (is_last)
            return 0;
        begin_entry();
    }
}

void ContextStream::State::begin_entry()
{
    if (!list.next(entry)) {
        is_last = true;
        zeros = protocol::tar_end;
        return;
    }
    ++entries;
    header.clear();
    protocol::append_tar_header(entry.header, header);
    text = header;
    text_after = entry.content;
    zeros = protocol::tar_padding(entry.header.size);
}

ContextStream::ContextStream(const ContextSpec& spec) : state_(std::make_unique<State>(spec)) {}
ContextStream::~ContextStream() = default;
ContextStream::ContextStream(ContextStream&& other) noexcept = default;
ContextStream& ContextStream::operator=(ContextStream&& other) noexcept = default;

std::size_t ContextStream::read(std::span<std::byte> into)
{
    if (state_->failure)
        throw Error(*state_->failure);
    try {
        return state_->fill(into);
    } catch (const Error& error) {
        state_->failure = error;
        throw;
    }
}

const std::string& ContextStream::dockerfile() const noexcept
{
    return state_->plan.dockerfile;
}

const std::vector<std::string>& ContextStream::notes() const noexcept
{
    return state_->list.notes();
}

std::uint64_t ContextStream::entries() const noexcept
{
    return state_->entries;
}

std::uint64_t ContextStream::bytes() const noexcept
{
    return state_->bytes;
}

}  // namespace devenv::inline v1
