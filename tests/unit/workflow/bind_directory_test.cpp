#include "workflow/bind_directory.hpp"

#include "devenv/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace devenv::detail::workflow {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

BindDecision decide(std::string value)
{
    return decide_bind({.bind_dir = std::move(value), .root = "/home/me/moby"});
}

TEST(BindDirectory, what_is_inside_and_holds_the_bundles_is_taken)
{
    const std::vector<std::pair<std::string, BindMode>> table{
        {"bundles", BindMode::bundles},
        {"./bundles/", BindMode::bundles},
        {"x/../bundles", BindMode::bundles},
        {"/home/me/moby/bundles", BindMode::bundles},
        {".", BindMode::source},
        {"./", BindMode::source},
        {"x/..", BindMode::source},
        {"/home/me/moby", BindMode::source},
        {"/home/me/moby/", BindMode::source},
    };
    for (const auto& [value, mode] : table) {
        const BindDecision decision = decide(value);
        EXPECT_EQ(decision.mode, mode) << value;
        EXPECT_THAT(decision.notes, IsEmpty()) << value;
        EXPECT_EQ(decision.also_bound, "");
    }
    EXPECT_EQ(decide_bind({.bind_dir = "a", .bundles = "a/bundles", .root = "/r"}).mode, BindMode::bundles);
    EXPECT_EQ(decide_bind({.bind_dir = "a", .bundles = "ab/bundles", .root = "/r"}).mode, BindMode::none);
}

TEST(BindDirectory, another_folder_is_mounted_but_artefacts_are_copied_out)
{
    const BindDecision decision = decide("out");
    EXPECT_EQ(decision.mode, BindMode::none);
    EXPECT_EQ(decision.also_bound, "out");
    ASSERT_THAT(decision.notes, SizeIs(1));
    EXPECT_EQ(decision.notes[0].level, ConfigNote::Level::warning);
    EXPECT_EQ(
        decision.notes[0].text,
        "BIND_DIR=out: out is mounted, but artefacts go to bundles, which is copied out after the run; use "
        "BIND_DIR=bundles or BIND_DIR=."
    );
}

TEST(BindDirectory, empty_means_copy_out)
{
    const BindDecision decision = decide("");
    EXPECT_EQ(decision.mode, BindMode::none);
    ASSERT_THAT(decision.notes, SizeIs(1));
    EXPECT_EQ(
        decision.notes[0].text, "BIND_DIR is empty: nothing is mounted, bundles is copied out after the run"
    );
}

TEST(BindDirectory, outside_of_the_project_is_refused)
{
    const std::vector<std::pair<std::string, std::string>> table{
        {"/abs", "BIND_DIR=/abs: the folder must be inside the project /home/me/moby"},
        {"/", "BIND_DIR=/: the folder must be inside the project /home/me/moby"},
        {"..", "BIND_DIR=..: the folder must be inside the project /home/me/moby"},
        {"../moby2", "BIND_DIR=../moby2: the folder must be inside the project /home/me/moby"},
        {"a/../../b", "BIND_DIR=a/../../b: the folder must be inside the project /home/me/moby"},
        {"~/y", "BIND_DIR=~/y: the shell hasn't expanded ~, and the folder must be inside the project"},
        {".git", "BIND_DIR=.git: artefacts can't go into the repository's own folder"},
        {"/home/me/moby2", "BIND_DIR=/home/me/moby2: the folder must be inside the project /home/me/moby"},
    };
    for (const auto& [value, message] : table) {
        try {
            decide(value);
            ADD_FAILURE() << value << " was taken";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::config);
            EXPECT_EQ(error.message(), message);
            EXPECT_THAT(error.hint(), HasSubstr("BIND_DIR=bundles"));
        }
    }
}

TEST(BindDirectory, the_old_name_serves_but_loses)
{
    EXPECT_EQ(decide_bind({.binddir = ".", .root = "/r"}).mode, BindMode::source);
    EXPECT_EQ(decide_bind({.binddir = ".", .root = "/r"}).variable, "BINDDIR");
    const BindDecision both = decide_bind({.bind_dir = "bundles", .binddir = ".", .root = "/r"});
    EXPECT_EQ(both.mode, BindMode::bundles);
    ASSERT_THAT(both.notes, SizeIs(1));
    EXPECT_EQ(
        both.notes[0].text, "BIND_DIR=bundles is used, and BINDDIR=. ignored: it is the old name of BIND_DIR"
    );
    EXPECT_THAT(decide_bind({.bind_dir = ".", .binddir = ".", .root = "/r"}).notes, IsEmpty());
    EXPECT_EQ(decide_bind({.root = "/r"}).mode, std::nullopt);
}

TEST(BindDirectory, a_remote_daemon_mounts_nothing_and_that_is_said)
{
    const auto decision = decide_bind({.bind_dir = ".", .root = "/r", .daemon = DaemonPlace::remote});
    EXPECT_EQ(decision.mode, BindMode::source) << "the tree still has to get there";
    ASSERT_THAT(decision.notes, SizeIs(1));
    EXPECT_THAT(
        decision.notes[0].text, HasSubstr("another machine: nothing is mounted, bundles is copied out")
    );
}

}  // namespace
}  // namespace devenv::detail::workflow
