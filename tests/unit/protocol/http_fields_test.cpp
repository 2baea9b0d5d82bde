#include "protocol/http_fields.hpp"

#include <gtest/gtest.h>

namespace devenv::detail::protocol {
namespace {

TEST(HttpFields, reads_content_ranges)
{
    EXPECT_EQ(parse_content_range("bytes 5-9/10"), (ContentRange{.first = 5, .last = 9, .total = 10}));
    EXPECT_EQ(parse_content_range(" bytes 0-0/* "), (ContentRange{.first = 0, .last = 0}));
    for (const char* text :
         {"",
          "bytes",
          "bytes */10",
          "bytes 9-5/10",
          "bytes -5/10",
          "items 5-9/10",
          "bytes 5-9",
          "bytes 5-9/x",
          "bytes 99999999999999999999-0/1"})
        EXPECT_FALSE(parse_content_range(text)) << text;
}

TEST(HttpFields, reads_retry_after)
{
    EXPECT_EQ(parse_retry_after("120", 0), 120);
    EXPECT_EQ(parse_retry_after(" 0 ", 0), 0);
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784'111'770), 7);
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 800'000'000), 0);
    for (const char* text : {"", "-1", "soon", "1.5", "99999999999999999999"})
        EXPECT_FALSE(parse_retry_after(text, 0)) << text;
}

TEST(HttpFields, reads_dates)
{
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784'111'777);
    EXPECT_EQ(parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT"), 0);
    EXPECT_EQ(parse_http_date("Tue, 29 Feb 2000 23:59:59 GMT"), 951'868'799);
    for (const char* text :
         {"Sun, 06 Nov 1994 08:49:37 CET",
          "Sun, 06 Foo 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 8:49 GMT",
          "Sunday, 06-Nov-94 08:49:37 GMT",
          "Sun, 32 Nov 1994 08:49:37 GMT"})
        EXPECT_FALSE(parse_http_date(text)) << text;
}

TEST(HttpFields, reads_lengths)
{
    EXPECT_EQ(parse_length("0"), 0U);
    EXPECT_EQ(parse_length("18446744073709551615"), 18446744073709551615ULL);
    for (const char* text : {"", "-1", "+1", "1x", "18446744073709551616"})
        EXPECT_FALSE(parse_length(text)) << text;
}

}  // namespace
}  // namespace devenv::detail::protocol
