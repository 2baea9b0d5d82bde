// One container from its creation to its removal, with a user at the other end.
#pragma once

#include "devenv/workflow.hpp"
#include "engine/pending.hpp"
#include "engine/run_container.hpp"
#include "workflow/bundle_keeper.hpp"

#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string>

namespace devenv::detail::workflow {

struct JobSpec
{
    CreateContainer creation{};
    std::string run{};  ///< its label
    bool detach = false;
    std::string detach_keys{};  ///< that leave a terminal's run; empty = ctrl-p,ctrl-q
    RunStreams streams{};
    std::shared_ptr<BundleKeeper> bundles{};  ///< null = nobody looks after artefacts
};

/// Attach before the start and a registered wait beside it, so that neither early output nor a fast end is
/// lost; no AutoRemove, since the stopped container is still looked at; the removal on every path, under a
/// deadline of its own.
///
/// Threads: as the Client. The helpers that run beside share its ownership: after a cancellation they still
/// need a turn of the loop to end.
class RunJob : public std::enable_shared_from_this<RunJob>
{
public:
    RunJob(Client client, JobSpec spec, RunControl& control, Observer& observer);
    ~RunJob() = default;

    RunJob(const RunJob&) = delete;
    RunJob& operator=(const RunJob&) = delete;

    static boost::asio::awaitable<RunReport> run(std::shared_ptr<RunJob> self);

private:
    boost::asio::awaitable<void> work();
    boost::asio::awaitable<void> create();
    boost::asio::awaitable<void> start();
    boost::asio::awaitable<void> follow();
    boost::asio::awaitable<void> pump_output();
    static boost::asio::awaitable<Nothing> pump_input(std::shared_ptr<RunJob> self);
    static boost::asio::awaitable<ExitStatus> watch_end(std::shared_ptr<RunJob> self);
    boost::asio::awaitable<bool> is_running();
    boost::asio::awaitable<void> leave_running();
    boost::asio::awaitable<void> rename_as_kept();
    boost::asio::awaitable<void> keep_unsaved(std::string folder);
    boost::asio::awaitable<void> clean_up();
    void take_signal(int number);
    void take_size(TerminalSize size);
    void check_interrupt() const;
    [[noreturn]] void fail(const std::exception_ptr& failure) const;
    void tell(const std::exception_ptr& trouble) const;

    Client client_;
    JobSpec spec_;
    RunControl& control_;  // both are used by `run` only, which its caller waits for
    Observer& observer_;
    RunReport report_{};
    std::string id_{};
    bool is_kept_ = false;
    bool has_started_ = false;
    bool is_abandoned_ = false;  // the output didn't end although the container did
    int end_signals_ = 0;
    std::optional<AttachStream> attach_{};
    std::optional<engine::RegisteredWait> wait_{};
    boost::asio::steady_timer escalation_;
};

}  // namespace devenv::detail::workflow
