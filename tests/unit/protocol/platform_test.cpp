#include "protocol/platform.hpp"

#include <gtest/gtest.h>

namespace devenv::detail::protocol {
namespace {

std::string read(std::string_view text)
{
    const auto platform = parse_platform(text);
    return platform ? platform->to_string() : "none";
}

TEST(Platform, reads_names_of_all_tools)
{
    EXPECT_EQ(read("linux/amd64"), "linux/amd64");
    EXPECT_EQ(read("x86_64"), "linux/amd64");
    EXPECT_EQ(read("linux/aarch64"), "linux/arm64");
    EXPECT_EQ(read("linux/arm64/v8"), "linux/arm64");
    EXPECT_EQ(read("linux/arm"), "linux/arm/v7");
    EXPECT_EQ(read("linux/arm/6"), "linux/arm/v6");
    EXPECT_EQ(read("armhf"), "linux/arm/v7");
    EXPECT_EQ(read("Windows/AMD64"), "windows/amd64");
}

TEST(Platform, refuses_what_is_none)
{
    for (const char* text :
         {"", "/", "linux/", "/amd64", "linux//v7", "a/b/c/d", "linux/a md64", "linux/../x"})
        EXPECT_EQ(read(text), "none") << text;
}

TEST(Platform, runs_what_was_made_for_forerunners)
{
    const Platform v7{.os = "linux", .architecture = "arm", .variant = "v7"};
    const Platform v6{.os = "linux", .architecture = "arm", .variant = "v6"};
    const Platform amd{.os = "linux", .architecture = "amd64"};
    const Platform amd_v3{.os = "linux", .architecture = "amd64", .variant = "v3"};
    const Platform windows{.os = "windows", .architecture = "amd64"};
    EXPECT_GT(*fitness(v7, v7), *fitness(v7, v6));
    EXPECT_FALSE(fitness(v6, v7));
    EXPECT_FALSE(fitness(amd, amd_v3));
    EXPECT_TRUE(fitness(amd_v3, amd));
    EXPECT_FALSE(fitness(amd, windows));
    const Platform arm64{.os = "linux", .architecture = "arm64"};
    const Platform arm64_v8{.os = "linux", .architecture = "arm64", .variant = "v8"};
    EXPECT_EQ(fitness(arm64, arm64_v8), fitness(arm64, arm64));
}

}  // namespace
}  // namespace devenv::detail::protocol
