#include "devenv/error.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace devenv {
namespace {

TEST(Error, says_operation_message_and_next_step_in_one_line)
{
    const Error error(Error::Details{
        .kind = ErrorKind::not_found,
        .http_status = 404,
        .operation = "StartContainer web",
        .message = "No such container: web\r\n",
        .hint = "see `docker ps -a`",
    });
    EXPECT_STREQ(error.what(), "StartContainer web: No such container: web; see `docker ps -a`");
    EXPECT_EQ(error.message(), "No such container: web\r\n");
    EXPECT_EQ(error.http_status(), 404);
}

TEST(Error, copies_share_their_details)
{
    const Error first(ErrorKind::local, "disk full");
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): the copy is what is tested
    const Error second = first;
    EXPECT_EQ(&first.details(), &second.details());
    static_assert(std::is_nothrow_copy_constructible_v<Error>);
}

TEST(Error, kind_without_words_is_named)
{
    EXPECT_STREQ(Error(ErrorKind::timed_out, "").what(), "timed_out");
    std::ostringstream out;
    out << ErrorKind::local;
    EXPECT_EQ(out.str(), "local");
}

}  // namespace
}  // namespace devenv
