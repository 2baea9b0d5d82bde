// What all verbs share: the loop, the client, the report, the signals.
#pragma once

#include "arguments.hpp"
#include "report.hpp"
#include <devenv/client.hpp>
#include <devenv/workflow.hpp>

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>

namespace devenv::cli {

class Session
{
public:
    explicit Session(Arguments arguments);

    /// Runs a verb to its end and returns the exit code. Errors are told here, once.
    int run(const std::function<boost::asio::awaitable<int>(Session&)>& verb);

    const Arguments& arguments() const { return arguments_; }
    Report& report() { return *report_; }
    RunControl& control() { return control_; }
    boost::asio::any_io_executor executor() { return loop_.get_executor(); }

    Client client();
    /// The project at hand, its configuration loaded.
    Project project();
    LoadedConfig load();

private:
    void wait_for_signal();
    void wait_for_tick();
    void take_signal(int number);
    void listen_to(int number);

    Arguments arguments_;
    boost::asio::io_context loop_{1};
    boost::asio::signal_set signals_;
    boost::asio::steady_timer tick_;
    boost::asio::cancellation_signal stop_{};
    std::shared_ptr<Report> report_;
    RunControl control_{};
    int end_signals_ = 0;
};

boost::asio::awaitable<int> api(Session& session);
boost::asio::awaitable<int> build(Session& session);
boost::asio::awaitable<int> run(Session& session);
boost::asio::awaitable<int> logs(Session& session);
boost::asio::awaitable<int> clean(Session& session);
boost::asio::awaitable<int> freeze(Session& session);
boost::asio::awaitable<int> load(Session& session);
boost::asio::awaitable<int> doctor(Session& session);
boost::asio::awaitable<int> version(Session& session);

}  // namespace devenv::cli
