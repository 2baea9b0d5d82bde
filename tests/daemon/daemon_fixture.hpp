// One test with each of the daemons that tests/run.sh has started.
#pragma once

#include <devenv/testing.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace devenv {

struct DaemonUnderTest
{
    const char* name;
    const char* variable;  ///< of the environment, with its address
};

inline std::ostream& operator<<(std::ostream& out, const DaemonUnderTest& daemon)
{
    return out << daemon.name;
}

class DaemonTest : public ::testing::TestWithParam<DaemonUnderTest>
{
protected:
    void SetUp() override
    {
        const char* host = std::getenv(GetParam().variable);  // NOLINT(concurrency-mt-unsafe): nobody sets it
        const char* may_skip = std::getenv("DEVENV_ALLOW_SKIP");  // NOLINT(concurrency-mt-unsafe)
        if (host == nullptr && may_skip != nullptr)
            GTEST_SKIP() << GetParam().variable << " is not set";
        ASSERT_NE(host, nullptr) << GetParam().variable
                                 << " is not set: run tests/run.sh, which starts the daemons";
        host_ = host;
        const char* image = std::getenv("DEVENV_TEST_IMAGE");  // NOLINT(concurrency-mt-unsafe)
        image_ = image == nullptr ? "debian:bookworm-slim" : image;
        static std::atomic<int> count{0};
        name_ = "devenv-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
        folder_ =
            std::filesystem::path("/tmp") / name_;  // daemons see /tmp and no other folder of this machine
        std::filesystem::create_directories(folder_);
    }

    void TearDown() override
    {
        if (!folder_.empty())
            std::filesystem::remove_all(folder_);
    }

    blocking::Client client() const { return blocking::Client({.host = host_}); }
    bool has_privileged() const { return std::string_view(GetParam().name) != "v2010"; }

    ContainerSpec shell(std::string script) const
    {
        return {
            .image = image_,
            .command = {"sh", "-c", std::move(script)},
            .labels = {{"devenv.test", name_}},
            .network = "none",
        };
    }

    void write(const std::string& file, const std::string& text) const
    {
        std::filesystem::create_directories((folder_ / file).parent_path());
        std::ofstream(folder_ / file) << text;
    }

    /// How many containers with this test's label the daemon has.
    std::size_t containers() const
    {
        ListContainers question{.all = true};
        question.filters["label"] = {"devenv.test=" + name_};
        return client().send(question).size();
    }

    std::string host_{};
    std::string image_{};
    std::string name_{};              ///< unique: for containers, images, volumes
    std::filesystem::path folder_{};  ///< the test's own, visible to the daemon
};

inline std::string read_file(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace devenv

/// Runs the tests of a fixture with each daemon.
#define DEVENV_WITH_EACH_DAEMON(Fixture)                                   \
    INSTANTIATE_TEST_SUITE_P(                                              \
        Daemons,                                                           \
        Fixture,                                                           \
        ::testing::Values(                                                 \
            ::devenv::DaemonUnderTest{"v2010", "DEVENV_TEST_DAEMON_2010"}, \
            ::devenv::DaemonUnderTest{"v26", "DEVENV_TEST_DAEMON_26"},     \
            ::devenv::DaemonUnderTest{"v28", "DEVENV_TEST_DAEMON_28"}      \
        ),                                                                 \
        [](const auto& daemon) { return std::string(daemon.param.name); }  \
    )
