// What the operations of plugins, networks, the builder and the daemon are on the wire.
#include "devenv/client.hpp"
#include "engine/examples.hpp"
#include "engine/operations/system.hpp"

namespace devenv::detail::engine {

void add_daemon_examples(std::vector<Example>& rows)
{
    rows.push_back(
        row("ListNetworks",
            ListNetworks{.filters = {{"label", {"a=b+c"}}}},
            R"(GET /v1.55/networks?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("InspectNetwork",
            InspectNetwork{.network = "id", .verbose = true, .scope = "x"},
            R"(GET /v1.55/networks/id?verbose=1&scope=x
)")
    );
    rows.push_back(
        row("CreateNetwork",
            CreateNetwork{
                .config = {.name = "n", .driver = "null", .enable_ipv4 = false, .labels = {{"a", "b"}}}},
            R"(POST /v1.55/networks/create
{"Name":"n","Driver":"null","EnableIPv4":false,"Labels":{"a":"b"}})")
    );
    rows.push_back(
        row("ConnectNetwork",
            ConnectNetwork{
                .network = "id",
                .config = {.container = "c", .endpoint_config = EndpointSettings{.aliases = {"web"}}}},
            R"(POST /v1.55/networks/id/connect
{"Container":"c","EndpointConfig":{"Aliases":["web"]}})")
    );
    rows.push_back(
        row("DisconnectNetwork",
            DisconnectNetwork{.network = "id", .config = {.container = "c", .force = true}},
            R"(POST /v1.55/networks/id/disconnect
{"Container":"c","Force":true})")
    );
    rows.push_back(row("RemoveNetwork", RemoveNetwork{.network = "id"}, R"(DELETE /v1.55/networks/id
)"));
    rows.push_back(
        row("PruneNetworks",
            PruneNetworks{.filters = {{"label", {"a=b+c"}}}},
            R"(POST /v1.55/networks/prune?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("ListPlugins",
            ListPlugins{.filters = {{"label", {"a=b+c"}}}},
            R"(GET /v1.55/plugins?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("ReadPluginPrivileges",
            ReadPluginPrivileges{.remote = "x", .registry_auth = "x"},
            R"(GET /v1.55/plugins/privileges?remote=x
X-Registry-Auth: x
)")
    );
    rows.push_back(
        row("PullPlugin",
            PullPlugin{
                .remote = "x",
                .name = "x",
                .registry_auth = "x",
                .privileges = {{.name = "network", .value = {"host"}}}},
            R"(POST /v1.55/plugins/pull?remote=x&name=x
X-Registry-Auth: x
[{"Name":"network","Value":["host"]}])")
    );
    rows.push_back(row("InspectPlugin", InspectPlugin{.plugin = "id"}, R"(GET /v1.55/plugins/id/json
)"));
    rows.push_back(
        row("RemovePlugin", RemovePlugin{.plugin = "id", .force = true}, R"(DELETE /v1.55/plugins/id?force=1
)")
    );
    rows.push_back(
        row("EnablePlugin",
            EnablePlugin{.plugin = "id", .timeout = std::chrono::seconds(3)},
            R"(POST /v1.55/plugins/id/enable?timeout=3
)")
    );
    rows.push_back(
        row("DisablePlugin",
            DisablePlugin{.plugin = "id", .force = true},
            R"(POST /v1.55/plugins/id/disable?force=1
)")
    );
    rows.push_back(
        row("UpgradePlugin",
            UpgradePlugin{
                .plugin = "id",
                .remote = "x",
                .registry_auth = "x",
                .privileges = {{.name = "network", .value = {"host"}}}},
            R"(POST /v1.55/plugins/id/upgrade?remote=x
X-Registry-Auth: x
[{"Name":"network","Value":["host"]}])")
    );
    rows.push_back(row("CreatePlugin", CreatePlugin{.name = "x"}, R"(POST /v1.55/plugins/create?name=x
)"));
    rows.push_back(
        row("PushPlugin", PushPlugin{.plugin = "id", .registry_auth = "x"}, R"(POST /v1.55/plugins/id/push
X-Registry-Auth: x
)")
    );
    rows.push_back(
        row("ConfigurePlugin",
            ConfigurePlugin{.plugin = "id", .settings = {"DEBUG=1"}},
            R"(POST /v1.55/plugins/id/set
["DEBUG=1"])")
    );
    rows.push_back(
        row("InspectDistribution",
            InspectDistribution{.image = "id", .registry_auth = "x"},
            R"(GET /v1.55/distribution/id/json
X-Registry-Auth: x
)")
    );
    rows.push_back(
        row("OpenSession",
            OpenSession{.id = "x", .name = "x", .shared_key = "x", .methods = {"a", "b"}},
            R"(POST /v1.55/session
X-Docker-Expose-Session-Uuid: x
X-Docker-Expose-Session-Name: x
X-Docker-Expose-Session-Sharedkey: x
X-Docker-Expose-Session-Grpc-Method: a
X-Docker-Expose-Session-Grpc-Method: b
)")
    );
    rows.push_back(row("OpenGrpc", OpenGrpc{}, R"(POST /v1.55/grpc
)"));
    rows.push_back(row(
        "PruneBuildCache",
        PruneBuildCache{
            .all = true,
            .reserved_space = 7,
            .max_used_space = 7,
            .min_free_space = 7,
            .filters = {{"label", {"a=b+c"}}}},
        R"(POST /v1.55/build/prune?all=1&reserved-space=7&max-used-space=7&min-free-space=7&filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)"
    ));
    rows.push_back(row("CancelBuild", CancelBuild{.build_id = "x"}, R"(POST /v1.55/build/cancel?id=x
)"));
    rows.push_back(
        row("Events",
            Events{.since = "x", .until = "x", .filters = {{"label", {"a=b+c"}}}},
            R"(GET /v1.55/events?since=x&until=x&filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("Authenticate",
            Authenticate{.config = {.username = "u", .password = "p", .server_address = "localhost:5000"}},
            R"(POST /v1.55/auth
{"username":"u","password":"p","serveraddress":"localhost:5000"})")
    );
    rows.push_back(
        row("ReadDiskUsage",
            ReadDiskUsage{.types = {"a", "b"}, .verbose = true},
            R"(GET /v1.55/system/df?type=a&type=b&verbose=1
)")
    );
    rows.push_back(row("Ping", Ping{}, R"(HEAD /_ping
)"));
    rows.push_back(row("Version", Version{}, R"(GET /v1.55/version
)"));
    rows.push_back(row("Info", Info{}, R"(GET /v1.55/info
)"));
    rows.push_back(row("PingByGet", PingByGet{}, R"(GET /_ping
)"));
}

}  // namespace devenv::detail::engine
