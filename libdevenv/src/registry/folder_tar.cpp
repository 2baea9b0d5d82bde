#include "registry/folder_tar.hpp"

#include "protocol/tar_writer.hpp"
#include "registry/files.hpp"
#include "registry/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace devenv::detail::registry {

namespace {

namespace fs = std::filesystem;

void add_folder(const fs::path& folder, const std::string& prefix, std::vector<TarMember>& members)
{
    std::error_code ec;
    for (fs::directory_iterator entry(folder, ec), end; !ec && entry != end; entry.increment(ec)) {
        const std::string name = entry->path().filename().string();
        if (prefix.empty() && name == part_folder_name)
            continue;
        const fs::file_status status = entry->symlink_status(ec);
        TarMember member{.path = prefix + name};
        if (fs::is_directory(status)) {
            add_folder(entry->path(), member.path + '/', members);
            continue;
        }
        if (fs::is_symlink(status)) {
            member.link = fs::read_symlink(entry->path(), ec).string();
        } else {
            member.file = entry->path().string();
            member.size = fs::file_size(entry->path(), ec);
        }
        members.push_back(std::move(member));
    }
    if (ec)
        throw disk_error("read", folder.string(), ec.value());
}

constexpr std::uint32_t folder_mode = 0755;
constexpr std::uint32_t file_mode = 0644;
constexpr std::uint32_t link_mode = 0777;

// The folders of a path that the one before wasn't in; sorted members never come back to one.
void append_folders(const std::string& path, std::string& last_folder, std::string& text)
{
    for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
        const std::string folder = path.substr(0, slash);
        const bool is_known = last_folder == folder || last_folder.starts_with(folder + '/');
        if (!is_known)
            protocol::append_tar_header(
                {.path = folder, .type = protocol::TarType::directory, .mode = folder_mode}, text
            );
    }
    const std::size_t slash = path.rfind('/');
    last_folder = slash == std::string::npos ? "" : path.substr(0, slash);
}

class TarSource final : public ByteSource
{
public:
    explicit TarSource(std::vector<TarMember> members) : bytes_(std::move(members)) {}

    boost::asio::awaitable<std::size_t> read(std::span<char> into) override { co_return bytes_.read(into); }

private:
    TarBytes bytes_;
};

}  // namespace

std::vector<TarMember> members_of(const std::string& folder)
{
    std::vector<TarMember> members;
    add_folder(folder, "", members);
    std::ranges::sort(members, {}, &TarMember::path);
    return members;
}

TarBytes::TarBytes(std::vector<TarMember> members) : members_(std::move(members)) {}

std::size_t TarBytes::read(std::span<char> into)
{
    while (!into.empty()) {
        if (text_used_ < text_.size()) {
            const std::size_t count = text_.copy(into.data(), into.size(), text_used_);
            text_used_ += count;
            return count;
        }
        if (file_) {
            if (const std::size_t count = file_->read(into); count > 0)
                return count;
            file_.reset();
            text_.assign(padding_, '\0');
            text_used_ = 0;
            continue;
        }
        if (!begin_next())
            return 0;
    }
    return 0;
}

bool TarBytes::begin_next()
{
    text_.clear();
    text_used_ = 0;
    if (next_ == members_.size()) {
        text_.assign(protocol::tar_end, '\0');
        return !std::exchange(has_ended_, true);
    }
    const TarMember& member = members_[next_++];
    append_folders(member.path, last_folder_, text_);
    if (!member.link.empty()) {
        protocol::append_tar_header(
            {.path = member.path, .type = protocol::TarType::symlink, .mode = link_mode, .link = member.link},
            text_
        );
        return true;
    }
    const std::uint64_t size = member.file.empty() ? member.content.size() : member.size;
    protocol::append_tar_header({.path = member.path, .mode = file_mode, .size = size}, text_);
    padding_ = protocol::tar_padding(size);
    if (member.file.empty()) {
        text_ += member.content;
        text_.append(padding_, '\0');
    } else {
        file_ = std::make_unique<FilePart>(member.file, member.offset, member.size);
    }
    return true;
}

std::shared_ptr<ByteSource> tar_source(std::vector<TarMember> members)
{
    return std::make_shared<TarSource>(std::move(members));
}

}  // namespace devenv::detail::registry
