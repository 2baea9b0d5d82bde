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
                                           .query("remote", &BuildImage::remote)
                                           .query("rm", &BuildImage::remove)
                                           .query("q", &BuildImage::quiet)
                                           .query("squash", &BuildImage::squash, Since{25})
                                           .number_unless_zero("shmsize", &BuildImage::shm_size)
                                           .number_unless_zero("memory", &BuildImage::memory)
                                           .number_unless_zero("memswap", &BuildImage::memory_swap)
                                           .number_unless_zero("cpushares", &BuildImage::cpu_shares)
                                           .number_unless_zero("cpuperiod", &BuildImage::cpu_period)
                                           .number_unless_zero("cpuquota", &BuildImage::cpu_quota)
                                           .query("cpusetcpus", &BuildImage::cpuset_cpus)
                                           .query("cpusetmems", &BuildImage::cpuset_mems)
                                           .query("cgroupparent", &BuildImage::cgroup_parent)
                                           .query("version", &BuildImage::builder_version, Since{38})
                                           .query("buildid", &BuildImage::build_id, Since{38})
                                           .query("session", &BuildImage::session, Since{31})
                                           .query("outputs", &BuildImage::outputs, Since{40})
                                           .query("ulimits", &BuildImage::ulimits)
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

template <>
const Operation& operation_of<ReadHistory>()
{
    static const Operation operation =
        declare<ReadHistory>("ReadHistory", Method::get, "/images/{image}/history")
            .repeat(Repeat::safe)
            .path("image", &ReadHistory::image)
            .query("platform", &ReadHistory::platform, Since{48})
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ReadAttestations>()
{
    static const Operation operation =
        declare<ReadAttestations>("ReadAttestations", Method::get, "/images/{image}/attestations")
            .since(55)
            .repeat(Repeat::safe)
            .path("image", &ReadAttestations::image)
            .query("platform", &ReadAttestations::platform)
            .query("type", &ReadAttestations::types)
            .query("statement", &ReadAttestations::statement)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<SearchImages>()
{
    static const Operation operation = declare<SearchImages>("SearchImages", Method::get, "/images/search")
                                           .repeat(Repeat::safe)
                                           .query("term", &SearchImages::term)
                                           .query("limit", &SearchImages::limit)
                                           .query("filters", &SearchImages::filters)
                                           .header("X-Registry-Auth", &SearchImages::registry_auth)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<PruneImages>()
{
    static const Operation operation = declare<PruneImages>("PruneImages", Method::post, "/images/prune")
                                           .since(25)
                                           .repeat(Repeat::safe)
                                           .query("filters", &PruneImages::filters)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<CommitContainer>()
{
    static const Operation operation = declare<CommitContainer>("CommitContainer", Method::post, "/commit")
                                           .query("container", &CommitContainer::container)
                                           .query("repo", &CommitContainer::repository)
                                           .query("tag", &CommitContainer::tag)
                                           .query("comment", &CommitContainer::comment)
                                           .query("author", &CommitContainer::author)
                                           .query("pause", &CommitContainer::pause)
                                           .query("changes", &CommitContainer::changes)
                                           .json_body(&CommitContainer::config)
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<PushImage>()
{
    static const Operation operation = declare<PushImage>("PushImage", Method::post, "/images/{image}/push")
                                           .repeat(Repeat::safe)
                                           .path("image", &PushImage::image)
                                           .query("tag", &PushImage::tag)
                                           .query("platform", &PushImage::platform, Since{46})
                                           .header("X-Registry-Auth", &PushImage::registry_auth)
                                           .streams();
    return operation;
}

template <>
const Operation& operation_of<SaveImage>()
{
    static const Operation operation =
        declare<SaveImage>("SaveImage", Method::get, "/images/{image}/get")
            .repeat(Repeat::safe)
            .path("image", &SaveImage::image)
            .query("platform", &SaveImage::platforms, Since{.minor = 48, .several = 52})
            .streams();
    return operation;
}

template <>
const Operation& operation_of<SaveImages>()
{
    static const Operation operation =
        declare<SaveImages>("SaveImages", Method::get, "/images/get")
            .repeat(Repeat::safe)
            .query("names", &SaveImages::names)
            .query("platform", &SaveImages::platforms, Since{.minor = 48, .several = 52})
            .streams();
    return operation;
}

template <>
const Operation& operation_of<LoadImages>()
{
    static const Operation operation =
        declare<LoadImages>("LoadImages", Method::post, "/images/load")
            .repeat(Repeat::safe)
            .query("quiet", &LoadImages::quiet)
            .query("platform", &LoadImages::platforms, Since{.minor = 48, .several = 52})
            .body_stream("application/x-tar")
            .streams();
    return operation;
}

template <>
asio::awaitable<LineStream> send_by(std::shared_ptr<Core> core, PushImage op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<PushImage>(), &op, std::move(options));
    co_return make_line_stream(std::move(reply), "PushImage " + op.image, InBandError::is_thrown);
}

template <>
asio::awaitable<ByteReader> send_by(std::shared_ptr<Core> core, SaveImage op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<SaveImage>(), &op, std::move(options));
    co_return make_byte_reader(std::move(reply));
}

template <>
asio::awaitable<ByteReader> send_by(std::shared_ptr<Core> core, SaveImages op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<SaveImages>(), &op, std::move(options));
    co_return make_byte_reader(std::move(reply));
}

namespace {

asio::awaitable<LineStream> load_images(
    std::shared_ptr<Core> core, LoadImages op, std::shared_ptr<ByteSource> body
)
{
    CallOptions options;
    options.source = std::move(body);
    Reply reply = co_await core->call(operation_of<LoadImages>(), &op, std::move(options));
    co_return make_line_stream(std::move(reply), "LoadImages", InBandError::is_thrown);
}

}  // namespace

namespace {

asio::awaitable<LineStream> build_image(
    std::shared_ptr<Core> core, BuildImage op, std::shared_ptr<ByteSource> body
)
{
    CallOptions options;
    options.source = std::move(body);
    Reply reply = co_await core->call(operation_of<BuildImage>(), &op, std::move(options));
    co_return make_line_stream(std::move(reply), "BuildImage", InBandError::is_thrown);
}

}  // namespace

}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

boost::asio::awaitable<LineStream> Client::send(const ImportImage& op, std::shared_ptr<ByteSource> body)
{
    return detail::engine::import_image(core_, op, std::move(body));
}

boost::asio::awaitable<LineStream> Client::send(const LoadImages& op, std::shared_ptr<ByteSource> body)
{
    return detail::engine::load_images(core_, op, std::move(body));
}

boost::asio::awaitable<LineStream> Client::send(const BuildImage& op, std::shared_ptr<ByteSource> body)
{
    return detail::engine::build_image(core_, op, std::move(body));
}

}  // namespace devenv::inline v1

#define DEVENV_IMAGES(VALUE, STREAM, UPLOAD) \
    VALUE(ListImages)                        \
    VALUE(InspectImage)                      \
    VALUE(TagImage)                          \
    VALUE(RemoveImage)                       \
    STREAM(PullImage)                        \
    UPLOAD(ImportImage)                      \
    UPLOAD(BuildImage)                       \
    VALUE(ReadHistory)                       \
    VALUE(ReadAttestations)                  \
    VALUE(SearchImages)                      \
    VALUE(PruneImages)                       \
    VALUE(CommitContainer)                   \
    STREAM(PushImage)                        \
    STREAM(SaveImage)                        \
    STREAM(SaveImages)                       \
    UPLOAD(LoadImages)
DEVENV_OPERATIONS(images, DEVENV_IMAGES)
