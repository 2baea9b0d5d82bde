#include "base/json_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace devenv::detail::base {
namespace {

std::string problem_of(std::string_view text, JsonDialect dialect = JsonDialect::commented)
{
    TextValue root;
    const auto problem = parse_json_text(text, dialect, root);
    return problem ? problem->position.to_string() + ": " + problem->message : "";
}

TEST(JsonText, keeps_the_position_of_every_key_and_value)
{
    constexpr std::string_view text = R"(// about
{
  "name": "x", /* one
  two */ "build": {"args": {"A": null},},
  "list": [true, -1.50e3, /*c*/ [], {}, "ä", "z",], // end
  "last"
    :
      12
}
)";
    TextValue root;
    const auto problem = parse_json_text(text, JsonDialect::commented, root);
    ASSERT_FALSE(problem) << problem->position.to_string() << problem->message;
    EXPECT_EQ(root.position, (TextPosition{2, 1}));
    ASSERT_EQ(root.items.size(), 4U);
    EXPECT_EQ(root.find("name")->key_position, (TextPosition{3, 3}));
    EXPECT_EQ(root.find("name")->position, (TextPosition{3, 11}));
    EXPECT_EQ(root.find("build")->key_position, (TextPosition{4, 10}));
    const TextValue* null = root.find("build")->find("args")->find("A");
    EXPECT_EQ(null->position, (TextPosition{4, 34}));
    EXPECT_EQ(null->kind, TextKind::null);
    const TextValue& list = *root.find("list");
    ASSERT_EQ(list.items.size(), 6U);
    EXPECT_TRUE(list.items[0].boolean);
    EXPECT_EQ(list.items[0].position, (TextPosition{5, 12}));
    EXPECT_EQ(list.items[1].text, "-1.50e3");
    EXPECT_EQ(list.items[1].integer(), std::nullopt);
    EXPECT_EQ(list.items[2].position, (TextPosition{5, 33}));
    EXPECT_EQ(list.items[3].kind, TextKind::object);
    EXPECT_EQ(list.items[4].text, "ä");
    EXPECT_EQ(list.items[5].position, (TextPosition{5, 46}));
    EXPECT_EQ(root.find("last")->key_position, (TextPosition{6, 3}));
    EXPECT_EQ(root.find("last")->position, (TextPosition{8, 7}));
    EXPECT_EQ(root.find("last")->integer(), 12);
    EXPECT_EQ(root.find("nothing"), nullptr);
}

TEST(JsonText, says_where_and_what_is_wrong)
{
    const std::vector<std::pair<std::string, std::string>> table{
        {"", "1:1: the file is empty"},
        {" // only\n", "2:1: the file is empty"},
        {"{} x", "1:4: there is more text after the end of the document"},
        {"{}\n}", "2:1: there is more text after the end of the document"},
        {"{\"a\": 1\n \"b\": 2}", "2:2: a ',' or '}' is missing after a member"},
        {"[1 2]", "1:4: a ',' or ']' is missing after an item"},
        {"{a: 1}", "1:2: a key in double quotes is missing"},
        {"{\"a\" 1}", "1:6: a ':' is missing after a key"},
        {"{\"a\": yes}", "1:7: a value is missing or misspelt (texts need double quotes)"},
        {"{\"a\": }", "1:7: a value is missing or misspelt (texts need double quotes)"},
        {"{\"a\": 'x'}", "1:7: a value is missing or misspelt (texts need double quotes)"},
        {"{\"a\": 1, \"b\": 2,\n \"a\": 3}", "2:2: the key \"a\" was already used in line 1"},
        {"{\"a\": {\"b\": 1, \"b\": 2}}", "1:16: the key \"b\" was already used in line 1"},
        {"\"\xC3\xA4\xFF\"", "1:3: there are bytes that aren't UTF-8"},
        {"// \xC3\n1", "1:4: there are bytes that aren't UTF-8"},
        {std::string("{}\0{", 4), "1:3: there is a NUL character"},
        {"{", "1:2: a key in double quotes is missing"},
        {"[", "1:2: a value is missing or misspelt (texts need double quotes)"},
        {"1 /* x", "1:7: it isn't JSON"},
        {"1.", "1:3: a number needs digits after its '.'"},
        {"1e", "1:3: a number needs digits after its exponent"},
        {"[,]", "1:2: a value is missing or misspelt (texts need double quotes)"},
    };
    for (const auto& [text, message] : table)
        EXPECT_EQ(problem_of(text), message) << text;
}

TEST(JsonText, strings_that_end_or_escape_badly_are_errors)
{
    for (const std::string text : {"\"a", "\"a\nb\"", "\"\\q\"", "\"\\u12\"", "\"\\uD800\"", "\"\\", "\""})
        EXPECT_NE(problem_of(text), "") << text;
}

TEST(JsonText, every_cut_of_a_document_is_an_error)
{
    const std::string text = R"({"a": [1, {"b": "c\u00e4"}, true], /* x */ "d": null // y
})";
    EXPECT_EQ(problem_of(text), "");
    for (std::size_t size = 0; size < text.size(); ++size)
        EXPECT_NE(problem_of(text.substr(0, size)), "") << size;
}

TEST(JsonText, nesting_has_a_bound)
{
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_EQ(problem_of(nested(100)), "");
    EXPECT_EQ(problem_of(nested(101)), "1:101: values are nested more than 100 deep");
    EXPECT_EQ(problem_of(std::string(1'000'000, '[')), "1:101: values are nested more than 100 deep");
}

TEST(JsonText, standard_json_has_no_comments_and_the_last_name_counts)
{
    EXPECT_NE(problem_of("{} // x", JsonDialect::standard), "");
    EXPECT_NE(problem_of("[1,]", JsonDialect::standard), "");
    TextValue root;
    ASSERT_FALSE(parse_json_text("\xEF\xBB\xBF{\"a\": 1, \"a\": 2}", JsonDialect::standard, root));
    EXPECT_EQ(root.find("a")->text, "2");
    EXPECT_EQ(root.position, (TextPosition{1, 1}));
}

TEST(JsonText, integers_are_exact_or_absent)
{
    TextValue root;
    ASSERT_FALSE(
        parse_json_text("[9223372036854775807, 9223372036854775808, -0, 1.0]", JsonDialect::standard, root)
    );
    EXPECT_EQ(root.items[0].integer(), INT64_MAX);
    EXPECT_EQ(root.items[1].integer(), std::nullopt);
    EXPECT_EQ(root.items[2].integer(), 0);
    EXPECT_EQ(root.items[3].integer(), std::nullopt);
}

TEST(AppendJsonString, escapes_what_must_be)
{
    std::string text = "x=";
    append_json_string(text, "a\"b\\c\n\x01ä");
    EXPECT_EQ(text, R"(x="a\"b\\c\n\u0001ä")");
}

}  // namespace
}  // namespace devenv::detail::base
