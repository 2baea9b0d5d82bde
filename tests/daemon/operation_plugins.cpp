// Plugins: one that listens on its socket and says nothing, which is all that the daemon asks of it.
#include "operation_calls.hpp"
#include "support/real_daemon.hpp"
#include <devenv/blocking.hpp>

namespace devenv::test {

namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

// The base image's perl, with its libraries, is the whole root. Numbers are Linux's: AF_UNIX, SOCK_STREAM.
constexpr const char* make_plugin = R"sh(set -e
mkdir -p /plugin/rootfs/run/docker/plugins
cd /plugin
cp --parents -L /usr/bin/perl $(ldd /usr/bin/perl | grep -o '/[^ ]*') rootfs
cat >config.json <<'END'
{"description": "listens", "interface": {"types": ["docker.volumedriver/1.0"], "socket": "x.sock"},
 "entrypoint": ["/usr/bin/perl", "-e",
   "socket(S,1,1,0); bind(S,pack('Sa108',1,'/run/docker/plugins/x.sock')) or die; listen(S,9); 1 while accept(C,S)"],
 "network": {"type": "none"}, "env": [{"name": "LEVEL", "settable": ["value"], "value": "1"}]
}
END
tar -c config.json rootfs
)sh";

std::string plugin_tar(const std::string& host)
{
    blocking::Client client({.host = host});
    std::string tar;
    const ExitStatus end = client.run(
        {.image = base_image(), .command = {"bash", "-c", make_plugin}, .network = "none"},
        [&](const Frame& frame) {
            if (frame.channel == Channel::out)
                tar += frame.bytes;
        }
    );
    EXPECT_EQ(end.code, 0);
    return tar;
}

}  // namespace

void call_plugins(Calls& calls, const std::string& registry)
{
    const std::string name = registry + "/devenv-plugin-" + calls.version() + ":one";
    calls.serve(CreatePlugin{.name = name}, plugin_tar(calls.docker().host()));
    EXPECT_FALSE(calls.serve(InspectPlugin{.plugin = name}).enabled);
    std::vector<std::string> names;
    for (const Plugin& one : calls.serve(ListPlugins{}))
        names.push_back(one.name);
    EXPECT_THAT(names, Contains(name));
    calls.serve(ConfigurePlugin{.plugin = name, .settings = {"LEVEL=2"}});
    EXPECT_THAT(calls.serve(InspectPlugin{.plugin = name}).settings.env, Contains("LEVEL=2"));
    calls.serve(EnablePlugin{.plugin = name, .timeout = std::chrono::seconds(10)});
    EXPECT_TRUE(calls.serve(InspectPlugin{.plugin = name}).enabled);
    calls.serve(DisablePlugin{.plugin = name});
    EXPECT_THAT(calls.lines(PushPlugin{.plugin = name}), HasSubstr("Upload complete"));
    const std::vector<PluginPrivilege> wanted = calls.serve(ReadPluginPrivileges{.remote = name});
    calls.lines(UpgradePlugin{.plugin = name, .remote = name, .privileges = wanted});
    calls.serve(RemovePlugin{.plugin = name});
    calls.lines(PullPlugin{.remote = name, .name = name, .privileges = wanted});
    EXPECT_EQ(calls.serve(InspectPlugin{.plugin = name}).config.description, "listens");
    calls.serve(RemovePlugin{.plugin = name});
}

}  // namespace devenv::test
