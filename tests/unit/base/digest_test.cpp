#include "base/digest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace devenv::detail::base {
namespace {

TEST(Digest, gives_the_published_values)
{
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Digest md5(DigestAlgorithm::md5);
    EXPECT_EQ(md5.finish_hex(), "d41d8cd98f00b204e9800998ecf8427e");
    md5.update("message digest");
    EXPECT_EQ(md5.finish_hex(), "f96b697d7cb7938d525a2f31aaf161d0");
}

TEST(Digest, steps_dont_matter_and_an_object_serves_many_hashes)
{
    const std::string text(1'000, 'x');
    Digest digest(DigestAlgorithm::sha256);
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{999}}) {
        for (std::size_t at = 0; at < text.size(); at += step)
            digest.update(std::string_view(text).substr(at, step));
        EXPECT_EQ(digest.finish_hex(), sha256_hex(text)) << step;
    }
}

TEST(Digest, moves_with_what_it_has_seen)
{
    Digest first(DigestAlgorithm::sha256);
    first.update("ab");
    Digest second = std::move(first);
    second.update("c");
    EXPECT_EQ(second.finish_hex(), sha256_hex("abc"));
}

}  // namespace
}  // namespace devenv::detail::base
