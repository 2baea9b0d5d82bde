#include "protocol/json_lines.hpp"

#include "base/json_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace devenv::detail::protocol {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

std::vector<std::string> read(JsonLines& lines, std::string_view text, std::size_t step)
{
    std::vector<std::string> values;
    for (std::size_t at = 0; at < text.size(); at += step) {
        lines.put(text.substr(at, step));
        while (const auto value = lines.next())
            values.emplace_back(*value);
    }
    return values;
}

const std::vector<std::string> values{
    R"({"stream":"Step 1/2 : FROM a\n"})",
    "{}",
    R"({"a":"}{][ \" \\\" \\","b":"\\"})",
    R"({"a":{"b":[{"c":[]},{}]},"d":[[1,2],[3]]})",
    "{ \"spread\" :\n  \"over lines\"\n}",
    "{\"utf8\":\"\xC3\xA9\xF0\x9F\x90\xB3\",\"escaped\":\"\\u001e\\ud83d\\udc33\"}",
};

std::string joined(std::string_view between)
{
    std::string text;
    for (const std::string& value : values)
        text.append(between).append(value);
    return text.append(between);
}

TEST(JsonLines, come_out_the_same_in_all_steps)
{
    for (const std::string_view between : {"", "\n", "\r\n", " \t\r\n\n", "\x1e", "\n\x1e"}) {
        const std::string text = joined(between);
        for (std::size_t step = 1; step <= text.size(); ++step) {
            JsonLines lines;
            EXPECT_THAT(read(lines, text, step), ElementsAreArray(values)) << "in steps of " << step;
            EXPECT_EQ(lines.fault(), LineFault::none);
            EXPECT_EQ(lines.put_eof(), LineFault::none);
        }
    }
}

TEST(JsonLines, are_cut_inside_of_a_value)
{
    const std::string text = R"({"a":"}\""} {"b":[1]})";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        JsonLines lines;
        read(lines, std::string_view(text).substr(0, size), 3);
        const bool is_between = size == 0 || size == 11 || size == 12 || size == text.size();
        EXPECT_EQ(lines.put_eof(), is_between ? LineFault::none : LineFault::cut) << size << " bytes";
    }
}

TEST(JsonLines, start_with_an_object)
{
    for (const std::string_view text : {"<html>", "null", "[1]", "}", "\"text\"", "\xEF\xBB\xBF{}"}) {
        JsonLines lines;
        EXPECT_THAT(read(lines, "{} " + std::string(text), 1), ElementsAre("{}")) << text;
        EXPECT_EQ(lines.fault(), LineFault::not_json) << text;
        EXPECT_EQ(lines.put_eof(), LineFault::not_json) << text;
        EXPECT_THAT(read(lines, "{}", 2), IsEmpty()) << text;
    }
}

TEST(JsonLines, are_bounded)
{
    const std::string fits = "{\"a\":\"" + std::string(92, 'x') + "\"}";
    ASSERT_EQ(fits.size(), 100U);
    for (const std::size_t step : {1U, 7U, 1000U}) {
        JsonLines exact(100);
        EXPECT_THAT(read(exact, fits + fits, step), ElementsAre(fits, fits));
        JsonLines tight(99);
        EXPECT_THAT(read(tight, fits, step), IsEmpty());
        EXPECT_EQ(tight.fault(), LineFault::too_long);
    }
}

TEST(JsonLines, may_be_parsed_in_place)
{
    JsonLines lines;
    const std::string text = joined("\n");
    std::size_t count = 0;
    for (const char c : text) {
        lines.put(std::string_view(&c, 1));
        while (const auto value = lines.next()) {
            // As its owner does: the parser writes into the text, which ends in a NUL.
            ASSERT_EQ(value->data()[value->size()], '\0');
            json::Document document;
            EXPECT_EQ(document.parse(const_cast<char*>(value->data()), value->size()), "");
            ++count;
        }
    }
    EXPECT_EQ(count, values.size());
}

}
}
