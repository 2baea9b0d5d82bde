#include "session.hpp"

#include <fmt/format.h>

namespace devenv::cli {

boost::asio::awaitable<int> build(Session& session)
{
    Project project = session.project();
    const Arguments& arguments = session.arguments();
    const BuildRequest request{.no_cache = arguments.no_cache, .pull = arguments.pull};
    const ImageReport report = co_await project.build(request, session.control());
    if (!arguments.json)
        fmt::print("{}\n", report.id);
    co_return 0;
}

}  // namespace devenv::cli
