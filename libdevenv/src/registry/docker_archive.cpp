// The layout of `docker save`, old and new: manifest.json for daemons since 1.10, `repositories` and a folder
// per layer for those before.
#include "devenv/json.hpp"
#include "registry/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace devenv::detail::registry {

namespace {

constexpr std::string_view no_time = "1970-01-01T00:00:00Z";

struct Entry
{
    std::string config{};
    std::vector<std::string> tags{};
    std::vector<std::string> layers{};
};

Error unfit(const ResolvedImage& image, std::string_view what)
{
    return Error(
        ErrorKind::protocol, fmt::format("{}: {}", image.asked, what), "whoever made the image has to mend it"
    );
}

void require_layers(const ResolvedImage& image)
{
    const std::vector<protocol::BlobDescriptor>& layers = image.document.layers;
    if (layers.size() != image.config.diff_ids.size())
        throw unfit(
            image,
            fmt::format(
                "the manifest has {} layers, but the configuration {}",
                layers.size(),
                image.config.diff_ids.size()
            )
        );
    for (const protocol::BlobDescriptor& layer : layers) {
        if (format_of(layer) == protocol::LayerFormat::other)
            throw Error(
                ErrorKind::unsupported,
                fmt::format(
                    "{} has a layer of type '{}', which daemons can't load", image.asked, layer.media_type
                ),
                "freeze it as --oci, if it isn't a container's image"
            );
        if (is_foreign(layer) && layer.urls.empty())
            throw unfit(image, "a foreign layer names no address to get it from");
    }
}

// The id of a layer in a chain, for daemons before 1.10. The topmost one stands for the image, so its
// configuration counts.
std::string chain_id(const std::string& parent, const protocol::ContentDigest& layer, std::string_view config)
{
    std::string text = parent + '\n' + layer.to_string() + '\n';
    text += config;
    return base::sha256_hex(text);
}

std::string old_json(
    const ResolvedImage& image, const std::string& id, const std::string& parent, bool is_top
)
{
    std::string json = fmt::format("{{\"id\":\"{}\"", id);
    if (!parent.empty())
        json += fmt::format(",\"parent\":\"{}\"", parent);
    const std::string created =
        is_top && !image.config.created.empty() ? image.config.created : std::string(no_time);
    json += ",\"created\":" + json_quote(created);
    if (is_top && !image.config.config.empty())
        json += ",\"config\":" + image.config.config;
    if (is_top)
        json += ",\"architecture\":" + json_quote(image.config.platform.architecture);
    json += ",\"os\":" + json_quote(image.config.platform.os.empty() ? "linux" : image.config.platform.os);
    return json + "}";
}

std::string list_of(const std::vector<std::string>& texts)
{
    if (texts.empty())
        return "null";
    std::string json;
    for (const std::string& text : texts)
        json += (json.empty() ? "[" : ",") + json_quote(text);
    return json + "]";
}

class DockerArchive
{
public:
    explicit DockerArchive(const std::string& folder) : folder_(folder) {}

    void add(const ResolvedImage& image)
    {
        require_layers(image);
        const std::string config = image.document.config.digest.hex + ".json";
        layout_.files[config] = image.config_bytes;
        std::vector<std::string> layers;
        std::string parent;
        for (std::size_t i = 0; i < image.document.layers.size(); ++i) {
            const bool is_top = i + 1 == image.document.layers.size();
            const std::string_view config_hex =
                is_top ? std::string_view(image.document.config.digest.hex) : "";
            const std::string id = chain_id(parent, image.document.layers[i].digest, config_hex);
            layout_.files[id + "/VERSION"] = "1.0";
            layout_.files[id + "/json"] = old_json(image, id, parent, is_top);
            layers.push_back(place_layer(image, i, id));
            parent = id;
        }
        enter(image, config, std::move(layers), parent);
    }

    Layout finish()
    {
        layout_.indexes["manifest.json"] = manifest_json();
        if (!repositories_.empty())
            layout_.indexes["repositories"] = repositories_json();
        return std::move(layout_);
    }

private:
    // A blob that is there under another id already is linked to.
    std::string place_layer(const ResolvedImage& image, std::size_t index, const std::string& id)
    {
        const protocol::BlobDescriptor& layer = image.document.layers[index];
        const std::string name = id + "/layer.tar";
        const auto [owner, is_new] = owners_.try_emplace(layer.digest.to_string(), id);
        if (!is_new) {
            if (owner->second != id)
                layout_.links[name] = "../" + owner->second + "/layer.tar";
            return owner->second + "/layer.tar";
        }
        BlobJob job{
            .image = image.asked, .blob = layer, .sources = image.sources, .place = folder_ + '/' + name};
        // Daemons before 23 don't know zstd.
        if (format_of(layer) == protocol::LayerFormat::zstd)
            job.keep = Keep::decompressed;
        job.content = image.config.diff_ids[index];
        for (const std::string& url : layer.urls) {
            if (const auto address = protocol::parse_web_url(url))
                job.sources.push_back({.url = *address});
        }
        layout_.jobs.push_back(std::move(job));
        return name;
    }

    void enter(
        const ResolvedImage& image,
        const std::string& config,
        std::vector<std::string> layers,
        const std::string& top
    )
    {
        auto entry = std::ranges::find(entries_, config, &Entry::config);
        if (entry == entries_.end()) {
            entries_.push_back({.config = config, .layers = std::move(layers)});
            entry = entries_.end() - 1;
        }
        if (image.reference.tag.empty())
            return;
        Reference name = image.reference;
        name.digest.clear();
        const std::string tag = name.familiar();
        if (std::ranges::find(entry->tags, tag) == entry->tags.end())
            entry->tags.push_back(tag);
        name.tag.clear();
        if (!top.empty())
            repositories_[name.familiar()][image.reference.tag] = top;
    }

    std::string manifest_json() const
    {
        std::string json = "[";
        for (const Entry& entry : entries_) {
            json += fmt::format(
                "{}{{\"Config\":{},\"RepoTags\":{},\"Layers\":{}}}",
                json.size() > 1 ? "," : "",
                json_quote(entry.config),
                list_of(entry.tags),
                list_of(entry.layers)
            );
        }
        return json + "]\n";
    }

    std::string repositories_json() const
    {
        std::string json = "{";
        for (const auto& [repository, tags] : repositories_) {
            json += (json.size() > 1 ? "," : "") + json_quote(repository) + ":{";
            bool is_first = true;
            for (const auto& [tag, id] : tags) {
                json += fmt::format("{}{}:{}", is_first ? "" : ",", json_quote(tag), json_quote(id));
                is_first = false;
            }
            json += '}';
        }
        return json + "}\n";
    }

    std::string folder_;
    Layout layout_{};
    std::vector<Entry> entries_{};
    std::map<std::string, std::string> owners_{};  // blob → id of the folder that has it
    std::map<std::string, std::map<std::string, std::string>> repositories_{};
};

}  // namespace

Layout docker_archive_layout(const std::vector<ResolvedImage>& images, const std::string& folder)
{
    DockerArchive archive(folder);
    for (const ResolvedImage& image : images)
        archive.add(image);
    return archive.finish();
}

}  // namespace devenv::detail::registry
