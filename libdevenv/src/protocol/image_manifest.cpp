#include "protocol/image_manifest.hpp"

#include "base/text.hpp"
#include "protocol/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace devenv::detail::protocol {

namespace {

using base::TextKind;
using base::TextValue;

constexpr std::string_view docker_image = "application/vnd.docker.distribution.manifest.v2+json";
constexpr std::string_view docker_list = "application/vnd.docker.distribution.manifest.list.v2+json";
constexpr std::string_view docker_schema_1 = "application/vnd.docker.distribution.manifest.v1+json";
constexpr std::string_view docker_signed = "application/vnd.docker.distribution.manifest.v1+prettyjws";
constexpr std::string_view oci_image = "application/vnd.oci.image.manifest.v1+json";
constexpr std::string_view oci_index = "application/vnd.oci.image.index.v1+json";
constexpr std::string_view unknown = "unknown";

std::string parse_json(std::string_view text, TextValue& root)
{
    if (const auto problem = base::parse_json_text(text, base::JsonDialect::standard, root)) {
        const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
        if (text.substr(begin).starts_with('<'))
            return "is a web page, not JSON";
        return fmt::format("isn't JSON ({}: {})", problem->position.to_string(), problem->message);
    }
    if (root.kind != TextKind::object)
        return "isn't a JSON object";
    return {};
}

Platform platform_of(const TextValue& value)
{
    return {
        .os = std::string(text_member(value, "os")),
        .architecture = std::string(text_member(value, "architecture")),
        .variant = std::string(text_member(value, "variant")),
    };
}

std::string read_descriptor(const TextValue& value, std::string_view what, BlobDescriptor& out)
{
    const std::optional<ContentDigest> digest = parse_content_digest(text_member(value, "digest"));
    if (!digest)
        return fmt::format("names {} by no sha256 or sha512 digest", what);
    out.digest = *digest;
    out.media_type = text_member(value, "mediaType");
    const TextValue* size = member_of_kind(value, "size", TextKind::number);
    const std::optional<std::int64_t> bytes = size != nullptr ? size->integer() : std::nullopt;
    if (!bytes || *bytes < 0)
        return fmt::format("doesn't tell the size of {}", what);
    out.size = static_cast<std::uint64_t>(*bytes);
    if (const TextValue* urls = member_of_kind(value, "urls", TextKind::array)) {
        for (const TextValue& url : urls->items)
            out.urls.push_back(url.text);
    }
    if (const TextValue* platform = member_of_kind(value, "platform", TextKind::object))
        out.platform = platform_of(*platform);
    return {};
}

std::string read_list(
    const TextValue& root, std::string_view name, std::string_view what, std::vector<BlobDescriptor>& out
)
{
    const TextValue* list = member_of_kind(root, name, TextKind::array);
    if (list == nullptr)
        return fmt::format("has no list of {}s", what);
    for (const TextValue& item : list->items) {
        std::string fault = read_descriptor(item, fmt::format("a {}", what), out.emplace_back());
        if (!fault.empty())
            return fault;
    }
    return {};
}

bool is_schema_1(const TextValue& root, std::string_view type)
{
    if (type == docker_schema_1 || type == docker_signed)
        return true;
    const TextValue* version = member_of_kind(root, "schemaVersion", TextKind::number);
    return version != nullptr && version->text == "1";
}

std::string_view bare_type(std::string_view content_type)
{
    return base::trim(content_type.substr(0, content_type.find(';')));
}

bool is_image_entry(const BlobDescriptor& entry)
{
    return entry.platform.os != unknown && entry.platform.architecture != unknown;
}

}  // namespace

std::string_view manifest_types()
{
    static const std::string types =
        fmt::format("{}, {}, {}, {}", oci_index, oci_image, docker_list, docker_image);
    return types;
}

std::string parse_manifest(std::string_view text, std::string_view content_type, ManifestDocument& out)
{
    out = {};
    TextValue root;
    if (std::string fault = parse_json(text, root); !fault.empty())
        return fault;
    std::string_view type = text_member(root, "mediaType");
    if (type.empty())
        type = bare_type(content_type);
    if (is_schema_1(root, type))
        return "is of schema 1, which has no digests of its layers";
    // A registry that answers application/json leaves it to the shape.
    const bool has_list = member_of_kind(root, "manifests", TextKind::array) != nullptr;
    const bool is_index = type == docker_list || type == oci_index;
    const bool is_image = type == docker_image || type == oci_image;
    if (is_index || (!is_image && has_list)) {
        out.kind = ManifestDocument::Kind::index;
        out.media_type = is_index ? type : oci_index;
        return read_list(root, "manifests", "manifest", out.manifests);
    }
    const TextValue* config = member_of_kind(root, "config", TextKind::object);
    if (config == nullptr)
        return is_image ? "has no config" : fmt::format("is of no known type ('{}')", type);
    out.media_type = is_image ? type : oci_image;
    if (std::string fault = read_descriptor(*config, "its config", out.config); !fault.empty())
        return fault;
    return read_list(root, "layers", "layer", out.layers);
}

const BlobDescriptor* choose(const ManifestDocument& index, const Platform& wanted)
{
    const BlobDescriptor* best = nullptr;
    int best_fitness = 0;
    for (const BlobDescriptor& entry : index.manifests) {
        if (!is_image_entry(entry))
            continue;
        const std::optional<int> fits = fitness(wanted, entry.platform);
        if (fits && (best == nullptr || *fits > best_fitness)) {
            best = &entry;
            best_fitness = *fits;
        }
    }
    return best;
}

std::string platforms_of(const ManifestDocument& index)
{
    std::string text;
    for (const BlobDescriptor& entry : index.manifests) {
        if (is_image_entry(entry) && !entry.platform.os.empty())
            text += (text.empty() ? "" : ", ") + entry.platform.to_string();
    }
    return text;
}

LayerFormat format_of(const BlobDescriptor& layer)
{
    const std::string_view type = layer.media_type;
    if (type.ends_with("+zstd") || type.ends_with(".zstd"))
        return LayerFormat::zstd;
    if (type.ends_with("+gzip") || type.ends_with(".tar.gzip"))
        return LayerFormat::gzip;
    return type.ends_with(".tar") ? LayerFormat::tar : LayerFormat::other;
}

bool is_foreign(const BlobDescriptor& layer)
{
    return layer.media_type.find(".foreign.") != std::string::npos ||
           layer.media_type.find(".nondistributable.") != std::string::npos;
}

std::string parse_image_config(std::string_view text, ImageConfig& out)
{
    out = {};
    TextValue root;
    if (std::string fault = parse_json(text, root); !fault.empty())
        return fault;
    out.platform = platform_of(root);
    out.created = text_member(root, "created");
    if (const TextValue* config = member_of_kind(root, "config", TextKind::object))
        append_json(out.config, *config);
    const TextValue* files = member_of_kind(root, "rootfs", TextKind::object);
    const TextValue* ids = files != nullptr ? member_of_kind(*files, "diff_ids", TextKind::array) : nullptr;
    if (ids == nullptr)
        return {};
    for (const TextValue& id : ids->items) {
        const std::optional<ContentDigest> digest = parse_content_digest(id.text);
        if (!digest)
            return "has a diff_id that is no digest";
        out.diff_ids.push_back(*digest);
    }
    return {};
}

}  // namespace devenv::detail::protocol
