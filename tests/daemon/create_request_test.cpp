// The container of the built-in profile is the one of the article's command line: what devenv-cli asks the
// daemon for equals what docker CLI asks for, field by field in meaning. An absent field and one with its
// default mean the same.
#include "base/json_text.hpp"
#include "cli_fixture.hpp"
#include "support/socket_proxy.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

namespace devenv::test {

namespace {

using detail::base::TextKind;
using detail::base::TextValue;

/// Path of a field → its value as text; without those that have the default.
using Fields = std::map<std::string, std::string>;

// What differs on purpose.
const std::map<std::string, std::string> differences{
    {"HostConfig.AutoRemove", "the stopped container is still looked at; devenv-cli removes it itself"},
    {"HostConfig.Init", "an init as PID 1 collects orphans and hands signals on"},
    {"HostConfig.CgroupnsMode",
     "a daemon in the container rearranges cgroups: they must be its own on cgroup v2"},
    {"Labels.devenv.owner", "whose it is, for the next command if this one is killed"},
    {"Labels.devenv.project", "as above"},
    {"Labels.devenv.run", "as above"},
    {"Labels.devenv.target", "as above"},
    {"HostConfig.Binds.docker-dev-cache:/root/.cache", "the profile's cache of compilers, kept between runs"},
    {"HostConfig.Binds.docker-mod-cache:/go/pkg/mod", "the profile's cache of Go modules"},
    {"Env.TINI_KILL_PROCESS_GROUP", "Ctrl-C reaches the script and what it waits for"},
};

// What the daemon makes of a field that isn't there, unless that is null, "", 0, false or an empty list.
const Fields defaults{
    {"HostConfig.MemorySwappiness", "-1"},
    {"HostConfig.RestartPolicy.Name", "no"},
    {"HostConfig.NetworkMode", "default"},
};

bool is_default(const std::string& path, const std::string& value)
{
    const auto known = defaults.find(path);
    return value.empty() || value == "0" || value == "false" ||
           (known != defaults.end() && known->second == value);
}

std::string below(std::string path, const std::string& name)
{
    if (!path.empty())
        path += '.';
    path += name;
    return path;
}

void collect(const TextValue& value, const std::string& path, Fields& fields)
{
    std::string text = value.text;
    if (value.kind == TextKind::boolean)
        text = value.boolean ? "true" : "false";
    std::size_t index = 0;
    for (const TextValue& item : value.items) {
        const std::string name = value.kind == TextKind::object ? item.key : std::to_string(index++);
        // The order of variables and binds means nothing.
        const std::size_t equals = item.text.find('=');
        if (path == "Env")
            fields["Env." + item.text.substr(0, equals)] = item.text.substr(equals + 1);
        else if (path == "HostConfig.Binds")
            fields["HostConfig.Binds." + item.text] = "bound";
        else
            collect(item, below(path, name), fields);
    }
    if (value.items.empty() && !is_default(path, text))
        fields[path] = text;
}

Fields fields_of(const std::string& json)
{
    TextValue root;
    const auto problem = detail::base::parse_json_text(json, detail::base::JsonDialect::standard, root);
    EXPECT_FALSE(problem) << json;
    Fields fields;
    collect(root, "", fields);
    // The default network by its name, and an endpoint without a setting, are the default twice over.
    std::erase_if(fields, [](const auto& field) { return field.first.starts_with("NetworkingConfig."); });
    return fields;
}

/// The body of the one creation among the requests.
std::optional<std::string> creation_in(const std::vector<std::string>& requests)
{
    for (const std::string& request : requests) {
        const std::size_t line = request.find("/containers/create");
        const std::size_t head_end = request.find("\r\n\r\n", line);
        constexpr std::string_view length_field = "Content-Length: ";
        const std::size_t length = request.find(length_field, line);
        if (line == std::string::npos || head_end == std::string::npos || length > head_end)
            continue;
        return request.substr(head_end + 4, std::stoul(request.substr(length + length_field.size())));
    }
    return std::nullopt;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

const std::filesystem::path golden_file =
    std::filesystem::path(DEVENV_GOLDEN_FOLDER) / "docker_cli_create.json";

class CreateRequestTest : public CliTest, public ::testing::WithParamInterface<std::string>
{
protected:
    void SetUp() override
    {
        CliTest::SetUp();
        if (IsSkipped() || HasFatalFailure())
            return;
        const std::vector<RealDaemon> daemons = real_daemons();
        const auto wanted =
            std::ranges::find(daemons, GetParam(), [](const RealDaemon& daemon) { return daemon.version; });
        if (wanted == daemons.end() && may_skip())
            GTEST_SKIP() << "no daemon " << GetParam();
        ASSERT_NE(wanted, daemons.end()) << "no daemon " << GetParam();
        daemon_ = *wanted;
        folder_.write("hack/make.sh", "#!/bin/sh\necho made\n", 0755);
        folder_.write("hack/make/binary", "");
        folder_.write(
            "Dockerfile", "FROM " + base_image() + "\nWORKDIR " + workdir + "\nCOPY . " + workdir + "\n"
        );
        folder_.write(".git/HEAD", "ref: refs/heads/master\n");
        image_ = "docker-dev:" + folder_.name();
        proxy_ = std::make_unique<SocketProxy>(folder_.path() / "bundles.sock", host());
    }

    void TearDown() override
    {
        proxy_.reset();
        if (daemon_.host.empty() || image_.empty())
            return;
        blocking::Client client({.host = host()});
        const ListContainers question{.all = true, .filters = {{"ancestor", {image_}}}};
        for (const ContainerSummary& container : client.send(question))
            client.send(RemoveContainer{.container = container.id, .force = true, .volumes = true});
        remove_all_of(host(), folder_.name());
    }

    CommandEnd run_devenv()
    {
        CommandSpec spec = command({"-t", image_, "BUILDFLAGS=-x", "binary"});
        std::rotate(spec.words.begin() + 1, spec.words.begin() + 3, spec.words.end());
        spec.environment["DOCKER_HOST"] = proxy_->host();
        return run_command(spec);
    }

    CommandEnd run_docker()
    {
        CommandSpec spec = command({});
        spec.words = {
            "docker",
            "run",
            "--rm",
            "-i",
            "--privileged",
            "-e",
            "BUILDFLAGS=-x",
            "-v",
            (folder_.path() / "bundles").string() + ":" + workdir + "/bundles",
            image_,
            "hack/make.sh",
            "binary"};
        spec.environment["DOCKER_HOST"] = proxy_->host();
        return run_command(spec);
    }

    void expect_same_meaning(const std::string& docker, const std::string& devenv)
    {
        const Fields theirs = fields_of(docker);
        const Fields ours = fields_of(devenv);
        std::vector<std::string> wrong;
        for (const auto& [path, value] : theirs) {
            const auto found = ours.find(path);
            if (!differences.contains(path) && (found == ours.end() || found->second != value))
                wrong.push_back(fmt::format(
                    "{} is {} with docker, {} with us",
                    path,
                    value,
                    found == ours.end() ? "absent" : found->second
                ));
        }
        for (const auto& [path, value] : ours) {
            if (!theirs.contains(path) && !differences.contains(path))
                wrong.push_back(fmt::format("{} is absent with docker, {} with us", path, value));
        }
        EXPECT_THAT(wrong, ::testing::IsEmpty()) << "docker: " << docker << "\ndevenv: " << devenv;
    }

    const std::string workdir = "/go/src/github.com/docker/docker";
    std::string image_{};
    std::unique_ptr<SocketProxy> proxy_{};
};

TEST_P(CreateRequestTest, equals_that_of_docker_cli)
{
    const CommandEnd end = run_devenv();
    const std::optional<std::string> ours = creation_in(proxy_->requests());
    ASSERT_TRUE(ours) << end.err;
    std::ifstream file(golden_file);
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    expect_same_meaning(replaced(folder_.expand(golden), "${image}", image_), *ours);
}

// Where there is a docker CLI, of whatever version, it is asked as well. DEVENV_UPDATE_GOLDEN=1 keeps what it
// says.
TEST_P(CreateRequestTest, equals_that_of_the_docker_cli_at_hand)
{
    const CommandEnd end = run_devenv();
    const std::optional<std::string> ours = creation_in(proxy_->requests());
    ASSERT_TRUE(ours) << end.err;
    proxy_ = std::make_unique<SocketProxy>(folder_.path() / "docker.sock", host());
    const CommandEnd docker = run_docker();
    if (docker.code == 99)
        return;  // there is none: the golden file stands for it
    const std::optional<std::string> theirs = creation_in(proxy_->requests());
    ASSERT_TRUE(theirs) << docker.err;
    expect_same_meaning(*theirs, *ours);
    if (std::getenv("DEVENV_UPDATE_GOLDEN") != nullptr)
        std::ofstream(golden_file
        ) << replaced(replaced(*theirs, folder_.path().string(), "${root}"), image_, "${image}");
}

INSTANTIATE_TEST_SUITE_P(Daemons, CreateRequestTest, ::testing::Values("26", "28"), [](const auto& version) {
    return "v" + version.param;
});

}  // namespace

}  // namespace devenv::test
