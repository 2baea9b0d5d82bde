#include "devenv/image_load.hpp"
#include "devenv/json.hpp"
#include "devenv/reference.hpp"
#include "engine/find_image.hpp"
#include "registry/bundle.hpp"
#include "registry/workers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace devenv::detail::registry {

namespace {

namespace asio = boost::asio;
using State = LoadedImage::State;

// Stores of containerd name an image by its manifest: then its layers tell.
bool has_layers(const ImageInspect& there, const BundledImage& image)
{
    const auto is_same = [](const std::string& text, const protocol::ContentDigest& layer) {
        return text == layer.to_string();
    };
    return !image.config.diff_ids.empty() &&
           std::ranges::equal(there.root_fs.layers, image.config.diff_ids, is_same);
}

asio::awaitable<std::optional<ImageInspect>> find_bundled(Client& client, const BundledImage& image)
{
    const std::string id = image.id.to_string();
    std::optional<ImageInspect> there = co_await engine::find_image(client, id);
    if (there)
        co_return there;
    for (const std::string& tag : image.tags) {
        there = co_await engine::find_image(client, tag);
        if (there && has_layers(*there, image))
            co_return there;
    }
    co_return std::nullopt;
}

asio::awaitable<State> add_tags(Client& client, const BundledImage& image, ImageInspect there)
{
    State state = State::present;
    for (const std::string& tag : image.tags) {
        if (std::ranges::find(there.repo_tags, tag) != there.repo_tags.end())
            continue;
        Reference name = Reference::parse(tag).with_default_tag();
        TagImage naming{.image = there.id, .tag = name.tag};
        name.tag.clear();
        naming.repository = name.familiar();
        co_await client.send(naming);
        state = State::tagged;
    }
    co_return state;
}

std::string list_of(const std::vector<std::string>& texts)
{
    std::string json;
    for (const std::string& text : texts)
        json += (json.empty() ? "" : ",") + json_quote(text);
    return '[' + json + ']';
}

std::vector<TarMember> tar_of(const std::vector<const BundledImage*>& images)
{
    std::vector<TarMember> members;
    std::set<std::string> known;
    std::string manifest;
    for (const BundledImage* image : images) {
        std::vector<std::string> layers;
        for (const TarMember& layer : image->layers) {
            layers.push_back(layer.path);
            if (known.insert(layer.path).second)
                members.push_back(layer);
        }
        const std::string config = image->id.hex + ".json";
        if (known.insert(config).second)
            members.push_back({.path = config, .content = image->config_bytes});
        manifest += fmt::format(
            R"({}{{"Config":{},"RepoTags":{},"Layers":{}}})",
            manifest.empty() ? "" : ",",
            json_quote(config),
            list_of(image->tags),
            list_of(layers)
        );
    }
    members.push_back({.path = "manifest.json", .content = '[' + manifest + ']'});
    std::ranges::sort(members, {}, &TarMember::path);
    return members;
}

asio::awaitable<void> send_images(Client& client, std::vector<TarMember> members)
{
    const LoadImages operation{.quiet = true};
    auto tar = tar_source(std::move(members));
    LineStream lines = co_await client.send(operation, std::move(tar));
    while (true) {
        const std::optional<ProgressLine> line = co_await lines.next();
        if (!line)
            break;
    }
}

void verify(const std::vector<const BundledImage*>& images, const std::atomic<bool>& stop)
{
    std::set<std::string> known;
    for (const BundledImage* image : images) {
        for (std::size_t i = 0; i < image->layers.size(); ++i) {
            if (known.insert(image->layers[i].path + image->config.diff_ids[i].hex).second)
                verify_layer(image->layers[i], image->config.diff_ids[i], stop);
        }
    }
}

asio::awaitable<std::vector<LoadedImage>> load_all(Client client, ImageLoadSpec spec)
{
    asio::thread_pool workers(1);
    const std::atomic<bool> stop{false};
    const BundleFiles files(spec.path);
    const std::vector<BundledImage> images = read_bundle(files);
    std::vector<LoadedImage> outcome;
    std::vector<const BundledImage*> missing;
    std::vector<std::optional<ImageInspect>> found;
    for (const BundledImage& image : images) {
        found.push_back(co_await find_bundled(client, image));
        if (!found.back())
            missing.push_back(&image);
    }
    auto checking = on_worker(workers, [&] { verify(missing, stop); });
    co_await std::move(checking);
    if (!missing.empty()) {
        std::vector<TarMember> members = tar_of(missing);
        auto sending = send_images(client, std::move(members));
        co_await std::move(sending);
    }
    for (std::size_t i = 0; i < images.size(); ++i) {
        LoadedImage& loaded = outcome.emplace_back();
        loaded.id = images[i].id.to_string();
        loaded.references = images[i].tags;
        if (found[i]) {
            loaded.state = co_await add_tags(client, images[i], *found[i]);
            continue;
        }
        const std::optional<ImageInspect> there = co_await find_bundled(client, images[i]);
        if (!there)
            throw Error(
                ErrorKind::interrupted,
                fmt::format("the daemon took the tar, but doesn't have {}", loaded.id),
                "is its disk full? its own log says more"
            );
    }
    co_return outcome;
}

}  // namespace

}  // namespace devenv::detail::registry

namespace devenv::inline v1 {

boost::asio::awaitable<std::vector<LoadedImage>> load_images(Client client, const ImageLoadSpec& spec)
{
    return detail::registry::load_all(std::move(client), spec);
}

}  // namespace devenv::inline v1
