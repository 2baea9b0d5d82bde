#include "protocol/http_response.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <limits>

namespace devenv::detail::protocol {

namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

constexpr std::string_view protocol_name = "HTTP/1.";
constexpr std::uint32_t max_head =
    2U << 20;  // the daemon's own limit is 1 MiB, a stat header of a long link is near

class Parser : public http::basic_parser<false>
{
public:
    Parser(ResponseHead& head, std::vector<std::string_view>*& body) : head_(head), body_(body)
    {
        body_limit(boost::none);
        header_limit(max_head);
        eager(false);
    }

private:
    void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}

    void on_response_impl(int status, string_view reason, int, error_code&) override
    {
        head_.status = status;
        head_.reason.assign(reason.data(), reason.size());
        head_.fields.clear();
    }

    void on_field_impl(http::field, string_view name, string_view value, error_code&) override
    {
        if (!in_trailer_)
            head_.fields.emplace_back(
                std::string(name.data(), name.size()), std::string(value.data(), value.size())
            );
    }

    void on_header_impl(error_code&) override { in_trailer_ = true; }

    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}

    std::size_t on_body_impl(string_view body, error_code&) override
    {
        body_->emplace_back(body.data(), body.size());
        return body.size();
    }

    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override
    {
        if (!body.empty())
            body_->emplace_back(body.data(), body.size());
        return body.size();
    }

    void on_finish_impl(error_code&) override {}

    ResponseHead& head_;
    std::vector<std::string_view>*& body_;
    bool in_trailer_ = false;
};

}  // namespace

std::string_view ResponseHead::field(std::string_view name) const
{
    for (const auto& [key, value] : fields) {
        if (boost::beast::iequals(string_view(key.data(), key.size()), string_view(name.data(), name.size())))
            return value;
    }
    return {};
}

struct HttpResponse::State
{
    ResponseHead head{};
    std::vector<std::string_view>* body = nullptr;
    ResponseTo request = ResponseTo::other;
    std::optional<Parser> parser{};
    bool started = false;
    bool at_start = true;  // nothing of this response, interim ones aside, has been used

    /// The parser waits for a whole line before it judges; a page or a greeting may never have its end.
    bool may_be_http(std::string_view bytes) const
    {
        return !at_start || protocol_name.starts_with(bytes.substr(0, protocol_name.size()));
    }

    void restart()
    {
        at_start = true;
        parser.emplace(head, body);
        parser->skip(request == ResponseTo::head);
    }
};

HttpResponse::HttpResponse() : state_(std::make_unique<State>())
{
    state_->restart();
}

HttpResponse::~HttpResponse() = default;
HttpResponse::HttpResponse(HttpResponse&&) noexcept = default;
HttpResponse& HttpResponse::operator=(HttpResponse&&) noexcept = default;

void HttpResponse::expect(ResponseTo request)
{
    state_->request = request;
    state_->started = false;
    state_->head = {};
    state_->restart();
}

std::size_t HttpResponse::put(
    std::string_view bytes, std::vector<std::string_view>& body, std::error_code& ec
)
{
    ec.clear();
    state_->body = &body;
    state_->started = state_->started || !bytes.empty();
    std::size_t used = 0;
    while (used < bytes.size() && !is_done()) {
        const bool had_head = has_head();
        if (!state_->may_be_http(bytes.substr(used))) {
            ec = error_code(http::error::bad_version);
            return used;
        }
        error_code parsed;
        const std::size_t used_before = used;
        used += state_->parser->put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), parsed);
        state_->at_start = state_->at_start && used == used_before;
        if (parsed == http::error::need_more)
            return used;
        if (parsed) {
            ec = parsed;
            return used;
        }
        const int status = state_->head.status;
        if (is_done() && status >= 100 && status < 200 && status != 101) {
            state_->restart();
            continue;
        }
        if (!had_head && has_head()) {
            state_->parser->eager(true);
            return used;
        }
    }
    return used;
}

void HttpResponse::put_eof(std::error_code& ec)
{
    ec.clear();
    error_code parsed;
    if (!has_started())
        parsed = http::error::end_of_stream;
    else if (!state_->parser->got_some())
        parsed = http::error::partial_message;  // after an interim answer
    else
        state_->parser->put_eof(parsed);
    if (parsed)
        ec = parsed;
}

bool HttpResponse::has_head() const
{
    return state_->parser->is_header_done();
}

bool HttpResponse::is_done() const
{
    return state_->parser->is_done();
}

bool HttpResponse::has_started() const
{
    return state_->started;
}

bool HttpResponse::keeps_alive() const
{
    return state_->parser->is_header_done() && state_->parser->keep_alive();
}

const ResponseHead& HttpResponse::head() const
{
    return state_->head;
}

bool is_cut(const std::error_code& ec)
{
    return ec == std::error_code(error_code(http::error::partial_message)) ||
           ec == std::error_code(error_code(http::error::end_of_stream));
}

}  // namespace devenv::detail::protocol
