#include "devenv/error.hpp"
#include "devenv/reference.hpp"
#include "devenv/workflow.hpp"
#include "workflow/labels.hpp"
#include "workflow/reaper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace devenv::inline v1 {

namespace asio = boost::asio;
namespace workflow = detail::workflow;

namespace {

Filters of_project(const ProjectConfig& config)
{
    return {{"label", {fmt::format("{}={}", workflow::project_label, config.name)}}};
}

bool is_left_on_purpose(const ContainerSummary& container)
{
    return std::ranges::any_of(container.names, [](const std::string& name) {
        return name.starts_with(std::string("/") + workflow::detached_name);
    });
}

// Detached runs that have ended; those that run, and those of live owners, stay.
asio::awaitable<void> clean_containers(
    Client client, const ProjectConfig& config, CleanRequest request, std::vector<Cleaned>& cleaned
)
{
    ListContainers question{.all = true};
    question.filters = of_project(config);
    const std::vector<ContainerSummary> containers = co_await client.send(question);
    for (const ContainerSummary& container : containers) {
        const bool has_owner =
            container.labels.contains(workflow::owner_label) && !is_left_on_purpose(container);
        if (has_owner || container.state == "running" || container.state == "paused")
            continue;
        cleaned.push_back({.kind = "container", .name = container.id.substr(0, 12)});
        const RemoveContainer removal{.container = container.id, .force = true, .volumes = true};
        if (!request.dry_run)
            co_await client.send(removal);
    }
}

asio::awaitable<void> clean_volumes(
    Client client, const ProjectConfig& config, CleanRequest request, std::vector<Cleaned>& cleaned
)
{
    ListVolumes question;
    question.filters = of_project(config);
    const VolumeList list = co_await client.send(question);
    for (const Volume& volume : list.volumes) {
        cleaned.push_back({.kind = "volume", .name = volume.name});
        const RemoveVolume removal{.volume = volume.name};
        if (!request.dry_run)
            co_await client.send(removal);
    }
}

asio::awaitable<void> clean_images(
    Client client, const ProjectConfig& config, CleanRequest request, std::vector<Cleaned>& cleaned
)
{
    ListImages question;
    question.filters = of_project(config);
    const std::vector<ImageSummary> images = co_await client.send(question);
    const std::string current = Reference::parse(config.image).with_default_tag().familiar();
    for (const ImageSummary& image : images) {
        if (std::ranges::find(image.repo_tags, current) != image.repo_tags.end())
            continue;
        // An image with several names goes with its last one.
        std::vector<std::string> names = image.repo_tags;
        std::erase(names, "<none>:<none>");
        if (names.empty())
            names.push_back(image.id);
        for (const std::string& name : names) {
            cleaned.push_back({.kind = "image", .name = name});
            const RemoveImage removal{.image = name};
            if (!request.dry_run)
                co_await client.send(removal);
        }
    }
}

void clean_bundles(const ProjectConfig& config, CleanRequest request, std::vector<Cleaned>& cleaned)
{
    const std::filesystem::path folder = config.root / config.bundles.directory;
    std::error_code ec;
    // A link is removed, never followed.
    if (!std::filesystem::exists(std::filesystem::symlink_status(folder, ec)))
        return;
    cleaned.push_back({.kind = "folder", .name = config.bundles.directory});
    if (request.dry_run)
        return;
    std::filesystem::remove_all(folder, ec);
    if (ec)
        throw Error(
            ErrorKind::local,
            fmt::format("{} can't be removed: {}", folder.string(), ec.message()),
            "files in it may belong to root; any run hands them over to you"
        );
}

}  // namespace

asio::awaitable<std::vector<Cleaned>> Project::clean(CleanRequest request)
{
    std::vector<Cleaned> cleaned;
    const std::vector<workflow::Leftover> leftovers = co_await workflow::find_leftovers(client_);
    for (const workflow::Leftover& leftover : leftovers) {
        const bool is_container = leftover.kind == workflow::Leftover::Kind::container;
        cleaned.push_back({.kind = is_container ? "container" : "volume", .name = leftover.name});
    }
    if (!request.dry_run)
        co_await workflow::remove_leftovers(client_, leftovers);
    co_await clean_containers(client_, config(), request, cleaned);
    co_await clean_volumes(client_, config(), request, cleaned);
    if (request.images)
        co_await clean_images(client_, config(), request, cleaned);
    if (request.bundles)
        clean_bundles(config(), request, cleaned);
    co_return cleaned;
}

}  // namespace devenv::inline v1
