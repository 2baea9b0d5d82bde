#include "devenv/json.hpp"
#include "registry/layout.hpp"

#include <fmt/format.h>

#include <set>

namespace devenv::detail::registry {

namespace {

std::string blob_name(const protocol::ContentDigest& digest)
{
    const std::string text = digest.to_string();
    return "blobs/" + text.substr(0, text.find(':')) + '/' + digest.hex;
}

std::string index_entry(const ResolvedImage& image)
{
    Reference name = image.reference;
    name.digest.clear();
    std::string json = fmt::format(
        R"({{"mediaType":{},"digest":"{}","size":{})",
        json_quote(image.document.media_type),
        image.manifest.to_string(),
        image.manifest_bytes.size()
    );
    const protocol::Platform& platform = image.config.platform;
    if (!platform.os.empty()) {
        json += fmt::format(
            R"(,"platform":{{"architecture":{},"os":{})",
            json_quote(platform.architecture),
            json_quote(platform.os)
        );
        if (!platform.variant.empty())
            json += ",\"variant\":" + json_quote(platform.variant);
        json += '}';
    }
    if (!name.tag.empty())
        json += fmt::format(
            R"(,"annotations":{{"io.containerd.image.name":{},"org.opencontainers.image.ref.name":{}}})",
            json_quote(name.to_string()),
            json_quote(name.tag)
        );
    return json + "}";
}

}  // namespace

Layout oci_layout(const std::vector<ResolvedImage>& images, const std::string& folder)
{
    Layout layout;
    std::set<std::string> known;
    std::string entries;
    for (const ResolvedImage& image : images) {
        layout.files[blob_name(image.manifest)] = image.manifest_bytes;
        layout.files[blob_name(image.document.config.digest)] = image.config_bytes;
        const bool has_content = image.config.diff_ids.size() == image.document.layers.size();
        for (std::size_t i = 0; i < image.document.layers.size(); ++i) {
            const protocol::BlobDescriptor& layer = image.document.layers[i];
            const std::string name = blob_name(layer.digest);
            if (!known.insert(name).second)
                continue;
            BlobJob job{
                .image = image.asked, .blob = layer, .sources = image.sources, .place = folder + '/' + name};
            if (has_content && format_of(layer) != protocol::LayerFormat::other)
                job.content = image.config.diff_ids[i];
            for (const std::string& url : layer.urls) {
                if (const auto address = protocol::parse_web_url(url))
                    job.sources.push_back({.url = *address});
            }
            layout.jobs.push_back(std::move(job));
        }
        entries += (entries.empty() ? "" : ",") + index_entry(image);
    }
    layout.files["oci-layout"] = R"({"imageLayoutVersion":"1.0.0"})";
    layout.indexes["index.json"] = fmt::format(
        R"({{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{}]}})",
        entries
    );
    return layout;
}

}  // namespace devenv::detail::registry
