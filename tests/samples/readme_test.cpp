// The README shows what is compiled and run here, word for word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace {

std::string read(const std::string& path)
{
    std::ifstream file(std::string(DEVENV_SOURCE_DIR "/") + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

class Readme : public ::testing::TestWithParam<const char*>
{};

TEST_P(Readme, shows_the_sample_as_it_is)
{
    std::string sample = read(std::string("tests/samples/") + GetParam());
    ASSERT_NE(sample, "");
    sample.erase(0, sample.find('\n') + 1);  // the marker
    EXPECT_THAT(read("README.md"), ::testing::HasSubstr("```cpp\n" + sample + "```\n"));
}

INSTANTIATE_TEST_SUITE_P(
    Samples,
    Readme,
    ::testing::Values("blocking.cpp", "coroutines.cpp", "harness_test.cpp"),
    [](const auto& one) {
        const std::string name = one.param;
        return name.substr(0, name.find('.'));
    }
);

TEST(Readme, has_no_other_code)
{
    const std::string readme = read("README.md");
    std::size_t blocks = 0;
    for (std::size_t at = readme.find("```cpp"); at != std::string::npos; at = readme.find("```cpp", at + 1))
        ++blocks;
    EXPECT_EQ(blocks, 3U);
}

}  // namespace
