#include "workflow/bundle_keeper.hpp"

#include "base/descriptor.hpp"
#include "devenv/error.hpp"
#include "workflow/copy_out.hpp"
#include "workflow/owner.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

namespace devenv::detail::workflow {

namespace asio = boost::asio;

namespace {

/// A file that tells whether two folders are the same one. It goes with its owner.
class Probe
{
public:
    Probe(const std::filesystem::path& folder, const std::string& run)
        : name_(".devenv-probe-" + run), path_(folder / name_)
    {
        const base::Descriptor file(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        is_there_ = static_cast<bool>(file);
    }

    ~Probe() { ::unlink(path_.c_str()); }

    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;

    bool is_there() const { return is_there_; }
    const std::string& name() const { return name_; }

private:
    std::string name_;
    std::filesystem::path path_;
    bool is_there_ = false;
};

}  // namespace

BundleKeeper::BundleKeeper(BundleSpec spec) : spec_(std::move(spec))
{
    prepare_bundles(config().root, config().bundles.directory);
    before_ = take_snapshot(host_folder());
}

std::filesystem::path BundleKeeper::host_folder() const
{
    return config().root / config().bundles.directory;
}

std::string BundleKeeper::container_folder() const
{
    return (std::filesystem::path(spec_.workdir) / config().bundles.directory).lexically_normal().string();
}

asio::awaitable<void> BundleKeeper::before_start(std::string container)
{
    if (config().bind == BindMode::none)
        co_return;
    const Probe probe(host_folder(), spec_.run);
    if (!probe.is_there())
        co_return;
    is_visible_ =
        co_await has_path(spec_.client, std::move(container), container_folder() + "/" + probe.name());
}

// chown touches every file: what the run left alone keeps counting as it is now.
void BundleKeeper::forgive_hand_over(const Snapshot& at_end)
{
    const Snapshot now = take_snapshot(host_folder());
    for (auto& [path, mark] : before_) {
        const auto left = at_end.find(path);
        const auto handed = now.find(path);
        if (left != at_end.end() && left->second == mark && handed != now.end())
            mark = handed->second;
    }
}

asio::awaitable<void> BundleKeeper::collect(std::string container, ArtefactReport& report)
{
    if (!is_visible_) {
        const std::optional<CopiedOut> copied =
            co_await copy_out(spec_.client, std::move(container), container_folder(), host_folder());
        report.was_copied_out = copied.has_value();
        if (copied) {
            report.notes.insert(report.notes.end(), copied->notes.begin(), copied->notes.end());
            if (config().bind != BindMode::none)
                report.notes.push_back(fmt::format(
                    "the daemon at {} doesn't see {}; the artefacts were copied out of the container",
                    spec_.client.host(),
                    config().root.string()
                ));
        }
    }
    // What was copied out is the caller's already; and a folder that the daemon doesn't see would be another
    // one.
    if (is_visible_) {
        const Snapshot at_end = take_snapshot(host_folder());
        OwnerJob owner{
            .client = spec_.client, .image = spec_.image, .folder = host_folder(), .labels = spec_.labels};
        const std::vector<ConfigNote> notes = co_await hand_over(std::move(owner));
        for (const ConfigNote& note : notes)
            report.notes.push_back(note.text);
        forgive_hand_over(at_end);
    }
    report.files = changed_files(config().root, config().bundles.directory, before_);
    check_hashes(config().root, config().bundles.hashes, report);
}

asio::awaitable<ArtefactReport> BundleKeeper::after_end(std::string container, ExitStatus status)
{
    ArtefactReport report;
    std::exception_ptr failure;
    try {
        co_await collect(std::move(container), report);
    } catch (const std::exception& e) {
        if (status.code == 0)
            failure = std::current_exception();
        else
            report.notes.emplace_back(e.what());
    }
    if (failure)
        std::rethrow_exception(failure);
    const bool is_about_artefacts = spec_.target.find("binary") != std::string::npos;
    if (report.files.empty() && status.code == 0 && is_about_artefacts)
        report.notes.push_back(fmt::format(
            "the run made and changed nothing in {}: what is there is of an earlier one",
            config().bundles.directory
        ));
    co_return report;
}

}  // namespace devenv::detail::workflow
