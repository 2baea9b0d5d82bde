#include "report_json.hpp"
#include "session.hpp"

#include <fmt/format.h>

namespace devenv::cli {

boost::asio::awaitable<int> clean(Session& session)
{
    Project project = session.project();
    const Arguments& arguments = session.arguments();
    const CleanRequest request{
        .images = arguments.images || arguments.all,
        .bundles = arguments.bundles || arguments.all,
        .dry_run = arguments.dry_run,
    };
    const std::vector<Cleaned> cleaned = co_await project.clean(request);
    for (const Cleaned& thing : cleaned) {
        if (arguments.json)
            JsonLine("cleaned").text("kind", thing.kind).text("name", thing.name);
        else
            session.report().say(fmt::format(
                "{} {} {}", arguments.dry_run ? "would remove" : "removed", thing.kind, thing.name
            ));
    }
    if (cleaned.empty() && !arguments.json)
        session.report().say("nothing to remove");
    co_return 0;
}

}  // namespace devenv::cli
