#include "protocol/dockerfile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace devenv::detail::protocol {

// GoogleTest finds PrintTo by that name.
// NOLINTBEGIN(readability-identifier-naming)
bool operator==(const Instruction& a, const Instruction& b)
{
    return a.line == b.line && a.name == b.name && a.arguments == b.arguments;
}
void PrintTo(const Instruction& i, std::ostream* out)
{
    *out << i.line << ": " << i.name << " [" << i.arguments << "]";
}
bool operator==(const Stage& a, const Stage& b)
{
    return a.line == b.line && a.base == b.base && a.name == b.name;
}
void PrintTo(const Stage& s, std::ostream* out)
{
    *out << s.line << ": " << s.base << " [" << s.name << "]";
}
// NOLINTEND(readability-identifier-naming)

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Dockerfile, is_read_by_instruction)
{
    EXPECT_THAT(
        read_instructions("# syntax=docker/dockerfile:1\n\nfrom debian\n  # comment\n\tRUN  make all  \nCMD"),
        ElementsAre(
            Instruction{3, "FROM", "debian"}, Instruction{5, "RUN", "make all"}, Instruction{6, "CMD", ""}
        )
    );
    EXPECT_THAT(read_instructions(""), IsEmpty());
    EXPECT_THAT(
        read_instructions("\xEF\xBB\xBF"
                          "FROM a"),
        ElementsAre(Instruction{1, "FROM", "a"})
    );
    EXPECT_THAT(
        read_instructions("FROM a\r\nRUN b \\\r\n c\r\nCMD d\r\n"),
        ElementsAre(Instruction{1, "FROM", "a"}, Instruction{2, "RUN", "b  c"}, Instruction{4, "CMD", "d"})
    );
}

TEST(Dockerfile, joins_continuation_lines_as_the_builder_does)
{
    EXPECT_THAT(
        read_instructions("RUN one && \\ \n# a comment \\\n\n  # another\n    two \\\n\tthree\nCMD x\n"),
        ElementsAre(Instruction{1, "RUN", "one &&     two \tthree"}, Instruction{7, "CMD", "x"})
    );
    EXPECT_THAT(read_instructions("FROM deb\\\nian"), ElementsAre(Instruction{1, "FROM", "debian"}));
    EXPECT_THAT(read_instructions("FR\\\nOM a"), ElementsAre(Instruction{1, "FROM", "a"}));
    EXPECT_THAT(read_instructions("RUN a \\"), ElementsAre(Instruction{1, "RUN", "a"}));
    EXPECT_THAT(
        read_instructions("RUN echo \\\\x\nCMD y"),
        ElementsAre(Instruction{1, "RUN", "echo \\\\x"}, Instruction{2, "CMD", "y"})
    );
}

TEST(Dockerfile, changes_its_escape_at_the_top_only)
{
    EXPECT_THAT(
        read_instructions("# Escape = `\nFROM a\nRUN dir c:\\\nRUN x `\n y"),
        ElementsAre(
            Instruction{2, "FROM", "a"}, Instruction{3, "RUN", "dir c:\\"}, Instruction{4, "RUN", "x  y"}
        )
    );
    EXPECT_THAT(
        read_instructions("# syntax=x\n# escape=`\nRUN a`\nb"), ElementsAre(Instruction{3, "RUN", "ab"})
    );
    EXPECT_THAT(
        read_instructions("# a comment\n# escape=`\nRUN a`\nCMD b"),
        ElementsAre(Instruction{3, "RUN", "a`"}, Instruction{4, "CMD", "b"})
    );
    EXPECT_THAT(read_instructions("\n# escape=`\nRUN a`\nCMD b").size(), 2U);
}

TEST(Dockerfile, leaves_heredocs_out)
{
    EXPECT_THAT(
        read_instructions("RUN <<EOF bash\nFROM fake\n EOF\nEOF \nEOF\nCMD x"),
        ElementsAre(Instruction{1, "RUN", "<<EOF bash"}, Instruction{6, "CMD", "x"})
    );
    EXPECT_THAT(
        read_instructions("COPY <<-\"A\" <<'B-1' /to/\nFROM a\n\t\tA\nB\nB-1\nFROM c"),
        ElementsAre(Instruction{1, "COPY", "<<-\"A\" <<'B-1' /to/"}, Instruction{6, "FROM", "c"})
    );
    EXPECT_THAT(read_instructions("RUN cat 3<<EOF\nx\nEOF\nCMD y").size(), 2U);
    EXPECT_THAT(read_instructions("RUN <<EOF\nnever ends\nCMD y").size(), 1U);
}

TEST(Dockerfile, takes_no_shift_or_here_string_for_a_heredoc)
{
    for (const std::string run :
         {"RUN echo $((1<<3))", "RUN cat <<<word", "RUN cat << word", "ENV A=1 B=<<EOF", "RUN a<<b"})
        EXPECT_THAT(read_instructions(run + "\nCMD x"), testing::SizeIs(2)) << run;
}

TEST(Dockerfile, names_its_stages)
{
    const std::string text =
        "FROM golang:1.21 AS Build\nFROM --platform=$BUILDPLATFORM  --x=y build as\tSECOND\nRUN x\nFROM "
        "scratch\n"
        "FROM a b c\nFROM";
    EXPECT_THAT(
        read_stages(read_instructions(text)),
        ElementsAre(
            Stage{1, "golang:1.21", "build"},
            Stage{2, "build", "second"},
            Stage{4, "scratch", ""},
            Stage{5, "a", ""},
            Stage{6, "", ""}
        )
    );
}

}
}
