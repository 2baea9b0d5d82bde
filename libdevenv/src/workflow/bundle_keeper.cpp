#include "workflow/bundle_keeper.hpp"

#include "base/descriptor.hpp"
#include "build/context_source.hpp"
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
    is_visible_ = co_await has_path(spec_.client, container, container_folder() + "/" + probe.name());
    if (!is_visible_ && config().bind == BindMode::source)
        co_await copy_source_in(std::move(container));
}

asio::awaitable<void> BundleKeeper::copy_source_in(std::string container)
{
    ContextSpec tree{.path = config().root.string(), .ignore_file = IgnoreFile::passed_over};
    // The folder has to be there, but earlier artefacts wouldn't come back as new ones.
    for (const auto& entry : std::filesystem::directory_iterator(host_folder()))
        tree.left_out.push_back(entry.path().lexically_relative(config().root).string());
    auto files = std::make_shared<ContextStream>(tree);
    const WriteArchive copying{.container = std::move(container), .path = spec_.workdir};
    auto source = std::make_shared<build::ContextSource>(std::move(files));
    co_await spec_.client.send(copying, std::move(source));
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

asio::awaitable<void> BundleKeeper::copy_artefacts_out(std::string container, ArtefactReport& report)
{
    unsaved_ = container_folder();
    std::optional<CopiedOut> copied;
    std::optional<Error> failure;
    try {
        copied = co_await copy_out(spec_.client, container, container_folder(), host_folder());
    } catch (const Error& e) {
        failure = e;
    }
    if (failure) {
        auto saving = save_elsewhere(std::move(container), std::move(*failure));
        const Error told = co_await std::move(saving);
        throw Error(told);
    }
    unsaved_.clear();
    report.was_copied_out = copied.has_value();
    if (!copied)
        co_return;
    report.notes.insert(report.notes.end(), copied->notes.begin(), copied->notes.end());
    if (config().bind != BindMode::none)
        report.notes.push_back(fmt::format(
            "the daemon at {} doesn't see {}; the artefacts were copied out of the container",
            spec_.client.host(),
            config().root.string()
        ));
}

// The project's disk may be full, another one rarely is too.
asio::awaitable<Error> BundleKeeper::save_elsewhere(std::string container, Error cause)
{
    if (cause.kind() != ErrorKind::local)
        co_return cause;
    std::error_code ec;
    const std::filesystem::path temporary = std::filesystem::temp_directory_path(ec);
    if (ec)
        co_return cause;
    const std::filesystem::path file = temporary / fmt::format("devenv-{}.tar", spec_.run);
    try {
        co_await save_archive(spec_.client, std::move(container), container_folder(), file);
    } catch (const Error&) {
        co_return cause;
    }
    unsaved_.clear();
    Error::Details details = cause.details();
    details.hint = fmt::format("what the run made is saved as {}: make room and unpack it", file.string());
    Error told(std::move(details));
    co_return told;
}

asio::awaitable<void> BundleKeeper::collect(std::string container, ArtefactReport& report)
{
    if (!is_visible_)
        co_await copy_artefacts_out(container, report);
    // What was copied out is the caller's already; and a folder that the daemon doesn't see would be another
    // one.
    if (is_visible_) {
        const Snapshot at_end = take_snapshot(host_folder());
        OwnerJob owner{
            .client = spec_.client,
            .image = spec_.image,
            .folder = host_folder(),
            .labels = spec_.labels,
            .container = std::move(container),
            .container_folder = container_folder(),
        };
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
