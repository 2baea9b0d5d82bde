#include "workflow/bind_directory.hpp"

#include "devenv/error.hpp"

#include <fmt/format.h>

namespace devenv::detail::workflow {

namespace fs = std::filesystem;

namespace {

using Level = ConfigNote::Level;

// The folder relative to the root, without `.`, `..` and last slashes; "." is the root.
std::string inside_project(const BindDecision& decision, const fs::path& root)
{
    const auto refuse = [&](std::string_view why) {
        throw Error(
            ErrorKind::config,
            fmt::format("{}={}: {}", decision.variable, decision.value, why),
            "use BIND_DIR=bundles for the artefacts or BIND_DIR=. for the whole project"
        );
    };
    if (decision.value.starts_with('~'))
        refuse("the shell hasn't expanded ~, and the folder must be inside the project");
    fs::path path(decision.value);
    if (path.is_absolute())
        path = path.lexically_normal().lexically_relative(root.lexically_normal());
    path = path.lexically_normal();
    if (path.empty() || *path.begin() == "..")
        refuse(fmt::format("the folder must be inside the project {}", root.string()));
    if (*path.begin() == ".git")
        refuse("artefacts can't go into the repository's own folder");
    std::string text = path.generic_string();
    while (text.ends_with('/'))
        text.pop_back();
    return text;
}

bool is_parent(std::string_view folder, std::string_view of)
{
    return of.size() > folder.size() && of.starts_with(folder) && of[folder.size()] == '/';
}

}  // namespace

BindDecision decide_bind(const BindRequest& request)
{
    BindDecision decision;
    if (!request.bind_dir && !request.binddir)
        return decision;
    decision.variable = request.bind_dir ? "BIND_DIR" : "BINDDIR";
    decision.value = request.bind_dir ? *request.bind_dir : *request.binddir;
    if (request.bind_dir && request.binddir && *request.bind_dir != *request.binddir)
        decision.notes.push_back(
            {Level::warning,
             fmt::format(
                 "BIND_DIR={} is used, and BINDDIR={} ignored: it is the old name of BIND_DIR",
                 *request.bind_dir,
                 *request.binddir
             )}
        );
    if (decision.value.empty()) {
        decision.mode = BindMode::none;
        decision.notes.push_back(
            {Level::note,
             fmt::format(
                 "{} is empty: nothing is mounted, {} is copied out after the run",
                 decision.variable,
                 request.bundles
             )}
        );
        return decision;
    }
    const std::string folder = inside_project(decision, request.root);
    if (folder == ".") {
        decision.mode = BindMode::source;
    } else if (folder == request.bundles || is_parent(folder, request.bundles)) {
        decision.mode = BindMode::bundles;
    } else {
        decision.mode = BindMode::none;
        decision.also_bound = folder;
        decision.notes.push_back(
            {Level::warning,
             fmt::format(
                 "{}={}: {} is mounted, but artefacts go to {}, which is copied out after the run; use "
                 "BIND_DIR={} or BIND_DIR=.",
                 decision.variable,
                 decision.value,
                 folder,
                 request.bundles,
                 request.bundles
             )}
        );
    }
    if (request.daemon == DaemonPlace::remote) {
        decision.notes.push_back(
            {Level::note,
             fmt::format(
                 "the daemon is on another machine: nothing is mounted, {} is copied out after the run",
                 request.bundles
             )}
        );
    }
    return decision;
}

}  // namespace devenv::detail::workflow
