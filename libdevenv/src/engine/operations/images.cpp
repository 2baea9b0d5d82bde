#include "devenv/operations/images.hpp"

#include "devenv/operations/build.hpp"
#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListImages>()
{
    static const Operation operation = declare<ListImages>("ListImages", Method::get, "/images/json")
                                           .repeat(Repeat::safe)
                                           .query("all", &ListImages::all)
                                           .query("digests", &ListImages::digests)
                                           .query("filters", &ListImages::filters)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<InspectImage>()
{
    static const Operation operation =
        declare<InspectImage>("InspectImage", Method::get, "/images/{image}/json")
            .repeat(Repeat::safe)
            .path("image", &InspectImage::image)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<TagImage>()
{
    static const Operation operation = declare<TagImage>("TagImage", Method::post, "/images/{image}/tag")
                                           .repeat(Repeat::safe)
                                           .path("image", &TagImage::image)
                                           .query("repo", &TagImage::repository)
                                           .query("tag", &TagImage::tag)
                                           .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<RemoveImage>()
{
    static const Operation operation = declare<RemoveImage>("RemoveImage", Method::remove, "/images/{image}")
                                           .repeat(Repeat::safe)
                                           .path("image", &RemoveImage::image)
                                           .query("force", &RemoveImage::force)
                                           .query("noprune", &RemoveImage::no_prune)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<PullImage>()
{
    static const Operation operation = declare<PullImage>("PullImage", Method::post, "/images/create")
                                           .repeat(Repeat::safe)
                                           .query("fromImage", &PullImage::image)
                                           .query("tag", &PullImage::tag)
                                           .query("platform", &PullImage::platform, since(32))
                                           .header("X-Registry-Auth", &PullImage::registry_auth)
                                           .streams();
    return operation;
}

template <>
const Operation& operation_of<ImportImage>()
{
    static const Operation operation = declare<ImportImage>("ImportImage", Method::post, "/images/create")
                                           .query("fromSrc", &ImportImage::source)
                                           .query("repo", &ImportImage::repository)
                                           .query("tag", &ImportImage::tag)
                                           .query("message", &ImportImage::message)
                                           .query("changes", &ImportImage::changes)
                                           .query("platform", &ImportImage::platform, since(32))
                                           .body_stream("application/x-tar")
                                           .streams();
    return operation;
}

template <>
const Operation& operation_of<BuildImage>()
{
    static const Operation operation = declare<BuildImage>("BuildImage", Method::post, "/build")
                                           .repeat(Repeat::safe)
                                           .query("t", &BuildImage::tags)
                                           .query("dockerfile", &BuildImage::dockerfile)
                                           .query("buildargs", &BuildImage::args)
                                           .query("labels", &BuildImage::labels)
                                           .json_list("cachefrom", &BuildImage::cache_from, Since{25})
                                           .query("extrahosts", &BuildImage::extra_hosts)
                                           .query("networkmode", &BuildImage::network_mode, Since{25})
                                           .query("target", &BuildImage::target, Since{29})
                                           .query("platform", &BuildImage::platform, Since{32})
                                           .query("nocache", &BuildImage::no_cache)
                                           .query("pull", &BuildImage::pull)
                                           .query("forcerm", &BuildImage::force_remove)
                                           .header("X-Registry-Config", &BuildImage::registry_config)
                                           .body_stream("application/x-tar")
                                           .silent()
                                           .streams();
    return operation;
}

template <>
asio::awaitable<LineStream> send_by(std::shared_ptr<Core> core, PullImage op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<PullImage>(), &op, std::move(options));
    co_return make_line_stream(std::move(reply), "PullImage " + op.image, InBandError::is_thrown);
}

namespace {

asio::awaitable<LineStream> import_image(
    std::shared_ptr<Core> core, ImportImage op, std::shared_ptr<ByteSource> body
)
{
    CallOptions options;
    options.source = std::move(body);
    Reply reply = co_await core->call(operation_of<ImportImage>(), &op, std::move(options));
    co_return make_line_stream(std::move(reply), "ImportImage " + op.repository, InBandError::is_thrown);
}

}  // namespace

}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

boost::asio::awaitable<LineStream> Client::send(const ImportImage& op, std::shared_ptr<ByteSource> body)
{
    return detail::engine::import_image(core_, op, std::move(body));
}

}  // namespace devenv::inline v1

DEVENV_SEND(ListImages)
DEVENV_SEND(InspectImage)
DEVENV_SEND(TagImage)
DEVENV_SEND(RemoveImage)
DEVENV_SEND_STREAM(PullImage)
