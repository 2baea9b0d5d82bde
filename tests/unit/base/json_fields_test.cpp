#include "base/json_fields.hpp"

#include <gtest/gtest.h>

namespace devenv::detail::json {

namespace {

struct Port
{
    std::string ip{};
    std::uint16_t private_port = 0;
    Extra extra{};
};

struct Box
{
    std::string name{};
    std::optional<bool> init{};
    std::optional<std::vector<std::string>> entrypoint{};
    std::vector<Port> ports{};
    std::map<std::string, std::string> labels{};
    std::int64_t memory = 0;
    Json raw{};
    Extra extra{};
};

}  // namespace

template <>
const Fields& fields_of<Port>()
{
    static const Fields list =
        fields<Port>(&Port::extra, {{"IP", &Port::ip}, {"PrivatePort", &Port::private_port}});
    return list;
}

template <>
const Fields& fields_of<Box>()
{
    static const Fields list = fields<Box>(
        &Box::extra,
        {
            {"Name", &Box::name},
            {"Init", &Box::init},
            {"Entrypoint", &Box::entrypoint},
            {"Ports", &Box::ports},
            {"Labels", &Box::labels},
            {"Memory", &Box::memory},
            {"Raw", &Box::raw},
        }
    );
    return list;
}

namespace {

std::string failure_of(std::string text)
{
    Box box;
    return read_text(text, box);
}

TEST(JsonFields, reads_what_it_knows_and_keeps_the_rest)
{
    std::string text = R"({"New":{"a":[1,2.5]},"Labels":{"x":"y"},"Name":"web","Memory":9223372036854775807,)"
                       R"("Ports":[{"IP":"::","PrivatePort":80,"Type":"tcp"}],"Init":false,"Raw":[null]})";
    Box box;
    ASSERT_EQ(read_text(text, box), "");
    EXPECT_EQ(box.name, "web");
    EXPECT_EQ(box.memory, 9223372036854775807);
    EXPECT_EQ(box.init, false);
    EXPECT_EQ(box.entrypoint, std::nullopt);
    ASSERT_EQ(box.ports.size(), 1U);
    EXPECT_EQ(box.ports[0].private_port, 80);
    EXPECT_EQ(box.labels.at("x"), "y");
    EXPECT_EQ(
        write_text(box),
        R"({"Name":"web","Init":false,"Ports":[{"IP":"::","PrivatePort":80,"Type":"tcp"}],"Labels":{"x":"y"},)"
        R"("Memory":9223372036854775807,"Raw":[null],"New":{"a":[1,2.5]}})"
    );
}

TEST(JsonFields, absent_null_and_empty_are_told_apart_by_optional)
{
    std::string null = R"({"Entrypoint":null,"Ports":null,"Name":null})";
    Box box;
    ASSERT_EQ(read_text(null, box), "");
    EXPECT_EQ(write_text(box), "{}");
    std::string empty = R"({"Entrypoint":[]})";
    ASSERT_EQ(read_text(empty, box), "");
    EXPECT_EQ(write_text(box), R"({"Entrypoint":[]})");
}

TEST(JsonFields, failure_names_pointer_expected_and_found)
{
    EXPECT_EQ(
        failure_of(R"({"Ports":[{},{"PrivatePort":70000}]})"),
        "/Ports/1/PrivatePort: a whole number in range expected, a number found"
    );
    EXPECT_EQ(failure_of(R"({"Labels":{"a/b~":1}})"), "/Labels/a~1b~0: a text expected, a number found");
    EXPECT_EQ(failure_of(R"([])"), "/: an object expected, a list found");
    EXPECT_EQ(
        failure_of(R"({"Memory":1.5})"),
        "/Memory: a whole number in range expected, a number with a fraction, or one too large found"
    );
}

TEST(JsonFields, bad_json_is_an_error_with_its_place)
{
    EXPECT_EQ(failure_of("<html>"), "invalid JSON at byte 0: Invalid value.");
    EXPECT_NE(failure_of(R"({"Name":"a")"), "");
    EXPECT_NE(failure_of(R"({} trailing)"), "");
    EXPECT_NE(failure_of(""), "");
    EXPECT_NE(failure_of(std::string("{}\0{}", 5)), "");
    EXPECT_EQ(failure_of("null"), "");
}

TEST(JsonFields, nesting_is_bounded)
{
    EXPECT_EQ(
        failure_of(R"({"Raw":)" + std::string(1'000'000, '[')),
        "invalid JSON at byte 263: nested deeper than 256 levels"
    );
    EXPECT_EQ(failure_of(R"({"Raw":)" + std::string(200, '[') + std::string(200, ']') + "}"), "");
}

}  // namespace
}  // namespace devenv::detail::json
