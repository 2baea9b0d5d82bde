#include "workflow/run_log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <system_error>
#include <vector>

namespace devenv::detail::workflow {

LoggedOutput::LoggedOutput(std::shared_ptr<OutputSink> next, std::filesystem::path file)
    : next_(std::move(next)), path_(std::move(file))
{
    // A link of that name could lead anywhere.
    ::unlink(path_.c_str());
    file_ = base::Descriptor(::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!file_)
        problem_ =
            fmt::format("no log is kept in {}: {}", path_.string(), std::generic_category().message(errno));
}

void LoggedOutput::keep(std::span<const Frame> frames)
{
    std::vector<iovec> pieces;
    while (file_ && !frames.empty()) {
        pieces.clear();
        std::size_t total = 0;
        while (!frames.empty() && pieces.size() < IOV_MAX) {
            const std::string_view bytes = frames.front().bytes;
            pieces.push_back({const_cast<char*>(bytes.data()), bytes.size()});
            total += bytes.size();
            frames = frames.subspan(1);
        }
        const ssize_t written = ::writev(file_.number(), pieces.data(), static_cast<int>(pieces.size()));
        if (written >= 0 && static_cast<std::size_t>(written) == total)
            continue;
        const int cause = written < 0 ? errno : ENOSPC;
        problem_ =
            fmt::format("the log {} is cut: {}", path_.string(), std::generic_category().message(cause));
        file_.close();
    }
}

boost::asio::awaitable<OutputSink::State> LoggedOutput::write(std::span<const Frame> frames)
{
    keep(frames);
    const State state = co_await next_->write(frames);
    co_return state;
}

std::filesystem::path LoggedOutput::finish()
{
    struct stat seen = {};
    if (!file_ || ::fstat(file_.number(), &seen) != 0)
        return {};
    if (seen.st_nlink > 0)
        return path_;
    std::error_code ec;
    std::filesystem::create_directories(path_.parent_path(), ec);
    const base::Descriptor again(
        ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644)
    );
    off_t from = 0;
    while (again && from < seen.st_size) {
        if (::sendfile(
                again.number(), file_.number(), &from, static_cast<std::size_t>(seen.st_size - from)
            ) <= 0)
            break;
    }
    return again ? path_ : std::filesystem::path{};
}

}  // namespace devenv::detail::workflow
