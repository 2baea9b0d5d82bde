#include "protocol/content_digest.hpp"

#include <gtest/gtest.h>

#include <string>

namespace devenv::detail::protocol {
namespace {

TEST(ContentDigest, reads_what_registries_use)
{
    const std::string hex(64, 'a');
    const auto digest = parse_content_digest("sha256:" + hex);
    ASSERT_TRUE(digest);
    EXPECT_EQ(digest->hex, hex);
    EXPECT_EQ(digest->to_string(), "sha256:" + hex);
    const auto longer = parse_content_digest("sha512:" + std::string(128, '0'));
    ASSERT_TRUE(longer);
    EXPECT_EQ(longer->algorithm, base::DigestAlgorithm::sha512);
    EXPECT_EQ(longer->to_string(), "sha512:" + std::string(128, '0'));
}

TEST(ContentDigest, refuses_all_else)
{
    for (const std::string& text :
         {std::string(),
          std::string("sha256:"),
          "sha256:" + std::string(63, 'a'),
          "sha256:" + std::string(65, 'a'),
          "sha256:" + std::string(64, 'A'),
          "sha256:../" + std::string(61, 'a'),
          "sha512:" + std::string(64, 'a'),
          "md5:" + std::string(32, 'a'),
          std::string(64, 'a')})
        EXPECT_FALSE(parse_content_digest(text)) << text;
}

TEST(ContentDigest, is_the_hash_of_bytes)
{
    EXPECT_EQ(
        digest_of("abc").to_string(),
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    base::Digest longer(base::DigestAlgorithm::sha512);
    longer.update("abc");
    EXPECT_EQ(
        longer.finish_hex(),
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    );
}

}  // namespace
}  // namespace devenv::detail::protocol
