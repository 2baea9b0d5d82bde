#include "base/json_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace devenv::detail::json {
namespace {

using testing::HasSubstr;

/// Parses one number; what it holds is read from the document.
class Number
{
public:
    explicit Number(std::string text) : text_(std::move(text)), problem_(document_.parse(text_)) {}

    const std::string& problem() const { return problem_; }
    const rapidjson::Value& value() const { return document_.root(); }

private:
    std::string text_;
    Document document_;
    std::string problem_;
};

TEST(JsonDocument, reads_integers_as_far_as_they_go)
{
    EXPECT_TRUE(Number("0").value().IsInt());
    EXPECT_EQ(Number("-2147483648").value().GetInt(), std::numeric_limits<int>::min());
    EXPECT_EQ(Number("-9223372036854775808").value().GetInt64(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(Number("18446744073709551615").value().GetUint64(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(Number("18446744073709551616").value().GetDouble(), 18446744073709551616.0);
}

TEST(JsonDocument, reads_other_numbers_to_the_last_digit)
{
    for (const double number : {0.1, -2.5e-3, 1e308, 5e-324, 123456789.123456789, 0.1 + 0.2}) {
        std::string text(40, ' ');
        text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.17g", number)));
        EXPECT_EQ(Number(text).value().GetDouble(), number);
    }
}

TEST(JsonDocument, takes_zero_with_any_exponent_for_zero)
{
    for (const char* text : {"0e83", "0e-83", "0.000e-50", "-0e-99", "0.0e-23", "0e-325", "1e-400"})
        EXPECT_EQ(Number(text).value().GetDouble(), 0.0) << text;
}

TEST(JsonDocument, refuses_what_no_number_can_hold)
{
    EXPECT_THAT(Number("1e400").problem(), HasSubstr("a number is too large"));
    EXPECT_THAT(Number("2e308").problem(), HasSubstr("a number is too large"));
    EXPECT_THAT(Number("[1, 2e999]").problem(), HasSubstr("a number is too large"));
    for (const char* text : {"01", "1.", ".5", "+1", "1e", "--1", "NaN", "Infinity", "0x10"})
        EXPECT_THAT(Number(text).problem(), HasSubstr("invalid JSON")) << text;
}

TEST(JsonDocument, leaves_what_stands_behind_a_number)
{
    std::string text = R"({"a":1,"b":[2.5,-3],"c":4})";
    Document document;
    ASSERT_EQ(document.parse(text), "");
    EXPECT_EQ(document.root()["a"].GetInt(), 1);
    EXPECT_EQ(document.root()["b"][0].GetDouble(), 2.5);
    EXPECT_EQ(document.root()["b"][1].GetInt(), -3);
    EXPECT_EQ(document.root()["c"].GetInt(), 4);
}

}
}
