#include "devenv/operations/plugins.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<ListPlugins>()
{
    static const Operation operation = declare<ListPlugins>("ListPlugins", Method::get, "/plugins")
                                           .repeat(Repeat::safe)
                                           .query("filters", &ListPlugins::filters, Since{25})
                                           .answers_json();
    return operation;
}

template <>
const Operation& operation_of<ReadPluginPrivileges>()
{
    static const Operation operation =
        declare<ReadPluginPrivileges>("ReadPluginPrivileges", Method::get, "/plugins/privileges")
            .since(25)
            .repeat(Repeat::safe)
            .query("remote", &ReadPluginPrivileges::remote)
            .header("X-Registry-Auth", &ReadPluginPrivileges::registry_auth)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<PullPlugin>()
{
    static const Operation operation = declare<PullPlugin>("PullPlugin", Method::post, "/plugins/pull")
                                           .query("remote", &PullPlugin::remote)
                                           .query("name", &PullPlugin::name, Since{25})
                                           .header("X-Registry-Auth", &PullPlugin::registry_auth)
                                           .json_body(&PullPlugin::privileges)
                                           .streams();
    return operation;
}

template <>
const Operation& operation_of<InspectPlugin>()
{
    static const Operation operation =
        declare<InspectPlugin>("InspectPlugin", Method::get, "/plugins/{plugin}/json")
            .since(25)
            .repeat(Repeat::safe)
            .path("plugin", &InspectPlugin::plugin)
            .answers_json();
    return operation;
}

template <>
const Operation& operation_of<RemovePlugin>()
{
    static const Operation operation =
        declare<RemovePlugin>("RemovePlugin", Method::remove, "/plugins/{plugin}")
            .repeat(Repeat::safe)
            .path("plugin", &RemovePlugin::plugin)
            .query("force", &RemovePlugin::force)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<EnablePlugin>()
{
    static const Operation operation =
        declare<EnablePlugin>("EnablePlugin", Method::post, "/plugins/{plugin}/enable")
            .path("plugin", &EnablePlugin::plugin)
            .query("timeout", &EnablePlugin::timeout)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<DisablePlugin>()
{
    static const Operation operation =
        declare<DisablePlugin>("DisablePlugin", Method::post, "/plugins/{plugin}/disable")
            .path("plugin", &DisablePlugin::plugin)
            .query("force", &DisablePlugin::force)
            .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<UpgradePlugin>()
{
    static const Operation operation =
        declare<UpgradePlugin>("UpgradePlugin", Method::post, "/plugins/{plugin}/upgrade")
            .since(26)
            .path("plugin", &UpgradePlugin::plugin)
            .query("remote", &UpgradePlugin::remote)
            .header("X-Registry-Auth", &UpgradePlugin::registry_auth)
            .json_body(&UpgradePlugin::privileges)
            .streams();
    return operation;
}

template <>
const Operation& operation_of<CreatePlugin>()
{
    static const Operation operation = declare<CreatePlugin>("CreatePlugin", Method::post, "/plugins/create")
                                           .since(25)
                                           .query("name", &CreatePlugin::name)
                                           .body_stream("application/x-tar")
                                           .answers_nothing();
    return operation;
}

template <>
const Operation& operation_of<PushPlugin>()
{
    static const Operation operation =
        declare<PushPlugin>("PushPlugin", Method::post, "/plugins/{plugin}/push")
            .since(25)
            .path("plugin", &PushPlugin::plugin)
            .header("X-Registry-Auth", &PushPlugin::registry_auth)
            .streams();
    return operation;
}

template <>
const Operation& operation_of<ConfigurePlugin>()
{
    static const Operation operation =
        declare<ConfigurePlugin>("ConfigurePlugin", Method::post, "/plugins/{plugin}/set")
            .since(25)
            .path("plugin", &ConfigurePlugin::plugin)
            .json_body(&ConfigurePlugin::settings)
            .answers_nothing();
    return operation;
}

template <>
asio::awaitable<LineStream> send_by(std::shared_ptr<Core> core, PullPlugin op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<PullPlugin>(), &op, std::move(options));
    co_return make_line_stream(std::move(reply), "PullPlugin " + op.remote, InBandError::is_thrown);
}

template <>
asio::awaitable<LineStream> send_by(std::shared_ptr<Core> core, UpgradePlugin op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<UpgradePlugin>(), &op, std::move(options));
    co_return make_line_stream(std::move(reply), "UpgradePlugin " + op.plugin, InBandError::is_thrown);
}

template <>
asio::awaitable<LineStream> send_by(std::shared_ptr<Core> core, PushPlugin op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<PushPlugin>(), &op, std::move(options));
    co_return make_line_stream(std::move(reply), "PushPlugin " + op.plugin, InBandError::is_thrown);
}

namespace {

asio::awaitable<Nothing> create_plugin(
    std::shared_ptr<Core> core, CreatePlugin op, std::shared_ptr<ByteSource> body
)
{
    CallOptions options;
    options.source = std::move(body);
    Reply reply = co_await core->call(operation_of<CreatePlugin>(), &op, std::move(options));
    Nothing nothing;
    co_await read_value(reply, operation_of<CreatePlugin>(), "CreatePlugin", &nothing);
    co_return nothing;
}

}  // namespace

}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

boost::asio::awaitable<Nothing> Client::send(const CreatePlugin& op, std::shared_ptr<ByteSource> body)
{
    return detail::engine::create_plugin(core_, op, std::move(body));
}

}  // namespace devenv::inline v1

#define DEVENV_PLUGINS(VALUE, STREAM, UPLOAD) \
    VALUE(ListPlugins)                        \
    VALUE(ReadPluginPrivileges)               \
    STREAM(PullPlugin)                        \
    VALUE(InspectPlugin)                      \
    VALUE(RemovePlugin)                       \
    VALUE(EnablePlugin)                       \
    VALUE(DisablePlugin)                      \
    STREAM(UpgradePlugin)                     \
    UPLOAD(CreatePlugin)                      \
    STREAM(PushPlugin)                        \
    VALUE(ConfigurePlugin)
DEVENV_OPERATIONS(plugins, DEVENV_PLUGINS)
