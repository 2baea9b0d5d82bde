#include "devenv/operations/raw.hpp"

#include "devenv/client.hpp"
#include "engine/core.hpp"
#include "engine/streams.hpp"
#include "protocol/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace devenv::detail::engine {

namespace {

Operation raw_operation(Method method, Repeat repeat)
{
    return {
        .name = "RawRequest",
        .method = method,
        .repeat = repeat,
        .answer = Answer::stream,
        .silence = Silence::is_normal,
    };
}

// They last as long as the streams that come of them.
const Operation& operation_for(std::string_view method)
{
    static const std::array<Operation, 5> operations{
        raw_operation(Method::get, Repeat::safe),
        raw_operation(Method::head, Repeat::safe),
        raw_operation(Method::post, Repeat::never),
        raw_operation(Method::put, Repeat::never),
        raw_operation(Method::remove, Repeat::never),
    };
    const auto* const found = std::ranges::find_if(operations, [method](const Operation& operation) {
        return to_string(operation.method) == method;
    });
    if (found == operations.end())
        throw Error(
            ErrorKind::config,
            fmt::format("`{}` is no method of the API", method),
            "it has GET, HEAD, POST, PUT and DELETE"
        );
    return *found;
}

bool has_version(std::string_view path)
{
    return path.starts_with("/v1.") || path == "/_ping" || path.starts_with("/_ping?");
}

void check_path(std::string_view path)
{
    const bool is_clean = std::ranges::all_of(path, [](char c) { return c > ' ' && c < 127; });
    if (!path.starts_with('/') || !is_clean)
        throw Error(
            ErrorKind::config,
            fmt::format("`{}` is no path of the API", path),
            "it begins with a slash, and blanks in it are written as %20"
        );
}

std::string target_of(const RawRequest& raw, int api_minor, std::string_view base_path)
{
    std::string target(base_path);
    if (!has_version(raw.path))
        target += fmt::format("/v1.{}", api_minor);
    target += raw.path;
    for (const auto& [key, value] : raw.query)
        protocol::append_parameter(target, key, value);
    return target;
}

bool is_content_type(const std::pair<std::string, std::string>& header)
{
    constexpr std::string_view name = "content-type";
    return std::ranges::equal(header.first, name, [](char given, char wanted) {
        return (given >= 'A' && given <= 'Z' ? given - 'A' + 'a' : given) == wanted;
    });
}

asio::awaitable<RawAnswer> send_raw(
    std::shared_ptr<Core> core, RawRequest raw, std::shared_ptr<ByteSource> body
)
{
    const Operation& operation = operation_for(raw.method);
    check_path(raw.path);
    int api_minor = 0;
    if (!has_version(raw.path))
        api_minor = co_await core->api_minor();
    Request request{.operation = &operation, .subject = raw.method + " " + raw.path};
    request.target = target_of(raw, api_minor, core->endpoint().base_path);
    request.body = std::move(raw.body);
    const bool has_body = body != nullptr || !request.body.empty();
    if (has_body && std::ranges::none_of(raw.headers, is_content_type))
        request.headers.emplace_back("Content-Type", "application/json");
    for (auto& header : raw.headers)
        request.headers.push_back(std::move(header));
    CallOptions options;
    options.source = std::move(body);
    Reply reply = co_await core->send(std::move(request), std::move(options));
    const int status = reply.head.status;
    RawRequest::Pairs headers = reply.head.fields;
    co_return RawAnswer{status, std::move(headers), make_byte_reader(std::move(reply))};
}

}  // namespace

}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

boost::asio::awaitable<RawAnswer> Client::send(const RawRequest& request, std::shared_ptr<ByteSource> body)
{
    return detail::engine::send_raw(core_, request, std::move(body));
}

}  // namespace devenv::inline v1
