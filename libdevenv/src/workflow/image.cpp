#include "workflow/image.hpp"

#include "base/digest.hpp"
#include "devenv/context.hpp"
#include "devenv/error.hpp"
#include "devenv/reference.hpp"
#include "engine/credentials.hpp"
#include "engine/find_image.hpp"
#include "engine/read_file.hpp"
#include "protocol/dockerfile.hpp"
#include "workflow/labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace devenv::detail::workflow {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t max_dockerfile = std::size_t{4} << 20;

// The artefacts of the last run are no part of the next image, and would make every image stale.
ContextSpec context_of(const ProjectConfig& config)
{
    ContextSpec folder{
        .path = (config.root / config.build.context).lexically_normal().string(),
        .dockerfile = config.build.dockerfile,
    };
    const std::string bundles =
        (config.root / config.bundles.directory).lexically_normal().lexically_relative(folder.path).string();
    if (!bundles.empty() && !bundles.starts_with(".."))
        folder.left_out.push_back(bundles);
    return folder;
}

std::filesystem::path dockerfile_of(const ProjectConfig& config)
{
    return config.root / config.build.context / config.build.dockerfile;
}

// What the classic builder can't parse is said here: its own words would be about syntax.
void check_for_buildkit(
    const std::filesystem::path& path, const std::vector<protocol::Instruction>& instructions
)
{
    for (const protocol::Instruction& instruction : instructions) {
        const bool takes_options =
            instruction.name == "RUN" || instruction.name == "COPY" || instruction.name == "ADD";
        if (!takes_options)
            continue;
        std::string_view what;
        for (const std::string_view option : {"--mount", "--network", "--security", "--link", "--checksum"}) {
            if (instruction.arguments.starts_with(option))
                what = option;
        }
        if (instruction.arguments.starts_with("<<"))
            what = "a heredoc";
        if (!what.empty())
            throw Error(
                ErrorKind::unsupported,
                fmt::format(
                    "{}:{}: {} {} needs BuildKit, which is not supported yet",
                    path.string(),
                    instruction.line,
                    instruction.name,
                    what
                ),
                "write the step without it for the classic builder"
            );
    }
}

// Base images by their ids: a newer one that somebody pulled makes the image stale.
asio::awaitable<std::vector<std::string>> base_images(
    Client client, const std::vector<protocol::Instruction>& instructions
)
{
    const std::vector<protocol::Stage> stages = protocol::read_stages(instructions);
    std::set<std::string> names{"scratch"};
    std::vector<std::string> seen;
    for (const protocol::Stage& stage : stages) {
        const bool is_stage_or_known = !names.insert(stage.base).second;
        const bool is_variable = stage.base.find('$') != std::string::npos;
        names.insert(stage.name);
        if (is_stage_or_known || is_variable)
            continue;
        const std::optional<ImageInspect> image = co_await engine::find_image(client, stage.base);
        seen.push_back(fmt::format("from {}={}", stage.base, image ? image->id : "absent"));
    }
    co_return seen;
}

std::vector<std::string> fingerprint_inputs(const ProjectConfig& config, std::vector<std::string> bases)
{
    std::vector<std::string> inputs = std::move(bases);
    for (const auto& [name, value] : config.build.args)
        inputs.push_back(fmt::format("arg {}={}", name, value));
    inputs.push_back("target " + config.build.target);
    inputs.push_back("platform " + config.build.platform);
    inputs.push_back("network " + config.build.network);
    return inputs;
}

// Proxies reach the steps but neither the image nor its fingerprint: the builder keeps these names out
// itself.
std::map<std::string, std::optional<std::string>> build_args(const ImageJob& job)
{
    std::map<std::string, std::optional<std::string>> args;
    for (const auto& [name, value] : job.docker.proxies)
        args.emplace(name, value);
    for (const auto& [name, value] : job.loaded->config.build.args)
        args.insert_or_assign(name, value);
    return args;
}

// Listed images switch the daemon's own cache off but for their ancestors, so the own tag goes with them.
std::vector<std::string> cache_sources(const ProjectConfig& config)
{
    if (config.build.cache_from.empty())
        return {};
    std::vector<std::string> sources{config.image};
    sources.insert(sources.end(), config.build.cache_from.begin(), config.build.cache_from.end());
    return sources;
}

asio::awaitable<void> pull_cache_sources(ImageJob job, Observer& observer)
{
    for (const std::string& name : job.loaded->config.build.cache_from) {
        const Reference reference = Reference::parse(name).with_default_tag();
        const PullImage pull{
            .image = reference.repository(),
            .tag = reference.digest.empty() ? reference.tag : reference.digest,
            .platform = job.loaded->config.build.platform,
        };
        std::string failure;
        try {
            LineStream lines = co_await job.client.send(pull);
            while (true) {
                const std::optional<ProgressLine> line = co_await lines.next();
                if (!line)
                    break;
                observer.on_build_event({
                    .kind = BuildEvent::Kind::progress,
                    .text = line->status,
                    .id = line->id,
                    .bytes = static_cast<std::uint64_t>(line->current),
                    .total = static_cast<std::uint64_t>(line->total),
                });
            }
        } catch (const Error& e) {
            if (e.kind() == ErrorKind::cancelled)
                throw;
            failure = e.what();
        }
        if (!failure.empty())
            observer.on_note({
                .level = ConfigNote::Level::warning,
                .text = fmt::format("the cache image {} can't be pulled: {}", name, failure),
            });
    }
}

// Where the hashes of this context's files are kept; nowhere if that would be a part of the context itself.
std::string known_contents(const ImageJob& job, const std::filesystem::path& context)
{
    if (job.cache_folder.empty())
        return {};
    const std::string inside = job.cache_folder.lexically_relative(context).string();
    if (!inside.empty() && !inside.starts_with(".."))
        return {};
    return job.cache_folder / "contexts" / base::sha256_hex(context.string());
}

// The logins of config.json and of its helpers, asked only when something is built. A helper that fails is no
// reason not to build: most base images need no login.
asio::awaitable<std::string> registry_logins(const ImageJob& job, Observer& observer)
{
    std::string failure;
    try {
        const engine::Credentials credentials(engine::Surroundings::real());
        const auto logins = co_await credentials.all();
        std::string encoded;
        if (!logins.empty())
            encoded = protocol::encode_registry_config(logins);
        co_return encoded;
    } catch (const Error& e) {
        failure = e.what();
    }
    observer.on_note({
        .level = ConfigNote::Level::warning,
        .text = fmt::format("built without the logins of credential helpers: {}", failure),
    });
    co_return job.docker.registry_config;
}

asio::awaitable<Image> build_image(ImageJob job, std::string fingerprint, Observer& observer)
{
    const ProjectConfig& config = job.loaded->config;
    const ContextSpec folder = context_of(config);
    std::string logins = co_await registry_logins(job, observer);
    const BuildSpec spec{
        .context = folder.path,
        .dockerfile = folder.dockerfile,
        .left_out = folder.left_out,
        .tags = {config.image},
        .args = build_args(job),
        .labels = {{project_label, config.name}, {fingerprint_label, fingerprint}},
        .cache_from = cache_sources(config),
        .target = config.build.target,
        .platform = config.build.platform,
        .network = config.build.network,
        .no_cache = job.request.no_cache,
        .pull = job.request.pull,
        .registry_config = std::move(logins),
    };
    BuildRun build = co_await job.client.build(spec);
    while (true) {
        const std::optional<BuildEvent> event = co_await build.next();
        if (!event)
            break;
        observer.on_build_event(*event);
    }
    for (const std::string& note : build.notes())
        observer.on_note({.text = note});
    Image image = co_await build.result();
    co_return image;
}

// Somebody removed an image, and with it a layer that this build had just found in the cache.
bool has_lost_cache(const Error& failure)
{
    constexpr std::array<std::string_view, 3> words{
        "unknown parent image ID", "layer does not exist", "No such image: sha256:"};
    return failure.kind() == ErrorKind::step_failed &&
           std::ranges::any_of(words, [&failure](std::string_view word) {
               return failure.message().find(word) != std::string::npos;
           });
}

asio::awaitable<Image> build_image_again_if_need_be(ImageJob job, std::string fingerprint, Observer& observer)
{
    std::string loss;
    try {
        Image image = co_await build_image(job, fingerprint, observer);
        co_return image;
    } catch (const Error& e) {
        if (!has_lost_cache(e))
            throw;
        loss = e.message();
    }
    observer.on_note({
        .level = ConfigNote::Level::warning,
        .text = fmt::format("a layer was removed while the build used it, so it begins again: {}", loss),
    });
    Image image = co_await build_image(std::move(job), std::move(fingerprint), observer);
    co_return image;
}

}  // namespace

asio::awaitable<ImageReport> bring_up_to_date(ImageJob job, Observer& observer)
{
    const Clock::time_point start = Clock::now();
    const ProjectConfig& config = job.loaded->config;
    const std::filesystem::path dockerfile = dockerfile_of(config);
    const auto instructions =
        protocol::read_instructions(engine::read_file(dockerfile, max_dockerfile).value_or(""));
    check_for_buildkit(dockerfile, instructions);

    auto bases = co_await base_images(job.client, instructions);
    const std::vector<std::string> inputs = fingerprint_inputs(config, std::move(bases));
    const ContextSpec folder = context_of(config);
    const std::string fingerprint = context_fingerprint(folder, inputs, known_contents(job, folder.path));
    ImageReport report{.reference = config.image};
    const std::optional<ImageInspect> before = co_await engine::find_image(job.client, config.image);
    if (before && !job.request.no_cache && !job.request.pull) {
        const auto label = before->config.labels.find(fingerprint_label);
        report.was_up_to_date = label != before->config.labels.end() && label->second == fingerprint;
    }
    if (report.was_up_to_date) {
        report.id = before->id;
    } else {
        observer.on_build_started(config.image);
        co_await pull_cache_sources(job, observer);
        const Image image = co_await build_image_again_if_need_be(job, fingerprint, observer);
        report.id = image.id;
        report.steps = image.steps;
        report.cached_steps = image.cached_steps;
        report.context_bytes = image.context_bytes;
    }
    report.duration = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    observer.on_image(report);
    co_return report;
}

}  // namespace devenv::detail::workflow
