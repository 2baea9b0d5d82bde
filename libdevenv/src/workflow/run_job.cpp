#include "workflow/run_job.hpp"

#include "devenv/error.hpp"
#include "transport/with_deadline.hpp"
#include "workflow/labels.hpp"
#include "workflow/reaper.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>

#include <fmt/format.h>

#include <array>
#include <csignal>

namespace devenv::detail::workflow {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds grace{10};          // from a signal to a stop, and from TERM to KILL
constexpr std::chrono::seconds clean_up_time{20};  // for the removal, once the run is over
constexpr std::chrono::seconds settle_time{2};     // from the end of the output to the news of the end
constexpr std::chrono::seconds drain_time{10};     // for the output, once the container has ended

asio::awaitable<void> in_time(std::chrono::seconds time, asio::awaitable<void> job)
{
    auto bounded = transport::with_deadline(Clock::now() + time, std::move(job));
    co_await std::move(bounded);
}

Error with_next_step(const Error& start_failure)
{
    const std::optional<int> code = start_failure_code(start_failure);
    if (!code || !start_failure.hint().empty())
        return start_failure;
    Error::Details details = start_failure.details();
    details.hint = *code == 127
                       ? "add the command, or what the image's ENTRYPOINT needs, in the Dockerfile"
                       : "the command and the image's ENTRYPOINT must be executable files: `chmod +x`";
    return Error(std::move(details));
}

}  // namespace

RunJob::RunJob(Client client, JobSpec spec, RunControl& control, Observer& observer)
    : client_(std::move(client)),
      spec_(std::move(spec)),
      control_(control),
      observer_(observer),
      escalation_(client_.executor())
{
    report_.run = spec_.run;
}

void RunJob::check_interrupt() const
{
    if (control_.interrupted_by() != 0)
        throw Error(ErrorKind::cancelled, "interrupted before the container started");
}

asio::awaitable<RunReport> RunJob::run(std::shared_ptr<RunJob> self)
{
    const Clock::time_point start = Clock::now();
    std::exception_ptr failure;
    try {
        co_await self->work();
    } catch (...) {
        failure = std::current_exception();
    }
    self->report_.duration = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    self->escalation_.cancel();
    self->control_.on_signal = nullptr;
    self->control_.on_resize = nullptr;
    if (self->attach_)
        self->attach_->close();
    std::exception_ptr later;
    try {
        co_await self->clean_up();
    } catch (...) {
        later = std::current_exception();
    }
    // What went wrong first is the cause; a removal that fails is for the next command's reaper.
    if (failure)
        self->fail(failure);
    if (later && self->report_.status.code == 0)
        self->fail(later);
    if (later)
        self->tell(later);
    co_return self->report_;
}

// A daemon that is gone after the start was stopped under the run, whatever could not be asked then.
void RunJob::fail(const std::exception_ptr& failure) const
{
    try {
        std::rethrow_exception(failure);
    } catch (const Error& e) {
        const bool is_lost = e.kind() == ErrorKind::unreachable || e.kind() == ErrorKind::interrupted;
        if (!has_started_ || !is_lost)
            throw;
        throw Error(Error::Details{
            .kind = ErrorKind::interrupted,
            .operation = e.operation(),
            .message = "the daemon went away while the container ran: " + e.message(),
            .hint = "start it again; the next command removes the container if it is still there",
            .cause = std::make_shared<const Error>(e),
        });
    }
}

// The container's own code wins over trouble afterwards.
void RunJob::tell(const std::exception_ptr& trouble) const
{
    try {
        std::rethrow_exception(trouble);
    } catch (const std::exception& e) {
        observer_.on_note({.level = ConfigNote::Level::warning, .text = e.what()});
    }
}

asio::awaitable<void> RunJob::work()
{
    check_interrupt();
    co_await create();
    check_interrupt();
    if (spec_.bundles)
        co_await spec_.bundles->before_start(id_);
    if (spec_.detach) {
        co_await start();
        is_kept_ = true;
        report_.is_detached = true;
        co_return;
    }
    co_await follow();
    if (is_kept_)
        co_return;
    observer_.on_run_ended(report_);
}

// Nothing interrupts the creation itself: a container whose id isn't known can't be removed.
asio::awaitable<void> RunJob::create()
{
    const ContainerCreated created = co_await client_.send(spec_.creation);
    id_ = created.id;
    report_.container = id_;
    for (const std::string& warning : created.warnings)
        observer_.on_note({.level = ConfigNote::Level::warning, .text = warning});
}

asio::awaitable<void> RunJob::start()
{
    const StartContainer starting{.container = id_};
    try {
        co_await client_.send(starting);
    } catch (const Error& e) {
        throw with_next_step(e);
    }
}

asio::awaitable<void> RunJob::follow()
{
    const AttachContainer attaching{
        .container = id_,
        .in = spec_.streams.input != nullptr,
        .detach_keys = spec_.detach_keys,
        .tty = spec_.creation.config.tty,
    };
    attach_ = co_await client_.send(attaching);
    wait_ = co_await engine::wait_for_next_exit(client_, id_);
    check_interrupt();
    co_await start();
    has_started_ = true;
    observer_.on_run_started(id_, spec_.creation.config.command.value_or(std::vector<std::string>{}));

    control_.on_signal = [this](int number) { take_signal(number); };
    control_.on_resize = [this](TerminalSize size) { take_size(size); };
    if (control_.interrupted_by() != 0)
        take_signal(control_.interrupted_by());
    if (spec_.streams.terminal)
        take_size(*spec_.streams.terminal);

    engine::Pending<ExitStatus> end(client_.executor(), watch_end(shared_from_this()));
    std::optional<engine::Pending<Nothing>> input;
    if (spec_.streams.input)
        input.emplace(client_.executor(), pump_input(shared_from_this()));
    co_await pump_output();
    // A TTY's output also ends by the detach keys, with the container running on. At a common end the daemon
    // may close the output a moment before it knows of the end: only a container that goes on has been left.
    if (spec_.creation.config.tty) {
        const bool has_ended = co_await end.ends_within(settle_time);
        const bool goes_on = !has_ended && co_await is_running();
        if (goes_on) {
            co_await leave_running();
            co_return;
        }
    }
    report_.status = co_await end.result();
}

asio::awaitable<void> RunJob::pump_output()
{
    try {
        while (true) {
            const auto batch = co_await attach_->next_batch();
            if (batch.empty())
                co_return;
            if (report_.output_closed)
                continue;
            const OutputSink::State state = co_await spec_.streams.output->write(batch);
            if (state == OutputSink::State::closed) {
                report_.output_closed = true;
                take_signal(SIGTERM);
            }
        }
    } catch (const Error& e) {
        if (!is_abandoned_ || e.kind() != ErrorKind::cancelled)
            throw;
    }
}

asio::awaitable<Nothing> RunJob::pump_input(std::shared_ptr<RunJob> self)
{
    std::array<char, 16384> buffer{};
    try {
        while (true) {
            const std::size_t got = co_await self->spec_.streams.input->read(buffer);
            if (got == 0)
                break;
            const std::string_view bytes(buffer.data(), got);
            co_await self->attach_->write(bytes);
        }
        // With a TTY the end of the input would end the whole attach.
        if (!self->spec_.creation.config.tty)
            self->attach_->close_input();
    } catch (const Error&) {
        // The container no longer takes input; its output tells the rest.
    } catch (const boost::system::system_error&) {
        // Cancelled, with the run.
    }
    co_return Nothing{};
}

// An attach may never end (to a container that was removed, say): the wait knows better.
asio::awaitable<ExitStatus> RunJob::watch_end(std::shared_ptr<RunJob> self)
{
    ExitStatus status = co_await self->wait_->result();
    self->escalation_.expires_after(drain_time);
    self->escalation_.async_wait([self](const boost::system::error_code& ec) {
        if (ec)
            return;
        self->is_abandoned_ = true;
        self->attach_->close();
    });
    co_return status;
}

asio::awaitable<bool> RunJob::is_running()
{
    const InspectContainer look{.container = id_};
    try {
        const ContainerInspect seen = co_await client_.send(look);
        co_return seen.state.running;
    } catch (const Error& e) {
        if (e.kind() != ErrorKind::not_found)
            throw;
    }
    co_return false;
}

asio::awaitable<void> RunJob::leave_running()
{
    report_.is_detached = true;
    co_await rename_as_kept();
}

// The reaper passes by a container of such a name.
asio::awaitable<void> RunJob::rename_as_kept()
{
    is_kept_ = true;
    const RenameContainer renaming{.container = id_, .name = detached_name + spec_.run};
    co_await client_.send(renaming);
}

// Better a container that stays than an hour's work that is gone.
asio::awaitable<void> RunJob::keep_unsaved(std::string folder)
{
    co_await in_time(clean_up_time, rename_as_kept());
    observer_.on_note({
        .level = ConfigNote::Level::warning,
        .text = fmt::format(
            "what the run made is still in the container {}{}, in {}; `devenv-cli clean` removes it",
            detached_name,
            spec_.run,
            folder
        ),
    });
}

// --- signals ---

namespace {

asio::awaitable<void> kill_container(Client client, KillContainer operation)
{
    try {
        co_await client.send(operation);
    } catch (const Error&) {
        // It has ended meanwhile, or the daemon is gone: the streams tell.
    }
}

asio::awaitable<void> stop_container(Client client, StopContainer operation)
{
    try {
        co_await client.send(operation);
    } catch (const Error&) {
        // As for kill.
    }
}

asio::awaitable<void> resize_container(Client client, ResizeContainer operation)
{
    try {
        co_await client.send(operation);
    } catch (const Error&) {
        // As for kill.
    }
}

}  // namespace

void RunJob::take_signal(int number)
{
    if (!has_started_ || is_kept_)
        return;
    const bool asks_for_end = number == SIGINT || number == SIGTERM;
    const bool is_second = asks_for_end && ++end_signals_ > 1;
    const KillContainer killing{.container = id_, .signal = is_second ? "KILL" : std::to_string(number)};
    asio::co_spawn(client_.executor(), kill_container(client_, killing), asio::detached);
    if (!asks_for_end || is_second)
        return;
    escalation_.expires_after(grace);
    escalation_.async_wait([self = shared_from_this()](const boost::system::error_code& ec) {
        const StopContainer stopping{.container = self->id_, .timeout = grace};
        if (!ec)
            asio::co_spawn(self->client_.executor(), stop_container(self->client_, stopping), asio::detached);
    });
}

void RunJob::take_size(TerminalSize size)
{
    if (!has_started_)
        return;
    const ResizeContainer resizing{.container = id_, .height = size.height, .width = size.width};
    asio::co_spawn(client_.executor(), resize_container(client_, resizing), asio::detached);
}

// --- the end ---

asio::awaitable<void> RunJob::clean_up()
{
    if (is_kept_)
        co_return;
    std::exception_ptr failure;
    if (has_started_ && spec_.bundles) {
        try {
            report_.artefacts = co_await spec_.bundles->after_end(id_, report_.status);
        } catch (...) {
            failure = std::current_exception();
        }
        if (!spec_.bundles->unsaved().empty())
            co_await keep_unsaved(spec_.bundles->unsaved());
    }
    if (is_kept_) {
        if (failure)
            std::rethrow_exception(failure);
        co_return;
    }
    // By its label, if the answer to the creation was lost.
    if (id_.empty()) {
        co_await in_time(clean_up_time, remove_run(client_, spec_.run));
    } else {
        const RemoveContainer removal{.container = id_, .force = true, .volumes = true};
        auto removing = [](Client client, RemoveContainer op) -> asio::awaitable<void> {
            co_await client.send(op);
        };
        co_await in_time(clean_up_time, removing(client_, removal));
    }
    if (failure)
        std::rethrow_exception(failure);
}

}  // namespace devenv::detail::workflow
