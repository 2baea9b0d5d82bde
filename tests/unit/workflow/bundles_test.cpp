#include "workflow/bundles.hpp"

#include "devenv/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace devenv::detail::workflow {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Bundles : public ::testing::Test
{
protected:
    void SetUp() override
    {
        std::string folder = "/tmp/devenv-bundles-XXXXXX";
        ASSERT_NE(::mkdtemp(folder.data()), nullptr);
        base_ = folder;
        root_ = base_ / "project";
        fs::create_directories(root_);
    }
    void TearDown() override { fs::remove_all(base_); }

    void write(const std::string& file, const std::string& text) const
    {
        fs::create_directories((root_ / file).parent_path());
        std::ofstream(root_ / file) << text;
    }
    std::string read(const fs::path& file) const
    {
        std::ifstream in(root_ / file);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::string failure_of_preparing() const
    {
        try {
            prepare_bundles(root_, "bundles");
        } catch (const Error& e) {
            return std::string(to_string(e.kind())) + ": " + e.what();
        }
        return {};
    }
    ArtefactReport report_since(const Snapshot& before, const std::vector<ProjectConfig::Hash>& wanted = {})
        const
    {
        ArtefactReport report{.files = changed_files(root_, "bundles", before)};
        check_hashes(root_, wanted, report);
        return report;
    }

    fs::path base_{};
    fs::path root_{};
};

TEST_F(Bundles, are_made_where_they_are_missing)
{
    EXPECT_EQ(failure_of_preparing(), "");
    EXPECT_TRUE(fs::is_directory(root_ / "bundles"));
}

TEST_F(Bundles, may_not_be_a_file)
{
    write("bundles", "x");
    EXPECT_THAT(failure_of_preparing(), HasSubstr("config: artefacts can't go to"));
}

TEST_F(Bundles, may_not_lead_out_of_the_project)
{
    fs::create_directories(base_ / "outside");
    fs::create_directory_symlink(base_ / "outside", root_ / "bundles");
    EXPECT_THAT(failure_of_preparing(), HasSubstr("leads out of the project"));
    fs::remove(root_ / "bundles");
    fs::create_directories(root_ / "inside");
    fs::create_directory_symlink("inside", root_ / "bundles");
    EXPECT_EQ(failure_of_preparing(), "");
}

TEST_F(Bundles, only_what_a_run_touched_is_its_own)
{
    write("bundles/old", "old");
    write("bundles/changing", "one");
    const Snapshot before = take_snapshot(root_ / "bundles");
    write("bundles/changing", "two, longer");
    write("bundles/1.0/new", "new");
    write("bundles/devenv-binary.log", "log");
    fs::create_symlink("1.0", root_ / "bundles/latest");
    ASSERT_EQ(::mkfifo((root_ / "bundles/pipe").c_str(), 0600), 0);
    const ArtefactReport report = report_since(before);
    ASSERT_EQ(report.files.size(), 2U);
    EXPECT_EQ(report.files[0].path, "bundles/1.0/new");
    EXPECT_EQ(report.files[0].state, Artefact::State::made);
    EXPECT_EQ(report.files[0].sha256, "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437");
    EXPECT_EQ(report.files[1].path, "bundles/changing");
    EXPECT_EQ(report.files[1].state, Artefact::State::changed);
}

TEST_F(Bundles, hashes_are_written_as_sha256sum_does)
{
    write("bundles/1.0/prog", "new");
    write("bundles/1.0/run.log", "not hashed");
    const ArtefactReport report = report_since({}, {ProjectConfig::Hash::md5, ProjectConfig::Hash::sha256});
    EXPECT_EQ(report.written.size(), 2U);
    EXPECT_EQ(
        read("bundles/1.0/prog.sha256"),
        "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437  prog\n"
    );
    EXPECT_EQ(read("bundles/1.0/prog.md5"), "22af645d1859cb5ca6da0c484f1f37ea  prog\n");
    EXPECT_FALSE(fs::exists(root_ / "bundles/1.0/run.log.md5"));
}

TEST_F(Bundles, hashes_are_verified_and_a_wrong_one_is_named)
{
    write("bundles/prog", "new");
    write("bundles/prog.md5", "22AF645D1859CB5CA6DA0C484F1F37EA *prog\r\n");
    EXPECT_EQ(report_since({}).verified.size(), 1U);
    write("bundles/prog.md5", "00000000000000000000000000000000  prog\n");
    try {
        report_since({});
        FAIL() << "the hash is wrong";
    } catch (const Error& e) {
        EXPECT_THAT(e.what(), HasSubstr("bundles/prog has the hash 22af645d1859cb5ca6da0c484f1f37ea"));
    }
    write("bundles/prog.md5", "22af");
    try {
        report_since({});
        FAIL() << "the line is cut";
    } catch (const Error& e) {
        EXPECT_THAT(e.what(), HasSubstr("prog.md5:1: this is no line of a md5 file"));
    }
}

TEST_F(Bundles, what_a_container_left_is_not_followed_out_of_the_project)
{
    std::ofstream(base_ / "mine") << "precious";
    write("bundles/prog", "new");
    fs::create_symlink(base_ / "mine", root_ / "bundles/prog.md5.partial");
    fs::create_symlink(base_ / "mine", root_ / "bundles/other");
    write("bundles/other.sha256", std::string(64, '0') + "  other\n");
    const ArtefactReport report = report_since({}, {ProjectConfig::Hash::md5});
    EXPECT_THAT(report.notes, ::testing::Contains(HasSubstr("names other, which is no file here")));
    EXPECT_TRUE(report.verified.empty());
    std::ifstream in(base_ / "mine");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "precious");
}

}  // namespace
}  // namespace devenv::detail::workflow
