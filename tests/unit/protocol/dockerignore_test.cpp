#include "protocol/dockerignore.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace devenv::detail::protocol {
namespace {

using ::testing::ElementsAre;

IgnoreRules rules_of(std::string_view text)
{
    auto parsed = IgnoreRules::parse(text);
    EXPECT_TRUE(parsed.rules.has_value()) << parsed.error.line << ": " << parsed.error.pattern;
    return parsed.rules.value_or(IgnoreRules{});
}

struct MatchCase
{
    std::string pattern;
    std::string path;
    bool is_match;
};

// One pattern against one path, parents included.
void expect_matches(const std::vector<MatchCase>& cases)
{
    for (const MatchCase& c : cases)
        EXPECT_EQ(rules_of(c.pattern).excludes(c.path), c.is_match)
            << "'" << c.pattern << "' on '" << c.path << "'";
}

TEST(IgnorePattern, literals)
{
    expect_matches({
        {"file", "file", true},         {"file", "filex", false},    {"file", "afile", false},
        {"file", "File", false},        {"file", "dir/file", false}, {"file", "file/below/that", true},
        {"dir/file", "dir/file", true}, {"dir/file", "dir", false},  {"/file", "file", true},
        {"//file", "file", true},       {"./file", "file", true},    {"file/", "file", true},
        {"a/../file", "file", true},    {"a//b", "a/b", true},       {"a/./b", "a/b", true},
        {"a.b", "axb", false},          {"a.b", "a.b", true},        {"a+b", "a+b", true},
        {"a+b", "aab", false},          {"a(b)$", "a(b)$", true},    {"{a,b}", "{a,b}", true},
        {"{a,b}", "a", false},          {"../out", "out", false},    {".", "file", false},
        {"/", "file", false},           {"a b", "a b", true},        {"größe", "größe", true},
    });
}

TEST(IgnorePattern, stars_stay_within_a_name)
{
    expect_matches({
        {"*", "a", true},
        {"*", "a/b", true},
        {"*.md", "x.md", true},
        {"*.md", ".md", true},
        {"*.md", "xmd", false},
        {"*.md", "a/x.md", false},
        {"*.md", "x.md/y", true},
        {"*/x", "a/x", true},
        {"*/x", "x", false},
        {"*/x", "a/b/x", false},
        {"a*c", "abc", true},
        {"a*c", "ac", true},
        {"a*c", "ab/c", false},
        {"a*b*c", "aXbYc", true},
        {"a*b*c", "acb", false},
        {"*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false},
        {"dir/*", "dir/x", true},
        {"dir/*", "dir", false},
        {"dir/*", "dir/x/y", true},
        {"a?c", "abc", true},
        {"a?c", "ac", false},
        {"a?c", "a/c", false},
        {"a?c", "aéc", true},
        {"a??c", "aéc", false},
        {"???", "a\xFF\xFE", true},
        {"*.*", "a.b", true},
        {"*.*", "ab", false},
        {"foo*", "foo", true},
        {"foo*", "foobar/baz", true},
        {"*é", "caf\xC3\xA9", true},
    });
}

TEST(IgnorePattern, double_stars_cross_directories)
{
    expect_matches({
        {"**", "a", true},
        {"**", "a/b/c", true},
        {"**/", "a", true},
        {"**/foo", "foo", true},
        {"**/foo", "a/b/foo", true},
        {"**/foo", "a/xfoo", false},
        {"**/foo", "xfoo", false},
        {"**/foo", "foo/below", true},
        {"**foo", "foo", true},
        {"**foo", "xfoo", true},
        {"**foo", "a/xfoo", true},
        {"**/*.go", "a.go", true},
        {"**/*.go", "a/b.go", true},
        {"**/*.go", "a/b/c.go", true},
        {"**/*.go", "a.gox", false},
        {"**.go", "a/b.go", true},
        {"dir/**", "dir/a", true},
        {"dir/**", "dir/a/b", true},
        {"dir/**", "dir", false},
        {"dir/**", "dirx", false},
        {"dir**", "dir", true},
        {"dir**", "dirx/y", true},
        {"dir/**/", "dir/a", true},
        {"a**b", "ab", true},
        {"a**b", "axxb", false},
        {"a**b", "ax/b", true},
        {"a**b", "ax/y/b", true},
        {"a/**/b", "a/b", true},
        {"a/**/b", "a/x/b", true},
        {"a/**/b", "a/x/y/b", true},
        {"a/**/b", "ab", false},
        {"a/**/b", "a/xb", false},
        {"a/**/b/**", "a/b", false},
        {"a/**/b/**", "a/b/c", true},
        {"a/**/b/**/c", "a/x/b/y/z/c", true},
        {"**/a/**/b", "x/a/y/b", true},
        {"**/a/**/b", "a/b", true},
        {"**/a/**/b", "b/a", false},
        {"**/*", "a", true},
        {"***", "a", true},
        {"a/***", "a/b", true},
        {"**x**", "a/x/b", true},
        {"**/foo*", "a/foobar", true},
        {"**/.git", ".git/config", true},
        {"**/.git", "sub/.git/config", true},
        {"**/.git", "sub/.gitignore", false},
        {"dir/**", "dir/\n", true},
        {"a**b", "a\n/b", false},
    });
}

TEST(IgnorePattern, classes_and_escapes)
{
    expect_matches({
        {"[ab]", "a", true},
        {"[ab]", "c", false},
        {"[a-c]x", "bx", true},
        {"[^a-c]x", "bx", false},
        {"[^a-c]x", "dx", true},
        {"[!a]", "!", true},
        {"[!a]", "b", false},
        {"[é-ö]", "ñ", true},
        {"[a\\]]", "]", true},
        {"[\\-a]", "-", true},
        {"[[:digit:]]x", "1x", true},
        {"[[:^digit:]]x", "1x", false},
        {"[.]x", "ax", false},
        {"[.]x", ".x", true},
        {"\\*", "*", true},
        {"\\*", "a", false},
        {"\\?x", "?x", true},
        {"a\\.b", "a.b", true},
        {"\\!important", "!important", true},
        {"\\#x", "#x", true},
        {"\\d", "7", true},
        {"\\d", "d", false},
        {"\\D", "d", true},
        {"\\w\\w", "a_", true},
        {"[\\d]x", "7x", true},
        {"\\x41", "A", true},
        {"\\build", "uild", true},  // `\b` is a word border
        {"a\\bb", "ab", false},
        {"a\\Bb", "ab", true},
        {"a?\\bb", "a/b", false},
        {"a*\\b.c", "ab.c", true},
        {"foo\\zlib", "foozlib", false},
        {"fo?\\z", "foo", true},
        {"x*\\", "xy", false},  // what follows the star isn't checked; the backslash takes the end
        {"x*\\", "xy$z", true},
        {"a]b", "a]b", true},
        {"a^b", "a^b", true},
        {"a^b*", "a^bc", false},  // `^` is an anchor as soon as there's an expression
        {"^*.md", "x.md", true},
        {"[*]x", "[]x", true},  // the class is translated too: `[[^/]` repeated, then `]`
        {"[*]x", "*x", false},
        {"[?]x", "/]x", true},
        {"[?]x", "?x", false},
    });
}

TEST(IgnorePattern, blank_class_is_what_the_engine_says)
{
    EXPECT_TRUE(rules_of("a\\sb").excludes("a b"));
    EXPECT_FALSE(rules_of("a\\sb").excludes("a\vb"));
}

struct RuleCase
{
    std::string file;
    std::string path;
    bool is_excluded;
};

void expect_outcomes(const std::vector<RuleCase>& cases)
{
    for (const RuleCase& c : cases)
        EXPECT_EQ(rules_of(c.file).excludes(c.path), c.is_excluded) << c.path << " under {" << c.file << "}";
}

TEST(IgnoreRules, last_effective_match_wins)
{
    expect_outcomes({
        {"*\n!keep", "keep", false},
        {"*\n!keep", "other", true},
        {"!keep\n*", "keep", true},
        {"*\n!keep\nkeep", "keep", true},
        {"*.md\n!README*.md\nREADME-secret.md", "README.md", false},
        {"*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true},
        {"*.md\nREADME-secret.md\n!README*.md", "README-secret.md", false},
        {"dir\n!dir/keep", "dir/keep", false},
        {"dir\n!dir/keep", "dir/other", true},
        {"dir\n!dir/keep\ndir/keep/not", "dir/keep/not", true},
        {"dir/*\n!dir/a", "dir/a/b", false},
        {"a\n!a/b\na/b/c\n!a/b/c/d", "a/b/c/d/e", false},
        {"a\n!a/b\na/b/c\n!a/b/c/d", "a/b/c/x", true},
        {"*\n!**/*.go", "x/y.go", false},
        {"**\n!src/**", "src/a/b", false},
        {"**\n!src/**", "src", true},
        {"", "anything", false},
        {"# only a comment\n\n", "# only a comment", false},
        {" # a pattern", "# a pattern", true},
        {"#x\n!y", "y", false},
        {"\xEF\xBB\xBF#comment\nx", "#comment", false},
        {"\xEF\xBB\xBFx", "x", true},
        {"y\n\xEF\xBB\xBFx", "x", false},
        {"x\r\ny\r\n", "x", true},
        {"x\r\ny\r\n", "y", true},
        {"  x  ", "x", true},
        {"\t\xC2\xA0x\xE3\x80\x80", "x", true},
        {"*\n!  x ", "x", false},
        {"*\n!/x", "x", false},
        {"*\n!./x/", "x", false},
        {"*\n!!x", "!x", false},
        {"*\n!!x", "x", true},
        {"x", "x", true},  // no final line end
        // The `!` rule isn't tried on `a` (nothing has excluded it), so it doesn't count for what is below.
        {"a/b\n!a", "a/b", true},
    });
}

TEST(IgnoreRules, root_is_never_excluded)
{
    EXPECT_FALSE(rules_of("**").excludes("."));
    EXPECT_FALSE(rules_of(".").excludes("x"));
}

TEST(IgnoreRules, walk_state_gives_the_same_as_single_questions)
{
    const auto rules = rules_of("*\n!src\nsrc/**/*.o\n!src/keep/*.o\nsrc/t?p\n");
    IgnoreRules::Matches root;
    IgnoreRules::Matches src;
    IgnoreRules::Matches keep;
    IgnoreRules::Matches own;
    EXPECT_FALSE(rules.excludes("src", root, src));
    EXPECT_FALSE(rules.excludes("src/keep", src, keep));
    EXPECT_FALSE(rules.excludes("src/keep/x.o", keep, own));
    EXPECT_TRUE(rules.excludes("src/x.o", src, own));
    EXPECT_TRUE(rules.excludes("src/tmp", src, own));
    EXPECT_FALSE(rules.excludes("src/x.c", src, own));
    EXPECT_TRUE(rules.excludes("other", root, own));
}

TEST(IgnoreRules, syntax_errors_name_their_line)
{
    const std::vector<std::string> bad{
        "[",   "[]", "[a",    "[a-", "[a-]", "[^]", "a\\",   "!",          "! ",   "! /",
        "[\\", "x[", "[z-a]", "\\y", "\\1",  "*[",  "[a]b[", "[[:nope:]]", "[-x]", "[x-]",
    };
    for (const std::string& pattern : bad) {
        const auto parsed = IgnoreRules::parse("# first\n\n" + pattern + "\nx\n");
        ASSERT_FALSE(parsed.rules.has_value()) << pattern;
        EXPECT_EQ(parsed.error.line, 3U) << pattern;
        EXPECT_FALSE(parsed.error.reason.empty());
    }
}

TEST(IgnoreRules, a_line_may_have_one_byte_less_than_64_KiB)
{
    EXPECT_TRUE(IgnoreRules::parse("x\n" + std::string(65'535, 'a') + "\n").rules.has_value());
    const auto parsed = IgnoreRules::parse("x\n" + std::string(65'536, 'a') + "\n");
    ASSERT_FALSE(parsed.rules.has_value());
    EXPECT_EQ(parsed.error.line, 2U);
}

TEST(IgnoreRules, classic_builder_enters_a_directory_only_for_the_text_of_an_exception)
{
    EXPECT_TRUE(rules_of("dir").may_skip_directory("dir", Builder::classic));
    EXPECT_FALSE(rules_of("dir\n!dir/x").may_skip_directory("dir", Builder::classic));
    EXPECT_FALSE(rules_of("dir\n!dir").may_skip_directory("dir", Builder::classic));
    EXPECT_TRUE(rules_of("dir\n!dirx/y").may_skip_directory("dir", Builder::classic));
    EXPECT_TRUE(rules_of("*\n!**/*.go").may_skip_directory("dir", Builder::classic));
    EXPECT_FALSE(rules_of("*\n!a/b/c").may_skip_directory("a/b", Builder::classic));
    EXPECT_TRUE(rules_of("*\n!a/b/c").may_skip_directory("a/x", Builder::classic));
}

TEST(IgnoreRules, buildkit_enters_unless_all_exceptions_are_plain_prefixes)
{
    EXPECT_TRUE(rules_of("dir").may_skip_directory("dir", Builder::buildkit));
    EXPECT_FALSE(rules_of("*\n!**/*.go").may_skip_directory("dir", Builder::buildkit));
    EXPECT_TRUE(rules_of("*\n!src").may_skip_directory("dir", Builder::buildkit));
    EXPECT_FALSE(rules_of("*\n!src/a/**").may_skip_directory("src", Builder::buildkit));
    EXPECT_TRUE(rules_of("*\n!src/a/**").may_skip_directory("srcs", Builder::buildkit));
}

TEST(IgnoreRules, keeps_the_files_that_have_to_travel)
{
    auto rules = rules_of("**");
    rules.keep("sub/Dockerfile[1]");
    EXPECT_FALSE(rules.excludes("sub/Dockerfile[1]"));
    EXPECT_TRUE(rules.excludes("sub/Dockerfile1"));
    EXPECT_TRUE(rules.excludes("sub"));
    EXPECT_FALSE(rules.may_skip_directory("sub", Builder::classic));
    EXPECT_TRUE(rules.may_skip_directory("other", Builder::classic));
}

TEST(IgnoreRules, shows_its_patterns_as_the_daemon_writes_them)
{
    EXPECT_THAT(rules_of("/a/../b/\n# no\n! ./c\n").patterns(), ElementsAre("b", "!c"));
}

TEST(IgnoreRules, many_alternatives_of_a_hostile_pattern_take_linear_time)
{
    std::string pattern;
    for (int i = 0; i < 60; ++i)
        pattern += "**a*";
    std::string path;
    for (int i = 0; i < 200; ++i)
        path += "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/";
    EXPECT_FALSE(rules_of(pattern + "b").excludes(path + "c"));
}

TEST(IgnoreRules, what_is_excluded_by_name_stays_out_whatever_the_file_says)
{
    auto parsed = IgnoreRules::parse("*\n!bundles\n!src\n");
    ASSERT_TRUE(parsed.rules);
    parsed.rules->exclude("bundles");
    EXPECT_TRUE(parsed.rules->excludes("bundles"));
    EXPECT_TRUE(parsed.rules->excludes("bundles/1.0/binary"));
    EXPECT_FALSE(parsed.rules->excludes("src/main.c"));
}

}  // namespace
}  // namespace devenv::detail::protocol
