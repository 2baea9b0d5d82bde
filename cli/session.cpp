#include "session.hpp"

#include "exit_code.hpp"
#include "raw_terminal.hpp"
#include "report_json.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds tick_time{100};
constexpr int last_resort = 3;  // the third Ctrl-C ends us without ceremony

std::shared_ptr<Report> make_report(const Arguments& arguments)
{
    if (arguments.json)
        return std::make_shared<JsonReport>();
    const auto environment = process_environment();
    const auto is_set = [&environment](const char* name) {
        const auto found = environment.find(name);
        return found != environment.end() && !found->second.empty();
    };
    const auto term = environment.find("TERM");
    const bool is_dumb = term != environment.end() && term->second == "dumb";
    const std::optional<TerminalSize> size = terminal_size(STDERR_FILENO);
    ReportStyle style;
    style.is_terminal = size.has_value() && !is_dumb;
    style.shares_output = ::isatty(STDOUT_FILENO) == 1;
    style.has_colour = style.is_terminal && !arguments.no_color && !is_set("NO_COLOR");
    if (size && size->width > 0)
        style.width = size->width;
    if (arguments.quiet)
        style.verbosity = Verbosity::quiet;
    if (arguments.verbose)
        style.verbosity = Verbosity::verbose;
    return std::make_shared<Report>(style);
}

}  // namespace

Session::Session(Arguments arguments)
    : arguments_(std::move(arguments)), signals_(loop_), tick_(loop_), report_(make_report(arguments_))
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH})
        listen_to(number);
    // Who reads our output may go: writes then fail, and the run is ended in order.
    std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): it can't fail for this signal
}

// What our caller has set to be ignored stays so: `nohup`, and SIGINT of background jobs in scripts.
void Session::listen_to(int number)
{
    struct sigaction before = {};
    const bool is_ignored = ::sigaction(number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN;
    if (!is_ignored)
        signals_.add(number);
}

Client Session::client()
{
    ClientOptions options{.host = arguments_.host, .context = arguments_.context};
    if (arguments_.verbose)
        options.logger = {
            .level = LogLevel::debug,
            .write = [report = report_](LogLevel, std::string_view line) { report->log(line); },
        };
    return Client(executor(), std::move(options));
}

LoadedConfig Session::load()
{
    ConfigRequest request{.directory = arguments_.directory};
    if (!arguments_.config_file.empty())
        request.file = arguments_.config_file;
    if (!arguments_.tag.empty())
        request.flags.image = arguments_.tag;
    if (!arguments_.target_stage.empty())
        request.flags.target_stage = arguments_.target_stage;
    request.flags.cache_from = arguments_.cache_from;
    request.flags.build_args = arguments_.build_args;
    request.flags.env = arguments_.env;
    request.assignments = arguments_.assignments;
    request.environment = process_environment();
    LoadedConfig loaded = load_config(request);
    for (const ConfigNote& note : loaded.config.notes)
        report_->on_note(note);
    return loaded;
}

Project Session::project()
{
    LoadedConfig loaded = load();
    return {client(), std::move(loaded), report_};
}

void Session::take_signal(int number)
{
    if (number == SIGWINCH) {
        if (const auto size = terminal_size(STDERR_FILENO))
            report_->resized(size->width);
        if (const auto size = terminal_size(STDOUT_FILENO))
            control_.resize(*size);
        return;
    }
    const bool asks_for_end = number == SIGINT || number == SIGTERM;
    if (asks_for_end && ++end_signals_ >= last_resort)
        std::_Exit(exit_signal_base + number);
    // Runs and builds end in their own order; the other verbs have nothing to put in order.
    const Verb verb = arguments_.verb;
    const bool has_order =
        verb == Verb::build || verb == Verb::target || verb == Verb::shell || verb == Verb::run;
    const bool is_unheard = !has_order && !control_.on_signal;
    control_.signal(number);
    if (is_unheard && control_.interrupted_by() != 0)
        stop_.emit(asio::cancellation_type::terminal);
}

void Session::wait_for_signal()
{
    signals_.async_wait([this](const boost::system::error_code& ec, int number) {
        if (ec)
            return;
        take_signal(number);
        wait_for_signal();
    });
}

void Session::wait_for_tick()
{
    tick_.expires_after(tick_time);
    tick_.async_wait([this](const boost::system::error_code& ec) {
        if (ec)
            return;
        report_->tick();
        wait_for_tick();
    });
}

int Session::run(const std::function<asio::awaitable<int>(Session&)>& verb)
{
    int code = 0;
    std::exception_ptr failure;
    bool is_done = false;
    auto at_end = [&](std::exception_ptr thrown, int result) {
        failure = std::move(thrown);
        code = result;
        is_done = true;
        signals_.cancel();
        tick_.cancel();
    };
    asio::co_spawn(loop_, verb(*this), asio::bind_cancellation_slot(stop_.slot(), at_end));
    wait_for_signal();
    wait_for_tick();
    while (!is_done)
        loop_.run_one();
    try {
        if (failure)
            std::rethrow_exception(failure);
    } catch (const Error& e) {
        const int signal = control_.interrupted_by();
        if (e.kind() == ErrorKind::cancelled && signal != 0)
            return exit_signal_base + signal;
        report_->on_error(e);
        return exit_code_of(e, arguments_.verb);
    } catch (const std::exception& e) {
        report_->on_error(Error(ErrorKind::local, e.what()));
        return exit_devenv_failed;
    }
    return code;
}

}  // namespace devenv::cli
