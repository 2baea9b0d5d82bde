#include "base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace devenv::detail::base {
namespace {

using testing::ElementsAre;

TEST(EditDistance, counts_inserted_removed_replaced_and_swapped_characters)
{
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("BINDIR", "BIND_DIR"), 2U);
    EXPECT_EQ(edit_distance("BIND_DIRS", "BIND_DIR"), 1U);
    EXPECT_EQ(edit_distance("BNID_DIR", "BIND_DIR"), 1U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Nearest, gives_the_word_that_was_meant_or_none)
{
    constexpr std::array<std::string_view, 4> known{"image", "bind", "bundles", "build"};
    EXPECT_EQ(nearest("imgae", known), "image");
    EXPECT_EQ(nearest("IMAGE", known), "image");
    EXPECT_EQ(nearest("bundle", known), "bundles");
    EXPECT_EQ(nearest("x", known), std::nullopt);
    EXPECT_EQ(nearest("quite different", known), std::nullopt);
    EXPECT_EQ(suggestion("biuld", known), " (did you mean \"build\"?)");
    EXPECT_EQ(suggestion("zzzz", known), "");
}

TEST(Text, words_trim_and_identifiers)
{
    EXPECT_THAT(words("  a \t b\n"), ElementsAre("a", "b"));
    EXPECT_THAT(words(" "), ElementsAre());
    EXPECT_EQ(trim(" \r\n"), "");
    EXPECT_EQ(trim(" a b\n"), "a b");
    EXPECT_TRUE(is_identifier("_a9"));
    EXPECT_FALSE(is_identifier("9a"));
    EXPECT_FALSE(is_identifier(""));
    EXPECT_FALSE(is_identifier("a-b"));
    EXPECT_TRUE(equals_ignoring_case("httpHeaders", "HttpHeaders"));
    EXPECT_FALSE(equals_ignoring_case("a", "ab"));
}

}  // namespace
}  // namespace devenv::detail::base
