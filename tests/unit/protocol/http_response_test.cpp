#include "protocol/http_response.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace devenv::detail::protocol {
namespace {

using testing::ElementsAre;
using testing::Pair;

/// What came of a response whose bytes arrived in steps.
struct Answer
{
    int status = 0;
    std::string reason{};
    std::vector<std::pair<std::string, std::string>> fields{};
    std::string body{};
    std::string left{};  ///< what was not the response's
    bool has_head = false;
    bool is_done = false;
    bool keeps_alive = false;
    std::error_code error{};

    friend bool operator==(const Answer&, const Answer&) = default;
};

/// Reads as the connection does: what isn't used stays and is presented again, with more behind it.
class Reader
{
public:
    explicit Reader(ResponseTo request = ResponseTo::other) { response_.expect(request); }

    void add(std::string_view bytes)
    {
        waiting_ += bytes;
        while (!waiting_.empty() && !response_.is_done() && !error_) {
            std::vector<std::string_view> pieces;
            const bool had_head = response_.has_head();
            const std::size_t used = response_.put(waiting_, pieces, error_);
            for (const std::string_view piece : pieces) {
                EXPECT_GE(piece.data(), waiting_.data());
                EXPECT_LE(piece.data() + piece.size(), waiting_.data() + waiting_.size());
                body_ += piece;
            }
            waiting_.erase(0, used);
            if (used == 0 && had_head == response_.has_head())
                break;
        }
    }

    void end()
    {
        if (!error_ && !response_.is_done())
            response_.put_eof(error_);
    }

    Answer answer() const
    {
        return {
            .status = response_.head().status,
            .reason = response_.head().reason,
            .fields = response_.head().fields,
            .body = body_,
            .left = waiting_,
            .has_head = response_.has_head(),
            .is_done = response_.is_done(),
            .keeps_alive = response_.keeps_alive(),
            .error = error_,
        };
    }

    HttpResponse& response() { return response_; }

private:
    HttpResponse response_;
    std::string waiting_;
    std::string body_;
    std::error_code error_{};
};

Answer read(std::string_view text, std::size_t step, ResponseTo request = ResponseTo::other)
{
    Reader reader(request);
    for (std::size_t at = 0; at < text.size(); at += step)
        reader.add(text.substr(at, step));
    return reader.answer();
}

Answer read_to_end(std::string_view text, ResponseTo request = ResponseTo::other)
{
    Reader reader(request);
    reader.add(text);
    reader.end();
    return reader.answer();
}

/// The same whatever the steps are.
Answer read_in_steps(std::string_view text, ResponseTo request = ResponseTo::other)
{
    Answer whole = read(text, text.size(), request);
    EXPECT_EQ(whole.error, std::error_code{}) << whole.error.message();
    for (const std::size_t step : {1U, 2U, 7U})
        EXPECT_EQ(read(text, step, request), whole) << "in steps of " << step;
    return whole;
}

const std::string with_length =
    "HTTP/1.1 200 OK\r\nApi-Version: 1.43\r\nContent-Length: 11\r\n\r\nhello\r\n\r\nok";
const std::string chunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5;name=value;other=\"a b\"\r\nhello\r\nA\r\n, chunks\r\n\r\n0;last\r\nChecksum: 1\r\nAnother: 2\r\n\r\n";

TEST(HttpResponse, reads_a_body_of_known_length)
{
    const Answer answer = read_in_steps(with_length);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.reason, "OK");
    EXPECT_THAT(answer.fields, ElementsAre(Pair("Api-Version", "1.43"), Pair("Content-Length", "11")));
    EXPECT_EQ(answer.body, "hello\r\n\r\nok");
    EXPECT_TRUE(answer.is_done);
    EXPECT_TRUE(answer.keeps_alive);
}

TEST(HttpResponse, reads_chunks_and_skips_extensions_and_trailers)
{
    const Answer answer = read_in_steps(chunked);
    EXPECT_EQ(answer.body, "hello, chunks\r\n");
    EXPECT_THAT(answer.fields, ElementsAre(Pair("Transfer-Encoding", "chunked")));
    EXPECT_TRUE(answer.is_done);
    EXPECT_TRUE(answer.keeps_alive);
}

TEST(HttpResponse, reads_until_the_end_of_the_connection)
{
    const std::string text =
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\n\r\nall that\r\n0\r\n\r\ncomes";
    EXPECT_FALSE(read_in_steps(text).is_done);
    const Answer answer = read_to_end(text);
    EXPECT_EQ(answer.body, "all that\r\n0\r\n\r\ncomes");
    EXPECT_EQ(answer.error, std::error_code{});
    EXPECT_TRUE(answer.is_done);
    EXPECT_FALSE(answer.keeps_alive);
}

TEST(HttpResponse, finds_fields_in_any_case)
{
    Reader reader;
    reader.add(with_length);
    EXPECT_EQ(reader.response().head().field("api-version"), "1.43");
    EXPECT_EQ(reader.response().head().field("API-VERSION"), "1.43");
    EXPECT_EQ(reader.response().head().field("Version"), "");
}

TEST(HttpResponse, knows_answers_without_a_body)
{
    const std::string length = "Content-Length: 1000\r\n\r\n";
    EXPECT_TRUE(read_in_steps("HTTP/1.1 200 OK\r\n" + length, ResponseTo::head).is_done);
    EXPECT_TRUE(
        read_in_steps("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", ResponseTo::head).is_done
    );
    EXPECT_TRUE(read_in_steps("HTTP/1.1 200 OK\r\n\r\n", ResponseTo::head).is_done);
    EXPECT_TRUE(read_in_steps("HTTP/1.1 204 No Content\r\n\r\n").is_done);
    EXPECT_TRUE(read_in_steps("HTTP/1.1 304 Not Modified\r\n" + length).is_done);
    EXPECT_TRUE(read_in_steps("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").is_done);
}

TEST(HttpResponse, passes_interim_answers_over)
{
    const Answer answer = read_in_steps(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + with_length
    );
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "hello\r\n\r\nok");
    EXPECT_THAT(answer.fields, ElementsAre(Pair("Api-Version", "1.43"), Pair("Content-Length", "11")));
}

TEST(HttpResponse, leaves_the_stream_behind_a_switch_of_protocols)
{
    const Answer answer = read_in_steps(
        "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\n"
        "Upgrade: tcp\r\n\r\nraw bytes"
    );
    EXPECT_EQ(answer.status, 101);
    EXPECT_TRUE(answer.has_head);
    EXPECT_EQ(answer.body, "");
    EXPECT_EQ(answer.left, "raw bytes");
}

TEST(HttpResponse, stops_behind_the_head_of_a_hijack_answered_by_200)
{
    const std::string text =
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nraw bytes";
    HttpResponse response;
    std::vector<std::string_view> body;
    std::error_code ec;
    const std::size_t used = response.put(text, body, ec);
    EXPECT_TRUE(response.has_head());
    EXPECT_EQ(text.substr(used), "raw bytes");
    EXPECT_THAT(body, testing::IsEmpty());
}

TEST(HttpResponse, leaves_the_next_response_unread)
{
    const std::string next = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}";
    for (const std::string& first : {with_length, chunked}) {
        Reader reader;
        reader.add(first + next);
        EXPECT_TRUE(reader.answer().is_done);
        EXPECT_EQ(reader.answer().left, next);
        reader.response().expect(ResponseTo::other);
        EXPECT_FALSE(reader.response().has_started());
        reader.add("");
        EXPECT_EQ(reader.answer().status, 404);
        EXPECT_TRUE(reader.answer().is_done);
        EXPECT_EQ(reader.answer().left, "");
    }
}

TEST(HttpResponse, knows_whether_the_connection_lives_on)
{
    EXPECT_FALSE(
        read_in_steps("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").keeps_alive
    );
    EXPECT_FALSE(read_in_steps("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n").keeps_alive);
    EXPECT_TRUE(
        read_in_steps("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n").keeps_alive
    );
}

TEST(HttpResponse, is_cut_at_every_byte)
{
    for (const std::string& text : {with_length, chunked, "HTTP/1.1 100 Continue\r\n\r\n" + with_length}) {
        for (std::size_t size = 0; size < text.size(); ++size) {
            const Answer answer = read_to_end(text.substr(0, size));
            EXPECT_TRUE(is_cut(answer.error)) << size << " bytes: " << answer.error.message();
            EXPECT_FALSE(answer.is_done) << size << " bytes";
        }
        EXPECT_TRUE(read_to_end(text).is_done);
    }
}

TEST(HttpResponse, tells_a_cut_from_nonsense)
{
    const std::vector<std::string> table{
        "<!DOCTYPE html><html><body>It works</body></html>",
        "\x16\x03\x01\x02",  // TLS
        "SSH-2.0-OpenSSH_9.2p1\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 20x OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n11111111111111111\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n0\r\n\r\n",
    };
    for (const std::string& text : table) {
        for (const std::size_t step : {std::size_t{1}, text.size()}) {
            const Answer answer = read(text, step);
            EXPECT_TRUE(answer.error) << text;
            EXPECT_FALSE(is_cut(answer.error)) << text;
            EXPECT_FALSE(answer.is_done) << text;
        }
    }
}

TEST(HttpResponse, bounds_its_head)
{
    Reader reader;
    reader.add("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 5000 && !reader.answer().error; ++i)
        reader.add("X: " + std::string(1000, 'x') + "\r\n");
    EXPECT_TRUE(reader.answer().error);
    EXPECT_FALSE(reader.answer().has_head);
}

TEST(HttpResponse, takes_a_head_as_large_as_the_daemons_largest)
{
    const std::string large(1 << 20, 'x');
    Reader reader;
    reader.add("HTTP/1.1 200 OK\r\nX-Docker-Container-Path-Stat: " + large + "\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(reader.answer().error, std::error_code{});
    EXPECT_EQ(reader.response().head().field("X-Docker-Container-Path-Stat"), large);
}

TEST(HttpResponse, an_end_before_anything_is_cut)
{
    HttpResponse response;
    std::error_code ec;
    EXPECT_FALSE(response.has_started());
    response.put_eof(ec);
    EXPECT_TRUE(is_cut(ec));
}

}
}
