#include "engine/core.hpp"

#include "devenv/error.hpp"
#include "engine/failure.hpp"
#include "engine/logged.hpp"
#include "engine/operations/system.hpp"
#include "engine/pooled.hpp"
#include "engine/retrying.hpp"
#include "protocol/url.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace devenv::detail::engine {

namespace {

// A value the library understands; the largest seen is an inspect of a container with a large environment.
constexpr std::size_t max_value = std::size_t{64} << 20;

const void* member(const void* spec, std::size_t offset)
{
    return static_cast<const char*>(spec) + offset;
}

Error too_old(const Operation& operation, std::string_view option, int needed, int spoken)
{
    const std::string what =
        option.empty() ? std::string("this operation") : fmt::format("the option `{}`", option);
    return Error(Error::Details{
        .kind = ErrorKind::unsupported,
        .operation = std::string(operation.name),
        .message = fmt::format("{} needs Docker API 1.{}, the daemon speaks 1.{}", what, needed, spoken),
        .hint = "update the daemon",
    });
}

// "/containers/{container}/stop" with its values. `{` never stands in a value: it is percent-encoded.
std::string expand_path(const Operation& operation, const void* spec, std::string& subject)
{
    std::string path;
    std::string_view left = operation.path;
    while (!left.empty()) {
        const std::size_t open = left.find('{');
        path.append(left.substr(0, open));
        if (open == std::string_view::npos)
            break;
        const std::size_t close = left.find('}', open);
        const std::string_view name = left.substr(open + 1, close - open - 1);
        const auto parameter = std::ranges::find_if(operation.parameters, [name](const Parameter& p) {
            return p.role == Role::path && p.name == name;
        });
        Values values;
        parameter->codec->encode(member(spec, parameter->offset), values);
        if (values.empty())
            throw Error(Error::Details{
                .kind = ErrorKind::bad_request,
                .operation = std::string(operation.name),
                .message = fmt::format("no {} is given", name),
            });
        subject = values.front();
        protocol::append_path(path, subject);
        left.remove_prefix(close + 1);
    }
    return path;
}

bool is_known(const Parameter& parameter, int api_minor)
{
    const Since& version = parameter.version;
    return version.minor <= api_minor && (version.until == 0 || version.until >= api_minor);
}

// A member that changed its form has several parameters: one of them is right.
bool has_other_form(const Operation& operation, const Parameter& parameter, int api_minor)
{
    return std::ranges::any_of(operation.parameters, [&](const Parameter& other) {
        return &other != &parameter && other.constant.empty() && other.offset == parameter.offset &&
               other.role == parameter.role && is_known(other, api_minor);
    });
}

void append_values(Request& request, const Parameter& parameter, const void* spec, int api_minor)
{
    const Operation& operation = *request.operation;
    Values values;
    if (parameter.constant.empty())
        parameter.codec->encode(member(spec, parameter.offset), values);
    else
        values.emplace_back(parameter.constant);
    if (values.empty())
        return;
    const Since& version = parameter.version;
    if (!is_known(parameter, api_minor)) {
        if (has_other_form(operation, parameter, api_minor))
            return;
        throw too_old(operation, parameter.name, version.minor, api_minor);
    }
    if (values.size() > 1 && version.several > api_minor)
        throw too_old(
            operation, fmt::format("{} given more than once", parameter.name), version.several, api_minor
        );
    for (std::string& value : values) {
        if (parameter.role == Role::query)
            protocol::append_parameter(request.target, parameter.name, value);
        else
            request.headers.emplace_back(parameter.name, std::move(value));
    }
}

std::string body_of(const Operation& operation, const void* body, int api_minor)
{
    if (operation.is_body_optional && operation.body->is_absent(body))
        return {};
    json::NewerField newer;
    if (operation.body->finds_newer(body, api_minor, newer))
        throw too_old(operation, newer.pointer.substr(1), newer.since, api_minor);
    return json::write_text(body, *operation.body);
}

std::unique_ptr<Exchange> stack(
    std::unique_ptr<Exchange> exchange,
    const ClientOptions& options,
    const std::shared_ptr<const Logger>& logger
)
{
    exchange = std::make_unique<Logged>(std::move(exchange), logger);
    return std::make_unique<Retrying>(std::move(exchange), options.retry, logger, real_sleep());
}

}  // namespace

std::optional<int> minor_of(std::string_view version)
{
    if (version.starts_with('v'))
        version.remove_prefix(1);
    if (!version.starts_with("1."))
        return std::nullopt;
    version.remove_prefix(2);
    int minor = 0;
    const auto result = std::from_chars(version.data(), version.data() + version.size(), minor);
    if (result.ec != std::errc{} || result.ptr != version.data() + version.size() || minor < 0)
        return std::nullopt;
    return minor;
}

Request make_request(const Operation& operation, const void* spec, int api_minor, std::string_view base_path)
{
    if (operation.is_versioned && operation.since > api_minor)
        throw too_old(operation, {}, operation.since, api_minor);
    Request request{.operation = &operation};
    request.target.assign(base_path);
    if (operation.is_versioned)
        request.target.append(fmt::format("/v1.{}", api_minor));
    request.target += expand_path(operation, spec, request.subject);
    for (const Parameter& parameter : operation.parameters) {
        if (parameter.role != Role::path)
            append_values(request, parameter, spec, api_minor);
    }
    if (operation.body != nullptr)
        request.body = body_of(operation, member(spec, operation.body_offset), api_minor);
    if (operation.extra_head_time != nullptr)
        request.extra_head_time = operation.extra_head_time(spec);
    return request;
}

Core::Core(transport::Endpoint endpoint, ClientOptions options)
    : endpoint_(std::move(endpoint)),
      options_(std::move(options)),
      logger_(std::make_shared<const Logger>(options_.logger)),
      pool_(std::make_shared<transport::Pool>(endpoint_)),
      exchange_(stack(std::make_unique<Pooled>(pool_), options_, logger_))
{}

Core::Core(std::unique_ptr<Exchange> exchange, ClientOptions options)
    : options_(std::move(options)),
      logger_(std::make_shared<const Logger>(options_.logger)),
      exchange_(stack(std::move(exchange), options_, logger_))
{}

std::shared_ptr<Core> Core::with(ClientOptions options) const
{
    auto other = std::make_shared<Core>(endpoint_, std::move(options));
    other->pool_ = pool_;
    other->exchange_ = stack(std::make_unique<Pooled>(pool_), other->options_, other->logger_);
    other->api_minor_ = api_minor_;
    return other;
}

asio::awaitable<Reply> Core::call(const Operation& operation, const void* spec, CallOptions options)
{
    int minor = 0;
    if (operation.is_versioned)
        minor = co_await api_minor();
    Request request = make_request(operation, spec, minor, endpoint_.base_path);
    Reply reply = co_await send(std::move(request), std::move(options));
    co_return reply;
}

asio::awaitable<Reply> Core::send(Request request, CallOptions options)
{
    request.deadlines = options.deadlines.value_or(options_.deadlines);
    if (request.deadlines.total.count() > 0)
        request.total_due = std::chrono::steady_clock::now() + request.deadlines.total;
    request.source = std::move(options.source);
    for (auto& header : options.headers)
        request.headers.push_back(std::move(header));
    try {
        Reply reply = co_await exchange_->send(request);
        co_return reply;
    } catch (const Error& e) {
        // After a restart another version of the daemon may answer.
        if (e.kind() == ErrorKind::unreachable || e.kind() == ErrorKind::interrupted)
            api_minor_.reset();
        throw;
    } catch (const boost::system::system_error& e) {
        // Between two steps of the way, or in a pause before another try, it is Asio that notices a
        // cancellation.
        if (e.code() != asio::error::operation_aborted)
            throw;
    }
    throw cancelled(request);
}

asio::awaitable<int> Core::api_minor()
{
    if (!api_minor_)
        co_await negotiate();
    co_return *api_minor_;
}

asio::awaitable<void> Core::negotiate()
{
    if (!options_.api_version.empty()) {
        api_minor_ = minor_of(options_.api_version);
        if (!api_minor_)
            throw Error(
                ErrorKind::config,
                fmt::format("`{}` is not a Docker API version", options_.api_version),
                "DOCKER_API_VERSION wants a number like 1.45"
            );
        co_return;
    }
    const Pong pong = co_await ping(*this);
    int offered = newest_api;
    if (!pong.api_version.empty()) {
        const std::optional<int> minor = minor_of(pong.api_version);
        if (!minor)
            throw Error(
                ErrorKind::protocol,
                fmt::format("the daemon's API version can't be read: {}", pong.api_version)
            );
        offered = *minor;
    }
    if (offered < oldest_api)
        throw Error(
            ErrorKind::unsupported,
            fmt::format("the daemon speaks Docker API 1.{}, too old: 1.{} is needed", offered, oldest_api),
            "update the daemon to Docker 1.12 or later"
        );
    api_minor_ = std::min(offered, newest_api);
}

asio::awaitable<void> read_value(
    Reply& reply, const Operation& operation, const std::string& label, void* into
)
{
    std::string body = co_await reply.text(max_value);
    const std::string wrong = operation.decode(reply.head, body, into);
    if (!wrong.empty())
        throw Error(Error::Details{
            .kind = ErrorKind::protocol,
            .operation = label,
            .message = fmt::format("the daemon's answer can't be understood: {}", wrong),
            .hint = "is this address a Docker daemon's?",
        });
}

}  // namespace devenv::detail::engine
