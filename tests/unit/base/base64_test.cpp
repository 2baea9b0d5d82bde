#include "base/base64.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace devenv::detail::base {
namespace {

TEST(Base64, rfc_4648_vectors_both_ways)
{
    const std::vector<std::pair<std::string, std::string>> table{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"{}", "e30="},
    };
    for (const auto& [bytes, text] : table) {
        EXPECT_EQ(encode_base64(bytes, Base64Alphabet::standard), text);
        EXPECT_EQ(decode_base64(text, Base64Alphabet::standard), bytes);
    }
}

TEST(Base64, alphabets_differ_in_the_last_two_digits)
{
    const std::string bytes = "\xFB\xFF\xFE";
    EXPECT_EQ(encode_base64(bytes, Base64Alphabet::standard), "+//+");
    EXPECT_EQ(encode_base64(bytes, Base64Alphabet::url), "-__-");
    EXPECT_EQ(decode_base64("-__-", Base64Alphabet::url), bytes);
    EXPECT_EQ(decode_base64("-__-", Base64Alphabet::standard), std::nullopt);
}

TEST(Base64, refuses_what_is_not_base64)
{
    for (const std::string text : {"a", "ab", "abc", "ab=c", "a===", "====", "ab c", "Zm9v\n", "=abc"})
        EXPECT_EQ(decode_base64(text, Base64Alphabet::standard), std::nullopt) << text;
}

}  // namespace
}  // namespace devenv::detail::base
