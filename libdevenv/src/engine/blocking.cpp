#include "devenv/blocking.hpp"

#include "engine/blocking_client.hpp"
#include "engine/run_container.hpp"

namespace devenv::inline v1::blocking {

namespace engine = detail::engine;

// --- streams ---

struct LogStream::Impl
{
    devenv::Client client;
    devenv::LogStream stream;
};

LogStream::LogStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LogStream::LogStream(LogStream&&) noexcept = default;
LogStream& LogStream::operator=(LogStream&&) noexcept = default;
LogStream::~LogStream() = default;

std::optional<Frame> LogStream::next()
{
    return devenv::run(impl_->client, impl_->stream.next());
}

struct Process::Impl
{
    devenv::Client client;
    devenv::Process process;
};

Process::Process(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Process::Process(Process&&) noexcept = default;
Process& Process::operator=(Process&&) noexcept = default;
Process::~Process() = default;

std::optional<Frame> Process::next()
{
    return devenv::run(impl_->client, impl_->process.next());
}

void Process::write(std::string_view bytes)
{
    devenv::run(impl_->client, impl_->process.write(bytes));
}

void Process::close_input()
{
    impl_->process.close_input();
}

ExitStatus Process::wait()
{
    return devenv::run(impl_->client, impl_->process.wait());
}

// --- the client ---

Client::Client(ClientOptions options) : impl_(new Impl{devenv::Client(std::move(options))}) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

ExitStatus Client::run(const ContainerSpec& spec, const FrameSink& output)
{
    return engine::wait_for(*impl_, engine::run_container(impl_->client, spec, output));
}

LogStream Client::logs(const Logs& op)
{
    devenv::LogStream stream = engine::wait_for(*impl_, impl_->client.logs(op));
    // NOLINTNEXTLINE(modernize-make-unique): clang 14 can't make an aggregate so
    return LogStream(std::unique_ptr<LogStream::Impl>(new LogStream::Impl{impl_->client, std::move(stream)}));
}

Process Client::exec(const ExecSpec& spec)
{
    devenv::Process process = engine::wait_for(*impl_, impl_->client.exec(spec));
    // NOLINTNEXTLINE(modernize-make-unique): clang 14 can't make an aggregate so
    return Process(std::unique_ptr<Process::Impl>(new Process::Impl{impl_->client, std::move(process)}));
}

std::string Client::host() const
{
    return impl_->client.host();
}

}  // namespace devenv::inline v1::blocking
