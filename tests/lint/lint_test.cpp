// The rules of the house, each shown to catch what it is for, then held against the tree.
#include "co_await_rules.hpp"
#include "include_rules.hpp"
#include "text_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>

namespace devenv::lint {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Rule = std::function<Findings(const Source&)>;

const Selection code{.folders = {"libdevenv", "cli", "tests"}, .endings = {".cpp", ".hpp"}};
const Selection all_text{
    .folders = {"libdevenv", "cli", "tests", "cmake", "third_party", ".ci"},
    .endings = {".cpp", ".hpp", ".txt", ".cmake", ".in", ".sh", ".json", ".md", "run"}};

Findings on(const Rule& rule, const std::string& path, const std::string& text)
{
    const Source source(path, text);
    return rule(source);
}

Findings on_tree(const Rule& rule, const Selection& selection)
{
    Findings findings;
    const std::vector<std::string> paths = paths_of_tree(DEVENV_ROOT, selection);
    EXPECT_THAT(paths, testing::Not(IsEmpty()));
    for (const std::string& path : paths) {
        const Findings more = on(rule, path, read_text(std::filesystem::path(DEVENV_ROOT) / path));
        findings.insert(findings.end(), more.begin(), more.end());
    }
    return findings;
}

auto message(const char* part)
{
    return Field(&Finding::message, HasSubstr(part));
}

Findings in_coroutine(const std::string& statement)
{
    return on(
        check_co_await,
        "cli/a.cpp",
        "awaitable<void> f()\n{\n    int x = 1;\n    " + statement + "\n    done();\n}\n"
    );
}

TEST(IncludeDirection, catches_what_goes_up_or_sideways)
{
    const std::string protocol = "libdevenv/src/protocol/a.cpp";
    EXPECT_THAT(
        on(check_include_direction, protocol, "#include \"protocol/a.hpp\"\n\n#include \"engine/call.hpp\"\n"
        ),
        ElementsAre(Finding{protocol, 3, "protocol must not include engine/call.hpp: includes go down only"})
    );
    EXPECT_THAT(
        on(check_include_direction, "libdevenv/src/registry/a.hpp", "#include \"build/walk.hpp\""), SizeIs(1)
    );
    EXPECT_THAT(
        on(check_include_direction, "libdevenv/src/engine/a.hpp", "  #  include \"workflow/a.hpp\""),
        SizeIs(1)
    );
    EXPECT_THAT(on(check_include_direction, protocol, "#include <sys/socket.h>"), SizeIs(1));
    EXPECT_THAT(on(check_include_direction, protocol, "#include <coroutine>"), SizeIs(1));
}

TEST(IncludeDirection, catches_libraries_outside_of_their_fence)
{
    EXPECT_THAT(
        on(check_include_direction, "libdevenv/src/protocol/url.cpp", "#include <boost/url.hpp>"), SizeIs(1)
    );
    EXPECT_THAT(
        on(check_include_direction, "libdevenv/src/engine/a.cpp", "#include <boost/beast/http.hpp>"),
        SizeIs(1)
    );
    EXPECT_THAT(
        on(check_include_direction, "libdevenv/src/engine/a.cpp", "#include <rapidjson/document.h>"),
        SizeIs(1)
    );
    EXPECT_THAT(
        on(check_include_direction, "libdevenv/src/engine/a.cpp", "#include \"base/json_document.hpp\""),
        SizeIs(1)
    );
    EXPECT_THAT(
        on(check_include_direction, "libdevenv/src/build/a.cpp", "#include <openssl/evp.h>"), SizeIs(1)
    );
    EXPECT_THAT(
        on(check_include_direction, "libdevenv/src/build/walk.cpp", "#include <archive.h>"), SizeIs(1)
    );
}

TEST(IncludeDirection, lets_pass_what_goes_down)
{
    EXPECT_THAT(
        on(check_include_direction,
           "libdevenv/src/engine/a.cpp",
           "#include \"engine/a.hpp\"\n#include \"devenv/error.hpp\"\n#include \"base/text.hpp\"\n"
           "#include <boost/asio/error.hpp>\n#include <vector>\n// #include \"workflow/a.hpp\"\n"),
        IsEmpty()
    );
}

TEST(IncludeDirection, holds_in_the_tree)
{
    EXPECT_THAT(on_tree(check_include_direction, code), IsEmpty());
}

TEST(PublicHeaders, catches_foreign_includes)
{
    const std::string header = "libdevenv/include/devenv/a.hpp";
    EXPECT_THAT(on(check_public_header, header, "#include <boost/asio.hpp>"), SizeIs(1));
    EXPECT_THAT(on(check_public_header, header, "#include <fmt/format.h>"), SizeIs(1));
    EXPECT_THAT(on(check_public_header, header, "#include <gtest/gtest.h>"), SizeIs(1));
    EXPECT_THAT(on(check_public_header, header, "#include \"base/text.hpp\""), SizeIs(1));
    EXPECT_THAT(on(check_public_header, header, "#include <sys/types.h>"), SizeIs(1));
    EXPECT_THAT(
        on(check_public_header,
           header,
           "#include <devenv/error.hpp>\n#include <boost/asio/awaitable.hpp>\n#include <string_view>\n"),
        IsEmpty()
    );
}

TEST(PublicHeaders, include_little_in_the_tree)
{
    EXPECT_THAT(on_tree(check_public_header, code), IsEmpty());
}

std::unique_ptr<Source> header(const std::string& name, const std::string& text)
{
    return std::make_unique<Source>("libdevenv/include/devenv/" + name, text);
}

TEST(BlockingFace, catches_asio_behind_another_header)
{
    std::vector<std::unique_ptr<Source>> headers;
    headers.push_back(header("blocking.hpp", "#include <devenv/stream.hpp>\n"));
    headers.push_back(
        header("stream.hpp", "#include <devenv/blocking.hpp>\n#include <boost/asio/awaitable.hpp>\n")
    );
    EXPECT_THAT(
        check_reaches_no_asio(headers, "libdevenv/include/devenv/blocking.hpp"),
        ElementsAre(Field(&Finding::path, "libdevenv/include/devenv/stream.hpp"))
    );
}

TEST(BlockingFace, has_no_asio_in_the_tree)
{
    std::vector<std::unique_ptr<Source>> headers;
    for (const std::string& path : paths_of_tree(DEVENV_ROOT, {{"libdevenv/include"}, {".hpp"}})) {
        headers.push_back(std::make_unique<Source>(path, read_text(std::filesystem::path(DEVENV_ROOT) / path))
        );
    }
    const std::string blocking = "libdevenv/include/devenv/blocking.hpp";
    ASSERT_THAT(headers, testing::Contains(testing::Pointee(Field(&Source::path, blocking))));
    EXPECT_THAT(check_reaches_no_asio(headers, blocking), IsEmpty());
}

TEST(Cli, catches_internal_headers)
{
    EXPECT_THAT(on(check_cli_includes, "cli/main.cpp", "#include \"engine/core.hpp\""), SizeIs(1));
    EXPECT_THAT(
        on(check_cli_includes, "cli/main.cpp", "#include \"../libdevenv/src/base/text.hpp\""), SizeIs(1)
    );
    EXPECT_THAT(
        on(check_cli_includes, "cli/main.cpp", "#include \"report.hpp\"\n#include <devenv/error.hpp>"),
        IsEmpty()
    );
}

TEST(Cli, includes_public_headers_only_in_the_tree)
{
    EXPECT_THAT(on_tree(check_cli_includes, code), IsEmpty());
}

TEST(CoAwait, catches_braces)
{
    EXPECT_THAT(in_coroutine("co_await f({.image = \"x\"});"), ElementsAre(message("braces")));
    EXPECT_THAT(in_coroutine("auto r = co_await docker.send(Spec{1});"), ElementsAre(message("braces")));
    EXPECT_THAT(in_coroutine("use(Spec{1}, co_await f());"), ElementsAre(message("braces")));
    EXPECT_THAT(in_coroutine("if (co_await f(Spec{})) { go(); }"), ElementsAre(message("braces")));
    EXPECT_THAT(
        in_coroutine("co_return wrap(co_await f(g(std::move(x), Spec{x})));"), ElementsAre(message("braces"))
    );
    EXPECT_THAT(in_coroutine("f(Spec{.a = co_await g()});"), ElementsAre(message("braces")));
}

TEST(CoAwait, catches_closures_that_capture_by_value)
{
    EXPECT_THAT(in_coroutine("co_await f([x] { return x; });"), ElementsAre(message("captures by value")));
    EXPECT_THAT(in_coroutine("co_await f([=] { return x; });"), ElementsAre(message("captures by value")));
    EXPECT_THAT(
        in_coroutine("co_await f([&y, x = std::move(x)]() mutable {});"),
        ElementsAre(message("captures by value"))
    );
    EXPECT_THAT(in_coroutine("co_await f([this, *that] {});"), ElementsAre(message("captures by value")));
}

TEST(CoAwait, catches_a_choice)
{
    EXPECT_THAT(in_coroutine("auto r = c ? co_await a() : b();"), ElementsAre(message("?:")));
    EXPECT_THAT(in_coroutine("auto r = c ? b() : co_await a();"), ElementsAre(message("?:")));
    EXPECT_THAT(in_coroutine("co_await f(c ? 1 : 2);"), ElementsAre(message("?:")));
}

TEST(CoAwait, catches_bindings_and_ranges)
{
    EXPECT_THAT(
        in_coroutine("const auto& [a, b] = co_await f();"), ElementsAre(message("structured binding"))
    );
    EXPECT_THAT(
        in_coroutine("auto [a, b] = wrap(co_await f());"), ElementsAre(message("structured binding"))
    );
    EXPECT_THAT(
        in_coroutine("for (auto& y : co_await f()) { use(y); }"), ElementsAre(message("range of a for"))
    );
    EXPECT_THAT(
        in_coroutine("for (auto& y : (co_await f()).items) { use(y); }"),
        ElementsAre(message("range of a for"))
    );
}

TEST(CoAwait, names_the_line)
{
    EXPECT_THAT(in_coroutine("co_await\n        f({1});"), ElementsAre(Field(&Finding::line, 4)));
}

TEST(CoAwait, lets_pass_what_is_right)
{
    EXPECT_THAT(in_coroutine("co_await f(x);"), IsEmpty());
    EXPECT_THAT(in_coroutine("const Spec spec{.a = 1}; co_await f(spec);"), IsEmpty());
    EXPECT_THAT(in_coroutine("while (co_await more()) { use({1}); }"), IsEmpty());
    EXPECT_THAT(in_coroutine("for (int i = 0; i < co_await n(); ++i) { use({1}); }"), IsEmpty());
    EXPECT_THAT(
        in_coroutine("co_await f([&] { return Spec{1}; }, [this, &x](int y) -> Spec { return {y}; });"),
        IsEmpty()
    );
    EXPECT_THAT(in_coroutine("co_await f([&]() -> awaitable<void> { co_await g(x); Spec{1}; });"), IsEmpty());
    EXPECT_THAT(in_coroutine("int y = c ? 1 : 2; co_await f(y);"), IsEmpty());
    EXPECT_THAT(
        in_coroutine("switch (c) { case 1: co_await f(list[2]); break; default: g({1}); }"), IsEmpty()
    );
    EXPECT_THAT(in_coroutine("if (c) { g({1}); } else co_await f(x);"), IsEmpty());
    EXPECT_THAT(in_coroutine("// co_await f({1});\n    log(\"co_await f({1})\");"), IsEmpty());
}

TEST(CoAwait, holds_in_the_tree)
{
    EXPECT_THAT(on_tree(check_co_await, code), IsEmpty());
}

Findings in_header(const std::string& text)
{
    return on(
        check_doc_comments,
        "libdevenv/include/devenv/a.hpp",
        "#pragma once\nnamespace devenv::inline v1 {\n" + text + "\n}\n"
    );
}

TEST(DocComments, catches_bare_declarations)
{
    EXPECT_THAT(in_header("struct Bare\n{\n    int a;\n};"), ElementsAre(Field(&Finding::line, 3)));
    EXPECT_THAT(in_header("// not a doc comment\nclass DEVENV_API Bare final : Base\n{\n};"), SizeIs(1));
    EXPECT_THAT(in_header("enum class Bare\n{\n    one\n};"), SizeIs(1));
    EXPECT_THAT(in_header("DEVENV_API std::string bare(const Spec& spec = {});"), SizeIs(1));
    EXPECT_THAT(in_header("/// Has one.\nint f();\nint g();"), ElementsAre(Field(&Finding::line, 5)));
    EXPECT_THAT(in_header("template <class T>\nT bare(T value)\n{\n    return value;\n}"), SizeIs(1));
}

TEST(DocComments, lets_pass_what_needs_none)
{
    EXPECT_THAT(in_header("class Declared;\nstruct Other;\nusing Name = std::string;"), IsEmpty());
    EXPECT_THAT(
        in_header("/// One.\ntemplate <class T>\nclass One\n{\n    void member();\n};\n/// Two.\nint two();"),
        IsEmpty()
    );
    EXPECT_THAT(
        in_header("/// Both.\nint f(int);\nint f(long);\ninline int f(int)\n{\n    return 1;\n}"), IsEmpty()
    );
    EXPECT_THAT(on(check_doc_comments, "libdevenv/src/base/a.hpp", "int inside();"), IsEmpty());
    EXPECT_THAT(
        on(check_doc_comments,
           "libdevenv/include/devenv/a.hpp",
           "namespace devenv::detail {\nint inside();\n}\n"),
        IsEmpty()
    );
}

TEST(DocComments, are_complete_in_the_tree)
{
    EXPECT_THAT(on_tree(check_doc_comments, code), IsEmpty());
}

TEST(OpenEnds, catches_notes_of_work_left)
{
    EXPECT_THAT(
        on(check_open_ends,
           "a.cpp",
           "int a;\n// TO"
           "DO: later\n"),
        ElementsAre(Field(&Finding::line, 2))
    );
    EXPECT_THAT(
        on(check_open_ends,
           "a.cpp",
           "// a HA"
           "CK"),
        SizeIs(1)
    );
    EXPECT_THAT(on(check_open_ends, "a.cpp", "mkdtemp(\"/tmp/a-XXXXXX\"); // HACKNEY"), IsEmpty());
}

TEST(OpenEnds, are_none_in_the_tree)
{
    EXPECT_THAT(on_tree(check_open_ends, all_text), IsEmpty());
}

TEST(Length, catches_long_files)
{
    std::string text;
    for (int i = 0; i < 700; ++i) {
        text += "line\n";
    }
    EXPECT_THAT(on(check_length, "a.cpp", text), IsEmpty());
    EXPECT_THAT(on(check_length, "a.cpp", text + "one more\n"), SizeIs(1));
}

TEST(Length, is_bounded_in_the_tree)
{
    EXPECT_THAT(on_tree(check_length, all_text), IsEmpty());
}

TEST(Tokens, follow_literals_comments_and_lines)
{
    const Source source(
        "a.cpp", "#define A \\\n  {\nint a = 1'000; /* {\n*/ auto b = R\"x({\")x\" \"\\\"{\" '{'; }"
    );
    std::vector<std::string> words;
    for (const Token& token : source.tokens) {
        words.emplace_back(token.text);
    }
    EXPECT_THAT(
        words,
        ElementsAre(
            "#define A \\\n  {",
            "int",
            "a",
            "=",
            "1'000",
            ";",
            "auto",
            "b",
            "=",
            "R\"x({\")x\"",
            "\"\\\"{\"",
            "'{'",
            ";",
            "}"
        )
    );
    EXPECT_EQ(source.tokens.back().line, 4U);
}

}
}
