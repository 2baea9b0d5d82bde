#include "devenv/error.hpp"
#include "devenv/workflow.hpp"
#include "engine/find_image.hpp"
#include "workflow/docker_settings.hpp"
#include "workflow/project.hpp"
#include "workflow/reaper.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace devenv::inline v1 {

namespace asio = boost::asio;
namespace workflow = detail::workflow;

namespace {

using Level = Finding::Level;

bool has_option(const SystemInfo& info, std::string_view name)
{
    return std::ranges::any_of(info.security_options, [name](const std::string& option) {
        return option == name;
    });
}

Finding failure_of(std::string subject, const Error& error)
{
    return {
        .level = Level::failure,
        .subject = std::move(subject),
        .fact = error.message(),
        .next_step = error.hint()};
}

void add_host_facts(const SystemInfo& info, std::vector<Finding>& findings)
{
    findings.push_back({
        .subject = "machine",
        .fact = fmt::format(
            "{}, {} CPUs, {:.1f} GiB, {}",
            info.operating_system,
            info.cpus,
            static_cast<double>(info.memory_bytes) / (1U << 30),
            info.architecture
        ),
    });
    findings.push_back(
        {.subject = "storage", .fact = fmt::format("{} in {}", info.driver, info.docker_root_dir)}
    );
    findings.push_back({
        .subject = "cgroup",
        .fact = fmt::format(
            "v{} by {}", info.cgroup_version.empty() ? "1" : info.cgroup_version, info.cgroup_driver
        ),
    });
    if (has_option(info, "name=rootless"))
        findings.push_back({
            .level = Level::warning,
            .subject = "privileges",
            .fact = "the daemon is rootless: privileged containers have no rights over devices and cgroups",
            .next_step = "binary works; tests that start a daemon inside need a root daemon",
        });
    else
        findings.push_back({.subject = "privileges", .fact = "privileged containers have the host's rights"});
    for (const std::string& warning : info.warnings)
        findings.push_back({.level = Level::warning, .subject = "daemon", .fact = warning});
}

void add_config_facts(const ProjectConfig& config, std::vector<Finding>& findings)
{
    findings.push_back(
        {.subject = "project", .fact = fmt::format("{} in {}", config.name, config.root.string())}
    );
    const GitFacts& git = config.git;
    if (git.is_repository)
        findings.push_back({
            .subject = "git",
            .fact = fmt::format(
                "branch {}, commit {}", git.branch, git.commit.empty() ? "none yet" : git.commit.substr(0, 12)
            ),
        });
    else
        findings.push_back({
            .level = Level::warning,
            .subject = "git",
            .fact = "the project isn't in a git repository: the image gets no branch tag",
        });
    for (const ConfigNote& note : config.notes)
        findings.push_back({
            .level = note.level == ConfigNote::Level::warning ? Level::warning : Level::ok,
            .subject = "configuration",
            .fact = note.text,
        });
}

void add_bundles_facts(const ProjectConfig& config, std::vector<Finding>& findings)
{
    const std::filesystem::path folder = config.root / config.bundles.directory;
    std::error_code ec;
    std::size_t foreign = 0;
    const auto options = std::filesystem::directory_options::skip_permission_denied;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, options, ec)) {
        if (::access(entry.path().c_str(), W_OK) != 0 && !entry.is_symlink(ec))
            ++foreign;
    }
    if (foreign > 0)
        findings.push_back({
            .level = Level::warning,
            .subject = "bundles",
            .fact = fmt::format("{} files in {} can't be written by you", foreign, config.bundles.directory),
            .next_step = "the next run hands them over to you",
        });
    else
        findings.push_back({.subject = "bundles", .fact = folder.string()});
}

}  // namespace

asio::awaitable<std::vector<Finding>> examine_daemon(Client client)
{
    std::vector<Finding> findings;
    try {
        const Version question{};
        const SystemVersion version = co_await client.send(question);
        const int spoken = co_await client.api_minor();
        findings.push_back({
            .subject = "daemon",
            .fact = fmt::format(
                "{} at {}, API 1.{} of {} to {}",
                version.version,
                client.host(),
                spoken,
                version.min_api_version,
                version.api_version
            ),
        });
        const Info details{};
        const SystemInfo info = co_await client.send(details);
        add_host_facts(info, findings);
    } catch (const Error& e) {
        if (e.kind() == ErrorKind::cancelled)
            throw;
        findings.push_back(failure_of("daemon", e));
    }
    co_return findings;
}

asio::awaitable<std::vector<Finding>> Project::examine()
{
    std::vector<Finding> findings = co_await examine_daemon(client_);
    const bool is_reachable = findings.back().level != Level::failure;
    add_config_facts(config(), findings);
    try {
        workflow::check_files(*loaded_);
        add_bundles_facts(config(), findings);
        const auto settings = workflow::read_docker_settings(process_environment(), client_.host());
        if (!settings.proxies.empty())
            findings.push_back(
                {.subject = "proxies", .fact = "config.json gives them to builds and containers"}
            );
    } catch (const Error& e) {
        findings.push_back(failure_of("configuration", e));
    }
    if (!is_reachable)
        co_return findings;
    const std::optional<ImageInspect> image = co_await detail::engine::find_image(client_, config().image);
    findings.push_back({
        .subject = "image",
        .fact = fmt::format("{} {}", config().image, image ? "is there" : "isn't built yet"),
    });
    const std::vector<workflow::Leftover> leftovers = co_await workflow::find_leftovers(client_);
    if (!leftovers.empty())
        findings.push_back({
            .level = Level::warning,
            .subject = "leftovers",
            .fact = fmt::format("{} containers and volumes of killed runs", leftovers.size()),
            .next_step = "the next run removes them, or `devenv-cli doctor --fix`",
        });
    co_return findings;
}

}  // namespace devenv::inline v1
