#include "devenv/error.hpp"
#include "devenv/workflow.hpp"
#include "workflow/labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace devenv::inline v1 {

namespace asio = boost::asio;
namespace workflow = detail::workflow;

asio::awaitable<std::optional<ContainerSummary>> Project::find_run(std::string run)
{
    ListContainers question{.all = true};
    question.filters["label"] = {fmt::format("{}={}", workflow::project_label, config().name)};
    const std::vector<ContainerSummary> containers = co_await client_.send(question);
    std::optional<ContainerSummary> newest;
    for (const ContainerSummary& container : containers) {
        const auto label = container.labels.find(workflow::run_label);
        if (label == container.labels.end())
            continue;
        const bool is_meant = run.empty() || label->second.starts_with(run) || container.id.starts_with(run);
        if (is_meant && (!newest || container.created > newest->created))
            newest = container;
    }
    co_return newest;
}

std::filesystem::path last_log_file(const ProjectConfig& config)
{
    std::filesystem::path newest;
    std::filesystem::file_time_type newest_time{};
    std::error_code ec;
    for (const auto& entry :
         std::filesystem::directory_iterator(config.root / config.bundles.directory, ec)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("devenv-") || !name.ends_with(".log") || !entry.is_regular_file(ec))
            continue;
        const auto time = entry.last_write_time(ec);
        if (newest.empty() || time > newest_time) {
            newest = entry.path();
            newest_time = time;
        }
    }
    return newest;
}

std::string log_time(std::string_view text, std::chrono::system_clock::time_point now)
{
    std::int64_t count = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, count);
    const std::string_view unit(read.ptr, static_cast<std::size_t>(end - read.ptr));
    const bool is_fraction = unit.size() > 1 && unit[0] == '.' &&
                             std::ranges::all_of(unit.substr(1), [](char c) { return c >= '0' && c <= '9'; });
    if (read.ec == std::errc{} && (unit.empty() || is_fraction))
        return std::string(text);
    std::chrono::seconds before{0};
    if (unit == "s")
        before = std::chrono::seconds(count);
    else if (unit == "m")
        before = std::chrono::minutes(count);
    else if (unit == "h")
        before = std::chrono::hours(count);
    else if (unit == "d")
        before = std::chrono::hours(24 * count);
    else
        throw Error(
            ErrorKind::config,
            fmt::format("`{}` is no time", text),
            "give Unix seconds, or 90s, 10m, 2h, 1d before now"
        );
    const auto since = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()) - before;
    return std::to_string(since.count());
}

}  // namespace devenv::inline v1
