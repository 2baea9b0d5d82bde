#include "exit_code.hpp"
#include "report_json.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

void print_values(const std::vector<EffectiveValue>& values, bool json)
{
    std::size_t key_width = 0;
    std::size_t value_width = 0;
    constexpr std::size_t widest = 48;
    for (const EffectiveValue& value : values) {
        key_width = std::max(key_width, value.key.size());
        value_width = std::max(value_width, std::min(widest, value.value.size()));
    }
    for (const EffectiveValue& value : values) {
        if (json)
            JsonLine("value").text("key", value.key).text("value", value.value).text("source", value.source);
        else
            fmt::print("{:<{}}  {:<{}}  {}\n", value.key, key_width, value.value, value_width, value.source);
    }
}

std::string_view mark_of(Finding::Level level)
{
    switch (level) {
        case Finding::Level::ok:
            return "ok";
        case Finding::Level::warning:
            return "warn";
        case Finding::Level::failure:
            return "FAIL";
    }
    return "";
}

void print_findings(const std::vector<Finding>& findings, bool json)
{
    for (const Finding& finding : findings) {
        if (json)
            JsonLine("finding")
                .text("level", mark_of(finding.level))
                .text("subject", finding.subject)
                .text("fact", finding.fact)
                .text("next_step", finding.next_step);
        else
            fmt::print(
                "{:<4}  {:<13}  {}{}{}\n",
                mark_of(finding.level),
                finding.subject,
                finding.fact,
                finding.next_step.empty() ? "" : "; ",
                finding.next_step
            );
    }
}

asio::awaitable<std::vector<Finding>> examine(Session& session)
{
    std::optional<Project> project;
    Finding no_project{.level = Finding::Level::failure, .subject = "project"};
    try {
        project.emplace(session.project());
    } catch (const Error& e) {
        no_project.fact = e.message();
        no_project.next_step = e.hint();
    }
    if (project) {
        if (session.arguments().fix)
            co_await project->reap();
        std::vector<Finding> findings = co_await project->examine();
        co_return findings;
    }
    std::vector<Finding> findings = co_await examine_daemon(session.client());
    findings.push_back(no_project);
    co_return findings;
}

}  // namespace

asio::awaitable<int> doctor(Session& session)
{
    const bool json = session.arguments().json;
    if (session.arguments().show_config) {
        const LoadedConfig loaded = session.load();
        print_values(loaded.values, json);
        co_return 0;
    }
    const std::vector<Finding> findings = co_await examine(session);
    print_findings(findings, json);
    const bool has_failure =
        std::ranges::any_of(findings, [](const Finding& f) { return f.level == Finding::Level::failure; });
    co_return has_failure ? exit_job_failed : 0;
}

}  // namespace devenv::cli
