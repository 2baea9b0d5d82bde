#include "status_line.hpp"

#include <gtest/gtest.h>

#include <array>
#include <clocale>
#include <cwchar>

namespace devenv::cli {

namespace {

const std::string erase = "\r\x1b[2K";

class StatusLineTest : public ::testing::Test
{
protected:
    // As main does it: the width of characters is the C library's knowledge.
    static void SetUpTestSuite() { std::setlocale(LC_CTYPE, "C.UTF-8"); }

    StatusLine line_{};
};

TEST_F(StatusLineTest, draws_and_redraws_in_place)
{
    EXPECT_EQ(line_.show("one", 80), "one");
    EXPECT_EQ(line_.show("two", 80), erase + "two");
    EXPECT_EQ(line_.clear(), erase);
    EXPECT_EQ(line_.clear(), "");
}

TEST_F(StatusLineTest, text_scrolls_above_it)
{
    line_.show("busy", 80);
    EXPECT_EQ(line_.above("hello\n"), erase + "hello\nbusy");
    EXPECT_EQ(line_.above(""), "");
}

TEST_F(StatusLineTest, stays_away_until_the_text_above_has_ended_its_line)
{
    line_.show("busy", 80);
    EXPECT_EQ(line_.above("half a"), erase + "half a");
    EXPECT_EQ(line_.show("still busy", 80), "");
    EXPECT_EQ(line_.above(" line\n"), " line\nstill busy");
}

TEST_F(StatusLineTest, knows_of_output_that_went_past_it)
{
    line_.show("busy", 80);
    EXPECT_EQ(line_.clear(), erase);
    line_.passed("half a");
    EXPECT_EQ(line_.show("busy", 80), "");
    EXPECT_EQ(line_.clear(), "");
    line_.passed(" line\n");
    EXPECT_EQ(line_.show("busy", 80), "busy");
}

TEST_F(StatusLineTest, a_text_of_ours_begins_on_a_line_of_its_own)
{
    line_.passed("half a line");
    EXPECT_EQ(line_.line_break(), "\n");
    EXPECT_EQ(line_.line_break(), "");
    EXPECT_EQ(line_.show("busy", 80), "busy");
}

TEST_F(StatusLineTest, an_empty_status_is_none)
{
    line_.show("busy", 80);
    EXPECT_EQ(line_.show("", 80), erase);
    EXPECT_EQ(line_.above("text\n"), "text\n");
}

TEST_F(StatusLineTest, leaves_the_last_column_free)
{
    EXPECT_EQ(line_.show("12345678", 9), "12345678");
    EXPECT_EQ(line_.show("123456789", 9), erase + "1234567…");
}

TEST_F(StatusLineTest, narrow_terminals_get_what_fits_and_never_more)
{
    const std::string text = "\x1b[32m▸\x1b[0m 0.1s 漢字 building";
    for (std::size_t width = 0; width < 40; ++width) {
        StatusLine line;
        const std::string bytes = line.show(text, width);
        EXPECT_LT(columns_of(bytes), std::max<std::size_t>(width, 1)) << width << ": " << bytes;
        EXPECT_EQ(bytes.find('\n'), std::string::npos);
    }
}

TEST_F(StatusLineTest, a_line_break_in_the_status_does_not_break_the_terminal)
{
    EXPECT_EQ(line_.show("RUN a \\\n\tb\r\x1b[2Jc", 80), "RUN a \\ b c");
}

TEST_F(StatusLineTest, columns)
{
    struct Case
    {
        std::string_view text;
        std::size_t columns;
    };
    constexpr std::array<Case, 10> cases{{
        {"", 0},
        {"abc", 3},
        {"äöü", 3},
        {"漢字", 4},
        {"e\u0301", 1},  // a combining accent
        {"👍", 2},
        {"\x1b[1;32mgreen\x1b[0m", 5},  // colours take no room
        {"\x1b[", 0},                   // a cut escape sequence
        {"\xff\xfe", 2},                // no UTF-8: one column each
        {"a\xe6\xbc", 3},               // a cut character
    }};
    for (const Case& c : cases)
        EXPECT_EQ(columns_of(c.text), c.columns) << c.text;
}

TEST_F(StatusLineTest, fit)
{
    struct Case
    {
        std::string_view text;
        std::size_t columns;
        std::string_view fitted;
    };
    constexpr std::array<Case, 9> cases{{
        {"abc", 3, "abc"},
        {"abcd", 3, "ab…"},
        {"abcd", 1, "…"},
        {"abcd", 0, ""},
        {"漢字漢字", 8, "漢字漢字"},
        {"漢字漢字", 7, "漢字漢…"},
        {"漢字漢字", 6, "漢字…"},  // half a wide character isn't shown
        {"\x1b[1mabcd\x1b[0m", 3, "\x1b[1mab…\x1b[0m"},
        {"", 5, ""},
    }};
    for (const Case& c : cases)
        EXPECT_EQ(fit(c.text, c.columns), c.fitted) << c.text << " in " << c.columns;
}

}  // namespace

}  // namespace devenv::cli
