#include "workflow/container_spec.hpp"

#include "devenv/error.hpp"
#include "engine/find_image.hpp"
#include "workflow/docker_settings.hpp"
#include "workflow/environment.hpp"
#include "workflow/labels.hpp"
#include "workflow/owner.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace devenv::detail::workflow {

namespace asio = boost::asio;

namespace {

constexpr int has_cgroup_namespaces = 41;
constexpr int has_console_size = 42;
constexpr int has_init = 25;

bool is_loopback(std::string_view host)
{
    return host.starts_with("unix://") || host.starts_with("tcp://127.") ||
           host.starts_with("tcp://localhost") || host.starts_with("tcp://[::1]");
}

bool is_docker_in_docker(const ImageInspect& image)
{
    const auto& entrypoint = image.config.entrypoint;
    return entrypoint && std::ranges::any_of(*entrypoint, [](const std::string& word) {
               return word.ends_with("hack/dind") || word.ends_with("/dind") || word == "dind";
           });
}

// As `docker run -v` sends it; a source with a colon in it fits only into a mount.
void add_mount(HostConfig& host, const ProjectConfig::Mount& mount)
{
    using Kind = ProjectConfig::Mount::Kind;
    if (mount.kind == Kind::tmpfs) {
        host.tmpfs.emplace(mount.target, mount.read_only ? "ro" : "");
    } else if (mount.source.find(':') == std::string::npos && !mount.source.empty()) {
        host.binds.push_back(fmt::format("{}:{}{}", mount.source, mount.target, mount.read_only ? ":ro" : "")
        );
    } else {
        Mount spelled = mount.kind == Kind::bind ? Mount::bind(mount.source, mount.target)
                                                 : Mount::volume(mount.source, mount.target);
        spelled.read_only = mount.read_only;
        host.mounts.push_back(std::move(spelled));
    }
}

void add_ports(ContainerConfig& config, const std::vector<ProjectConfig::Port>& ports)
{
    for (const ProjectConfig::Port& port : ports) {
        const std::string key = fmt::format("{}/{}", port.container, port.protocol);
        config.exposed_ports[key] = Json{"{}"};
        config.host_config.port_bindings[key].push_back(
            {.host_ip = port.address, .host_port = std::to_string(port.host)}
        );
    }
}

// Ctrl-C at a terminal reaches a script and the program that it waits for. docker-init would tell the script
// alone, which goes on waiting; with this variable it tells all of them.
void send_signals_to_all(std::vector<std::string>& env)
{
    constexpr std::string_view name = "TINI_KILL_PROCESS_GROUP=";
    const bool is_set =
        std::ranges::any_of(env, [name](const std::string& e) { return e.starts_with(name); });
    if (!is_set)
        env.push_back(std::string(name) + "1");
}

// A daemon inside of the container: with the host's cgroup namespace moby's script would rearrange the host's
// own groups, and a remapped user namespace can't be privileged at all.
asio::awaitable<void> set_namespaces(Client client, HostConfig& host)
{
    const Info question{};
    const SystemInfo info = co_await client.send(question);
    const int api = co_await client.api_minor();
    if (info.cgroup_version == "2" && api >= has_cgroup_namespaces)
        host.cgroupns_mode = "private";
    const bool remaps_users = std::ranges::any_of(info.security_options, [](const std::string& option) {
        return option == "name=userns";
    });
    if (remaps_users)
        host.userns_mode = "host";
}

// Made before the run, so that they carry the label by which `clean` finds them.
asio::awaitable<void> make_caches(Client client, const ProjectConfig& config)
{
    for (const auto& [name, path] : config.run.caches) {
        const CreateVolume creation{.config = {.name = name, .labels = {{project_label, config.name}}}};
        co_await client.send(creation);
    }
}

asio::awaitable<ImageInspect> require_image(Client client, const ProjectConfig& config)
{
    const std::optional<ImageInspect> image = co_await engine::find_image(client, config.image);
    if (!image)
        throw Error(Error::Details{
            .kind = ErrorKind::not_found,
            .message = fmt::format("the image {} isn't there", config.image),
            .hint = "build it first: `devenv-cli build`",
        });
    co_return *image;
}

// Another user's leftovers would be in the way of this run: of a daemon that made the folder for a bind, of
// runs with another tool.
asio::awaitable<void> take_over_bundles(
    const ContainerJob& job, std::string image, std::map<std::string, std::string> labels, Observer& observer
)
{
    const ProjectConfig& config = job.loaded->config;
    OwnerJob owner{
        .client = job.client,
        .image = std::move(image),
        .folder = config.root / config.bundles.directory,
        .labels = std::move(labels),
    };
    const std::vector<ConfigNote> notes = co_await hand_over(std::move(owner));
    for (const ConfigNote& note : notes)
        observer.on_note(note);
}

}  // namespace

asio::awaitable<PreparedRun> prepare_run(ContainerJob job, Observer& observer)
{
    const ProjectConfig& config = job.loaded->config;
    const ImageInspect image = co_await require_image(job.client, config);
    const auto surroundings = process_environment();
    const DaemonPlace place = is_loopback(job.client.host()) ? DaemonPlace::local : DaemonPlace::remote;
    const DockerSettings docker = read_docker_settings(surroundings, job.client.host());
    const ContainerInputs inputs{
        .target = job.request.target,
        .environment = surroundings,
        .proxies = docker.proxies,
        .flags = job.request.env,
        .image_workdir = image.config.working_dir,
        .daemon = place,
    };
    const ContainerEnvironment environment = container_environment(config, inputs);
    for (const ConfigNote& note : environment.notes)
        observer.on_note(note);

    PreparedRun prepared{
        .run = make_run_id(), .detach = job.request.detach, .detach_keys = docker.detach_keys};
    ContainerConfig& container = prepared.creation.config;
    container.image = config.image;
    container.user = config.run.user;
    container.working_dir = config.workdir;
    container.env = environment.variables;
    container.tty = job.has_terminal;
    container.open_stdin = job.has_input;
    container.stdin_once = job.has_input;
    container.attach_stdin = job.has_input;
    container.attach_stdout = !job.request.detach;
    container.attach_stderr = !job.request.detach;
    container.labels = labels_of_run(config.name, prepared.run);
    if (!job.request.target.empty())
        container.labels[target_label] = job.request.target;
    if (job.request.detach) {
        // Nobody owns a detached run: it must outlive this process.
        container.labels.erase(owner_label);
        prepared.creation.name = detached_name + prepared.run;
    }
    std::vector<std::string> command = std::move(job.request.command);
    if (!job.request.target.empty())
        command = find_target(config, job.request.target).command;
    if (!command.empty())
        container.command = std::move(command);
    prepared.creation.platform = config.build.platform;

    HostConfig& host = container.host_config;
    host.network_mode = config.run.network.empty() ? "default" : config.run.network;
    host.privileged = config.run.privileged;
    const int api = co_await job.client.api_minor();
    if (config.run.init && api >= has_init) {
        host.init = true;
        send_signals_to_all(container.env);
    }
    if (config.run.privileged)
        co_await set_namespaces(job.client, host);
    if (job.terminal && api >= has_console_size)
        host.console_size = {job.terminal->height, job.terminal->width};
    for (const ContainerMount& mount : environment.mounts)
        add_mount(host, mount.mount);
    add_ports(container, config.run.ports);
    if (config.run.privileged && is_docker_in_docker(image))
        container.volumes["/var/lib/docker"] = Json{"{}"};
    co_await make_caches(job.client, config);
    if (!job.request.detach && job.request.artefacts) {
        if (place == DaemonPlace::local && config.bind != BindMode::none)
            co_await take_over_bundles(job, image.id, container.labels, observer);
        BundleSpec spec{
            .client = job.client,
            .loaded = job.loaded,
            .image = image.id,
            .workdir = environment.workdir,
            .run = prepared.run,
            .target = job.request.target,
            .labels = container.labels,
        };
        prepared.bundles = std::make_shared<BundleKeeper>(std::move(spec));
    }
    co_return prepared;
}

}  // namespace devenv::detail::workflow
