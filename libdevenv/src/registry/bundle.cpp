#include "registry/bundle.hpp"

#include "devenv/reference.hpp"
#include "protocol/json_tree.hpp"
#include "protocol/tar_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace devenv::detail::registry {

namespace {

namespace fs = std::filesystem;
using base::TextKind;
using base::TextValue;

constexpr std::size_t longest_text = std::size_t{8} << 20;
constexpr int most_links = 8;

Error damaged(std::string message)
{
    return Error(ErrorKind::protocol, std::move(message), "freeze or copy it again");
}

// A name inside, without "." and with ".." taken back; nullopt if it leads outside.
std::optional<std::string> clean_name(std::string_view name)
{
    if (name.starts_with('/') || name.find('\0') != std::string_view::npos)
        return std::nullopt;
    std::vector<std::string_view> parts;
    while (!name.empty()) {
        const std::size_t slash = name.find('/');
        const std::string_view part = name.substr(0, slash);
        name.remove_prefix(slash == std::string_view::npos ? name.size() : slash + 1);
        if (part == "..") {
            if (parts.empty())
                return std::nullopt;
            parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    std::string clean;
    for (const std::string_view part : parts)
        clean += (clean.empty() ? "" : "/") + std::string(part);
    return clean;
}

std::string inside(std::string_view name)
{
    std::optional<std::string> clean = clean_name(name);
    if (!clean || clean->empty())
        throw Error(
            ErrorKind::protocol,
            fmt::format("'{}' leads outside of the bundle", name),
            "don't load it: nothing that freezes images writes such a name"
        );
    return *clean;
}

// Seen from the folder that the link is in.
std::string followed(const std::string& name, const std::string& target)
{
    const std::size_t slash = name.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : name.substr(0, slash + 1);
    return inside(target.starts_with('/') ? target : folder + target);
}

TextValue parse(const std::string& text, const std::string& name, TextKind kind)
{
    TextValue root;
    if (const auto problem = base::parse_json_text(text, base::JsonDialect::standard, root))
        throw damaged(fmt::format("{}:{}: {}", name, problem->position.to_string(), problem->message));
    if (root.kind != kind)
        throw damaged(fmt::format("{} isn't {}", name, base::describe(kind)));
    return root;
}

void read_config(const BundleFiles& files, BundledImage& image)
{
    image.config_bytes = files.text(image.config_name);
    image.id = protocol::digest_of(image.config_bytes);
    std::string base_name = image.config_name.substr(image.config_name.rfind('/') + 1);
    if (base_name.ends_with(".json"))
        base_name.resize(base_name.size() - std::string_view(".json").size());
    const auto named = protocol::parse_content_digest("sha256:" + base_name);
    if (named && *named != image.id)
        throw damaged(fmt::format("the configuration {} is damaged", image.config_name));
    if (const std::string fault = protocol::parse_image_config(image.config_bytes, image.config);
        !fault.empty())
        throw damaged(fmt::format("the configuration {} {}", image.config_name, fault));
    if (image.config.diff_ids.size() != image.layers.size())
        throw damaged(fmt::format(
            "the configuration {} has {} layers, the manifest {}",
            image.config_name,
            image.config.diff_ids.size(),
            image.layers.size()
        ));
}

TarMember layer_of(const BundleFiles& files, const std::string& name)
{
    std::optional<TarMember> layer = files.find(name);
    if (!layer)
        throw damaged(fmt::format("the layer {} is missing", name));
    layer->path = inside(name);
    return *layer;
}

std::vector<BundledImage> read_docker_archive(const BundleFiles& files)
{
    std::vector<BundledImage> images;
    const TextValue root = parse(files.text("manifest.json"), "manifest.json", TextKind::array);
    for (const TextValue& entry : root.items) {
        BundledImage image{.config_name = std::string(protocol::text_member(entry, "Config"))};
        if (const TextValue* tags = protocol::member_of_kind(entry, "RepoTags", TextKind::array)) {
            for (const TextValue& tag : tags->items)
                image.tags.push_back(tag.text);
        }
        if (const TextValue* layers = protocol::member_of_kind(entry, "Layers", TextKind::array)) {
            for (const TextValue& layer : layers->items)
                image.layers.push_back(layer_of(files, layer.text));
        }
        read_config(files, image);
        images.push_back(std::move(image));
    }
    return images;
}

std::string blob_name(const protocol::ContentDigest& digest)
{
    const std::string text = digest.to_string();
    return "blobs/" + text.substr(0, text.find(':')) + '/' + digest.hex;
}

std::vector<BundledImage> read_oci_layout(const BundleFiles& files)
{
    std::vector<BundledImage> images;
    const TextValue root = parse(files.text("index.json"), "index.json", TextKind::object);
    const TextValue* entries = protocol::member_of_kind(root, "manifests", TextKind::array);
    if (entries == nullptr)
        throw damaged("index.json names no manifests");
    for (const TextValue& entry : entries->items) {
        const auto digest = protocol::parse_content_digest(protocol::text_member(entry, "digest"));
        if (!digest)
            throw damaged("index.json has a manifest without a digest");
        const std::string text = files.text(blob_name(*digest));
        protocol::ManifestDocument document;
        const std::string fault =
            protocol::parse_manifest(text, protocol::text_member(entry, "mediaType"), document);
        if (!fault.empty())
            throw damaged(fmt::format("the manifest {} {}", digest->to_string(), fault));
        if (protocol::digest_of(text) != *digest && digest->algorithm == base::DigestAlgorithm::sha256)
            throw damaged(fmt::format("the manifest {} is damaged", digest->to_string()));
        if (document.kind != protocol::ManifestDocument::Kind::image)
            throw Error(
                ErrorKind::unsupported,
                "the layout holds a list of platforms",
                "freeze it for one platform by `images freeze --oci --platform`"
            );
        BundledImage image{.config_name = blob_name(document.config.digest)};
        for (const protocol::BlobDescriptor& layer : document.layers)
            image.layers.push_back(layer_of(files, blob_name(layer.digest)));
        if (const TextValue* notes = protocol::member_of_kind(entry, "annotations", TextKind::object)) {
            const std::string name(protocol::text_member(*notes, "io.containerd.image.name"));
            if (!name.empty())
                image.tags.push_back(Reference::parse(name).familiar());
        }
        read_config(files, image);
        images.push_back(std::move(image));
    }
    return images;
}

}  // namespace

BundleFiles::BundleFiles(const std::string& path)
{
    std::error_code ec;
    const fs::file_status status = fs::status(path, ec);
    if (!fs::exists(status))
        throw Error(
            ErrorKind::not_found, fmt::format("there is no {}", path), "name the folder or tar of a freeze"
        );
    if (fs::is_directory(status))
        folder_ = path;
    else
        index_tar(path);
}

void BundleFiles::index_tar(const std::string& path)
{
    std::error_code ec;
    const std::uint64_t size = fs::file_size(path, ec);
    if (ec)
        throw disk_error("read", path, ec.value());
    protocol::TarReader reader;
    std::array<char, protocol::tar_block> block{};
    std::uint64_t offset = 0;
    const auto take = [&](std::span<char> into) {
        if (offset + into.size() > size)
            throw damaged(fmt::format("{} is cut off, or no tar", path));
        FilePart part(path, offset, into.size());
        for (std::size_t got = 0; got < into.size();)
            got += part.read(into.subspan(got));
        offset += into.size();
    };
    while (offset < size) {
        take(block);
        switch (reader.header({block.data(), block.size()})) {
            case protocol::TarStep::is_wrong:
                throw damaged(fmt::format("{} is no tar, or damaged at byte {}", path, offset - block.size())
                );
            case protocol::TarStep::end:
                return;
            case protocol::TarStep::more: {
                std::string content(static_cast<std::size_t>(reader.need()), '\0');
                take(content);
                offset += protocol::tar_padding(reader.need());
                reader.extend(content);
                break;
            }
            case protocol::TarStep::entry: {
                const protocol::TarHeader& entry = reader.entry();
                if (reader.skip() > size - offset && entry.size > size - offset)
                    throw damaged(fmt::format("{} is cut off", path));
                const std::optional<std::string> name = clean_name(entry.path);
                if (!name)
                    throw Error(
                        ErrorKind::protocol,
                        fmt::format("{} has an entry that leads outside: '{}'", path, entry.path)
                    );
                TarMember member{.path = *name, .file = path, .size = entry.size, .offset = offset};
                if (entry.type == '2')
                    member.link = followed(*name, entry.link);
                else if (entry.type == '1')
                    member.link = inside(entry.link);
                if (entry.type != '5')
                    members_.insert_or_assign(*name, std::move(member));
                offset += reader.skip();
                break;
            }
        }
    }
}

std::optional<TarMember> BundleFiles::find_in_folder(const std::string& name) const
{
    std::error_code ec;
    std::string at = name;
    // Every part is looked at: a link may be anywhere, and none may lead outside.
    for (int links = 0; links <= most_links; ++links) {
        bool has_link = false;
        for (std::size_t slash = at.find('/');; slash = at.find('/', slash + 1)) {
            const std::string part = at.substr(0, slash);
            if (fs::is_symlink(folder_ + '/' + part, ec)) {
                const std::string target = fs::read_symlink(folder_ + '/' + part, ec).string();
                const std::string rest = slash == std::string::npos ? "" : at.substr(slash);
                at = inside(followed(part, target) + rest);
                has_link = true;
                break;
            }
            if (slash == std::string::npos)
                break;
        }
        if (has_link)
            continue;
        const fs::path path = folder_ + '/' + at;
        if (!fs::is_regular_file(path, ec))
            return std::nullopt;
        TarMember member{.path = name, .file = path.string()};
        member.size = fs::file_size(path, ec);
        return member;
    }
    throw damaged(fmt::format("{} is a link in circles", name));
}

std::optional<TarMember> BundleFiles::find(const std::string& name) const
{
    std::string at = inside(name);
    if (!folder_.empty())
        return find_in_folder(at);
    for (int links = 0; links <= most_links; ++links) {
        const auto found = members_.find(at);
        if (found == members_.end())
            return std::nullopt;
        if (found->second.link.empty())
            return found->second;
        at = found->second.link;
    }
    throw damaged(fmt::format("{} is a link in circles", name));
}

std::string BundleFiles::text(const std::string& name) const
{
    const std::optional<TarMember> member = find(name);
    if (!member)
        throw damaged(fmt::format("the file {} is missing", name));
    if (member->size > longest_text)
        throw damaged(fmt::format("the file {} has more than {} bytes", name, longest_text));
    std::string text(static_cast<std::size_t>(member->size), '\0');
    FilePart part(member->file, member->offset, member->size);
    for (std::size_t got = 0; got < text.size();)
        got += part.read(std::span(text).subspan(got));
    return text;
}

std::vector<BundledImage> read_bundle(const BundleFiles& files)
{
    if (files.find("manifest.json"))
        return read_docker_archive(files);
    if (files.find("index.json"))
        return read_oci_layout(files);
    throw Error(
        ErrorKind::unsupported,
        "there is neither manifest.json nor index.json in it",
        "a freeze that didn't end has none yet: start it again"
    );
}

void verify_layer(
    const TarMember& layer, const protocol::ContentDigest& content, const std::atomic<bool>& stop
)
{
    FilePart part(layer.file, layer.offset, layer.size);
    const ByteFeed feed = [&part](std::span<char> into) { return part.read(into); };
    const protocol::ContentDigest found = content_digest(feed, layer.path, content.algorithm, stop);
    if (found != content)
        throw damaged(fmt::format(
            "the layer {} is damaged: it holds {} instead of {}",
            layer.path,
            found.to_string(),
            content.to_string()
        ));
}

}  // namespace devenv::detail::registry
