// HTTP/1.1 responses, parsed from bytes that someone else has read.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace devenv::detail::protocol {

struct ResponseHead
{
    int status = 0;
    std::string reason{};
    std::vector<std::pair<std::string, std::string>> fields{};

    /// The first field of that name, whatever its case; empty if there is none.
    std::string_view field(std::string_view name) const;
};

/// What kind of response follows from the request.
enum class ResponseTo
{
    head,  ///< HEAD: no body, whatever Content-Length says
    other,
};

/// One response. Give it bytes by `put` until `is_done`; it hands out the body as views of those bytes,
/// whatever the framing: Content-Length, chunked (extensions and trailers are skipped) or until the end of
/// the connection. Interim answers (1xx but 101) are passed over. After a hijack (101, or 200 asked for with
/// an upgrade) the owner stops feeding it once `has_head` is true: what follows the head is the stream's.
class HttpResponse
{
public:
    HttpResponse();
    ~HttpResponse();
    HttpResponse(HttpResponse&&) noexcept;
    HttpResponse& operator=(HttpResponse&&) noexcept;
    HttpResponse(const HttpResponse&) = delete;
    HttpResponse& operator=(const HttpResponse&) = delete;

    /// Makes ready for the next response.
    void expect(ResponseTo request);

    /// Takes bytes and returns how many were used; the rest has to be presented again, with more behind it.
    /// Views of the body are appended to `body`. With the head complete it returns, before any body.
    std::size_t put(std::string_view bytes, std::vector<std::string_view>& body, std::error_code& ec);

    /// The connection has ended. Fine for a body that lasts until then, else an error (see is_cut).
    void put_eof(std::error_code& ec);

    bool has_head() const;
    bool is_done() const;
    /// Whether anything of a response has arrived.
    bool has_started() const;
    bool keeps_alive() const;
    const ResponseHead& head() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The response ended before its end, as opposed to being malformed.
bool is_cut(const std::error_code& ec);

}  // namespace devenv::detail::protocol
