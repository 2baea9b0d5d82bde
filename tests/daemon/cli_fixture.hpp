// A project, a real daemon, and devenv-cli between them.
#pragma once

#include "support/command.hpp"
#include "support/private_daemon.hpp"
#include "support/project_folder.hpp"
#include "support/real_daemon.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::test {

/// devenv.json of a project that runs where daemons have no bridge. `more` are further members: `"a": 1`.
std::string project_file(std::string_view more = {});

/// The lines of a text, without their ends.
std::vector<std::string> lines_of(std::string_view text);

/// Those lines that are devenv-cli's own last word.
std::vector<std::string> errors_in(std::string_view text);

/// DEVENV_ALLOW_SKIP: what a test needs may be missing.
bool may_skip();

/// Uses the newest daemon there is, and removes all of its project's at the end. A
/// container that is left by then is a failure.
class CliTest : public ::testing::Test
{
protected:
    void SetUp() override;
    void TearDown() override;

    /// devenv.json with `more`, and a Dockerfile of the base image with WORKDIR /src and `steps`.
    void make_project(std::string_view more = {}, std::string_view steps = {});

    CommandSpec command(std::vector<std::string> words) const;
    CommandEnd run(std::vector<std::string> words, std::string_view input = {}) const;

    const std::string& host() const { return daemon_.host; }

    ProjectFolder folder_{};
    RealDaemon daemon_{};
};

/// With a daemon of the test's own, which may be stopped, and where whatever is left is the test's.
class PrivateDaemonTest : public CliTest
{
protected:
    void SetUp() override;

    std::unique_ptr<PrivateDaemon> private_daemon_{};
};

}  // namespace devenv::test
