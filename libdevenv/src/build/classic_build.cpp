// The classic builder: a tar up, lines of text down.
#include "build/context_source.hpp"
#include "devenv/build_run.hpp"
#include "devenv/client.hpp"
#include "devenv/context.hpp"
#include "devenv/error.hpp"
#include "engine/core.hpp"
#include "engine/streams.hpp"
#include "protocol/build_progress.hpp"
#include "protocol/dockerfile.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace devenv::detail::engine {

template <>
const Operation& operation_of<BuildImage>();

}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

namespace asio = boost::asio;
namespace engine = detail::engine;
namespace protocol = detail::protocol;

struct BuildRun::Impl
{
    std::shared_ptr<ContextStream> context;
    BuildSpec spec;
    LineStream lines;
    protocol::BuildProgress progress{};
    bool context_told = false;
    bool is_over = false;

    Error failure_of(const ProgressLine& line) const;
    void find_in_dockerfile(StepFailure& failure) const;
};

// Step n is the n-th instruction of the file, whichever stage it is in.
void BuildRun::Impl::find_in_dockerfile(StepFailure& failure) const
{
    std::filesystem::path path = spec.dockerfile.empty() ? "Dockerfile" : spec.dockerfile;
    if (path.is_relative())
        path = std::filesystem::path(spec.context) / path;
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto instructions = protocol::read_instructions(text);
    const auto index = static_cast<std::size_t>(failure.step);
    if (index == 0 || index > instructions.size())
        return;
    failure.dockerfile = path.lexically_normal().string();
    failure.line = instructions[index - 1].line;
}

Error BuildRun::Impl::failure_of(const ProgressLine& line) const
{
    auto failure = std::make_shared<StepFailure>(progress.failed_step(line.error_code));
    find_in_dockerfile(*failure);
    Error::Details details{.kind = ErrorKind::step_failed, .operation = "BuildImage"};
    if (failure->step == 0)
        details.message = line.error;
    else
        details.message = fmt::format(
            "step {}/{} failed: {}: {}", failure->step, failure->steps, failure->instruction, line.error
        );
    if (failure->line > 0)
        details.hint = fmt::format("see {}:{}", failure->dockerfile, failure->line);
    constexpr int killed = 128 + 9;
    if (failure->exit_code == killed)
        details.hint = "it was killed: out of memory, or the daemon was stopped; " + details.hint;
    details.failed_step = std::move(failure);
    return Error(std::move(details));
}

BuildRun::BuildRun(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BuildRun::BuildRun(BuildRun&&) noexcept = default;
BuildRun& BuildRun::operator=(BuildRun&&) noexcept = default;
BuildRun::~BuildRun() = default;

const std::vector<std::string>& BuildRun::notes() const noexcept
{
    return impl_->context->notes();
}

asio::awaitable<std::optional<BuildEvent>> BuildRun::next()
{
    if (!impl_->context_told) {
        impl_->context_told = true;
        co_return BuildEvent{.kind = BuildEvent::Kind::context, .bytes = impl_->context->bytes()};
    }
    while (!impl_->is_over) {
        const std::optional<ProgressLine> line = co_await impl_->lines.next();
        if (!line) {
            impl_->is_over = true;
            break;
        }
        if (!line->error.empty())
            throw impl_->failure_of(*line);
        const std::optional<BuildEvent> event = impl_->progress.read(*line);
        if (event)
            co_return event;
    }
    if (!impl_->progress.is_built() && impl_->progress.image_id().empty())
        throw Error(Error::Details{
            .kind = ErrorKind::interrupted,
            .operation = "BuildImage",
            .message = "the build's answer ended without an image",
            .hint = "is the daemon still running?",
        });
    co_return std::nullopt;
}

asio::awaitable<Image> BuildRun::result()
{
    while (true) {
        const std::optional<BuildEvent> event = co_await next();
        if (!event)
            break;
    }
    co_return Image{
        .id = impl_->progress.image_id(),
        .steps = impl_->progress.steps(),
        .cached_steps = impl_->progress.cached_steps(),
        .context_bytes = impl_->context->bytes(),
    };
}

namespace {

asio::awaitable<BuildRun> start_build(std::shared_ptr<engine::Core> core, BuildSpec spec)
{
    const ContextSpec folder{.path = spec.context, .dockerfile = spec.dockerfile, .left_out = spec.left_out};
    auto context = std::make_shared<ContextStream>(folder);
    const BuildImage operation{
        .tags = spec.tags,
        .dockerfile = context->dockerfile(),
        .args = spec.args,
        .labels = spec.labels,
        .cache_from = spec.cache_from,
        .network_mode = spec.network,
        .target = spec.target,
        .platform = spec.platform,
        .no_cache = spec.no_cache,
        .pull = spec.pull,
        .force_remove = true,
        .registry_config = spec.registry_config,
    };
    engine::CallOptions options;
    options.source = std::make_shared<detail::build::ContextSource>(context);
    engine::Reply reply =
        co_await core->call(engine::operation_of<BuildImage>(), &operation, std::move(options));
    std::unique_ptr<BuildRun::Impl> impl(new BuildRun::Impl{
        .context = std::move(context),
        .spec = std::move(spec),
        .lines = engine::make_line_stream(std::move(reply), "BuildImage", engine::InBandError::is_handed_on),
    });
    co_return BuildRun(std::move(impl));
}

}  // namespace

asio::awaitable<BuildRun> Client::build(const BuildSpec& spec)
{
    return start_build(core_, spec);
}

}  // namespace devenv::inline v1
