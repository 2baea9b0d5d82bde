#include "arguments.hpp"

#include "exit_code.hpp"

#include <gmock/gmock.h>

namespace devenv::cli {

namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::StartsWith;

Arguments parsed(std::vector<std::string> words)
{
    Parsed result = parse_arguments(std::move(words));
    EXPECT_TRUE(result.arguments) << result.text;
    return result.arguments.value_or(Arguments{});
}

/// The text of a usage error, which is one line and says where to look.
std::string refused(std::vector<std::string> words)
{
    const Parsed result = parse_arguments(std::move(words));
    EXPECT_FALSE(result.arguments);
    EXPECT_EQ(result.exit_code, exit_devenv_failed);
    EXPECT_THAT(
        result.text, AllOf(StartsWith("devenv-cli: "), ::testing::EndsWith("; see `devenv-cli --help`\n"))
    );
    EXPECT_EQ(std::ranges::count(result.text, '\n'), 1) << result.text;
    return result.text;
}

TEST(Arguments, verbs)
{
    EXPECT_EQ(parsed({"build"}).verb, Verb::build);
    EXPECT_EQ(parsed({"shell"}).verb, Verb::shell);
    EXPECT_EQ(parsed({"run"}).verb, Verb::run);
    EXPECT_EQ(parsed({"logs"}).verb, Verb::logs);
    EXPECT_EQ(parsed({"clean"}).verb, Verb::clean);
    EXPECT_EQ(parsed({"doctor"}).verb, Verb::doctor);
    EXPECT_EQ(parsed({"version"}).verb, Verb::version);
}

TEST(Arguments, images_as_the_old_script_takes_them)
{
    const Arguments freeze = parsed({"images", "freeze", "dir", "busybox:latest@sha256:12", "debian"});
    EXPECT_EQ(freeze.verb, Verb::images_freeze);
    EXPECT_EQ(freeze.folder, "dir");
    EXPECT_THAT(freeze.image_names, ElementsAre("busybox:latest@sha256:12", "debian"));
    const Arguments more = parsed(
        {"images",
         "freeze",
         "--platform",
         "arm64",
         "--mirror",
         "http://a",
         "--mirror",
         "http://b",
         "d",
         "i",
         "-j",
         "2"}
    );
    EXPECT_EQ(more.platform, "arm64");
    EXPECT_THAT(more.mirrors, ElementsAre("http://a", "http://b"));
    EXPECT_THAT(more.image_names, ElementsAre("i"));
    EXPECT_EQ(more.parallel, 2);
    const Arguments load = parsed({"images", "load", "dir"});
    EXPECT_EQ(load.verb, Verb::images_load);
    EXPECT_EQ(load.bundle, "dir");
    EXPECT_THAT(refused({"images"}), HasSubstr("subcommand"));
    EXPECT_THAT(refused({"images", "freeze", "dir"}), HasSubstr("IMAGE"));
    EXPECT_THAT(refused({"images", "freeze", "dir", "i", "-j", "0"}), HasSubstr("1"));
}

TEST(Arguments, a_call_of_the_api)
{
    const Arguments call = parsed(
        {"api",
         "POST",
         "/containers/create",
         "--data",
         "@body.json",
         "--query",
         "name=a=b",
         "--query",
         "name=c",
         "--header",
         "X-Registry-Auth: e30="}
    );
    EXPECT_EQ(call.verb, Verb::api);
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.path, "/containers/create");
    EXPECT_EQ(call.data, "@body.json");
    EXPECT_THAT(call.query, ElementsAre(Pair("name", "a=b"), Pair("name", "c")));
    EXPECT_THAT(call.headers, ElementsAre(Pair("X-Registry-Auth", "e30=")));
    EXPECT_TRUE(parsed({"api", "--operations"}).operations);
    EXPECT_THAT(refused({"api", "GET"}), HasSubstr("api wants a method and a path, or --operations"));
    EXPECT_THAT(refused({"api", "GET", "/info", "--query", "x"}), HasSubstr("`x` isn't NAME=value"));
    EXPECT_THAT(refused({"api", "GET", "/info", "--header", ": x"}), HasSubstr("isn't NAME:value"));
}

TEST(Arguments, any_other_word_is_a_target)
{
    for (const std::string name : {"binary", "test-unit", "TARGET", "builds", "a.b", "ünïcode"}) {
        const Arguments arguments = parsed({name});
        EXPECT_EQ(arguments.verb, Verb::target);
        EXPECT_EQ(arguments.target, name);
    }
}

TEST(Arguments, verbs_that_come_later_are_named)
{
    EXPECT_THAT(refused({"share", "push"}), HasSubstr("`share` is not supported yet"));
}

TEST(Arguments, assignments_stand_anywhere)
{
    const auto wanted = ElementsAre("A=1", "B=2");
    EXPECT_THAT(parsed({"binary", "A=1", "B=2"}).assignments, wanted);
    EXPECT_THAT(parsed({"B=2", "binary", "A=1"}).assignments, ElementsAre("A=1", "B=2"));
    EXPECT_THAT(parsed({"A=1", "B=2", "binary"}).assignments, wanted);
    EXPECT_THAT(parsed({"A=1", "-v", "B=2", "-C", "/x", "binary"}).assignments, wanted);
    EXPECT_THAT(parsed({"binary", "A=1", "-d", "B=2"}).assignments, wanted);
    EXPECT_THAT(parsed({"A=", "build"}).assignments, ElementsAre("A="));
    EXPECT_THAT(parsed({"A=x y=z", "shell"}).assignments, ElementsAre("A=x y=z"));
    EXPECT_THAT(parsed({"A=1", "run", "--", "B=2"}).assignments, ElementsAre("A=1"));
}

TEST(Arguments, the_value_of_a_global_option_is_no_assignment)
{
    const Arguments arguments = parsed({"-C", "a=b", "-H", "c=d", "--config", "e=f", "binary"});
    EXPECT_EQ(arguments.directory, "a=b");
    EXPECT_EQ(arguments.host, "c=d");
    EXPECT_EQ(parsed({"--context", "e=f", "binary"}).context, "e=f");
    EXPECT_EQ(parsed({"binary", "--context=far"}).context, "far");
    EXPECT_EQ(arguments.config_file, "e=f");
    EXPECT_THAT(arguments.assignments, IsEmpty());
}

TEST(Arguments, what_follows_e_is_a_variable_of_the_container)
{
    const Arguments arguments = parsed({"run", "-e", "K=V", "A=1", "-e", "X=a=b", "--", "env"});
    EXPECT_THAT(arguments.env, ElementsAre(Pair("K", "V"), Pair("X", "a=b")));
    EXPECT_THAT(arguments.assignments, ElementsAre("A=1"));
    EXPECT_THAT(parsed({"binary", "--env=K=V"}).env, ElementsAre(Pair("K", "V")));
    EXPECT_THAT(refused({"run", "-e", "K", "--", "env"}), HasSubstr("`K` isn't NAME=value"));
    EXPECT_THAT(refused({"run", "-e", "=V"}), HasSubstr("`=V` isn't NAME=value"));
}

TEST(Arguments, the_command_is_taken_as_it_is)
{
    const Arguments arguments = parsed({"run", "-d", "--", "ls", "--help", "-C", "A=1", "--", ""});
    EXPECT_THAT(arguments.command, ElementsAre("ls", "--help", "-C", "A=1", "--", ""));
    EXPECT_TRUE(arguments.detach);
    EXPECT_THAT(parsed({"run"}).command, IsEmpty());
    EXPECT_THAT(refused({"binary", "--", "ls"}), HasSubstr("belongs to `run`"));
}

TEST(Arguments, global_options_stand_before_and_behind_the_verb)
{
    for (const Arguments& arguments :
         {parsed({"-C", "/p", "-H", "unix:///s", "--config", "f", "--json", "-q", "-v", "--no-color", "build"}
          ),
          parsed({"build", "-C", "/p", "-H", "unix:///s", "--config", "f", "--json", "-q", "-v", "--no-color"}
          ),
          parsed(
              {"-C/p", "-Hunix:///s", "--config=f", "build", "--json", "--quiet", "--verbose", "--no-color"}
          )}) {
        EXPECT_EQ(arguments.directory, "/p");
        EXPECT_EQ(arguments.host, "unix:///s");
        EXPECT_EQ(arguments.config_file, "f");
        EXPECT_TRUE(arguments.json && arguments.quiet && arguments.verbose && arguments.no_color);
    }
}

TEST(Arguments, build_options)
{
    const Arguments arguments = parsed(
        {"build",
         "--no-cache",
         "--pull",
         "--cache-from",
         "a",
         "--cache-from",
         "b",
         "--target",
         "dev",
         "--build-arg",
         "K=V",
         "-t",
         "me/x:1",
         "A=1"}
    );
    EXPECT_TRUE(arguments.no_cache && arguments.pull);
    EXPECT_THAT(arguments.cache_from, ElementsAre("a", "b"));
    EXPECT_EQ(arguments.target_stage, "dev");
    EXPECT_THAT(arguments.build_args, ElementsAre(Pair("K", "V")));
    EXPECT_EQ(arguments.tag, "me/x:1");
    EXPECT_THAT(arguments.assignments, ElementsAre("A=1"));
    EXPECT_THAT(refused({"build", "--build-arg", "novalue"}), HasSubstr("isn't NAME=value"));
}

TEST(Arguments, options_of_logs_clean_and_doctor)
{
    const Arguments logs = parsed({"logs", "-f", "--since", "10m", "2026"});
    EXPECT_TRUE(logs.follow);
    EXPECT_EQ(logs.since, "10m");
    EXPECT_EQ(logs.run, "2026");
    const Arguments clean = parsed({"clean", "--images", "--bundles", "--all", "--dry-run"});
    EXPECT_TRUE(clean.images && clean.bundles && clean.all && clean.dry_run);
    const Arguments doctor = parsed({"doctor", "--config", "--fix", "BIND_DIR=."});
    EXPECT_TRUE(doctor.show_config && doctor.fix);
    EXPECT_THAT(doctor.assignments, ElementsAre("BIND_DIR=."));
}

TEST(Arguments, usage_errors)
{
    EXPECT_THAT(refused({"binary", "--nope"}), HasSubstr("--nope"));
    EXPECT_THAT(refused({"--nope", "binary"}), HasSubstr("--nope"));
    EXPECT_THAT(refused({"-C"}), HasSubstr("--directory"));
    EXPECT_THAT(refused({"binary", "extra"}), HasSubstr("`extra` is neither an option nor VAR=value"));
    EXPECT_THAT(refused({"run", "ls"}), HasSubstr("`ls` is neither an option nor VAR=value"));
    EXPECT_THAT(refused({"version", "extra"}), HasSubstr("extra"));
    EXPECT_THAT(refused({"version", "A=1"}), HasSubstr("A=1"));
    EXPECT_THAT(refused({"1A=2", "binary"}), Not(IsEmpty()));
}

TEST(Arguments, no_verb_is_an_error_with_the_help)
{
    for (const Parsed& result : {parse_arguments({}), parse_arguments({"-q"}), parse_arguments({"A=1"})}) {
        EXPECT_FALSE(result.arguments);
        EXPECT_EQ(result.exit_code, exit_devenv_failed);
        EXPECT_THAT(result.text, HasSubstr("Usage: devenv-cli"));
    }
}

TEST(Arguments, help)
{
    const Parsed whole = parse_arguments({"--help"});
    EXPECT_EQ(whole.exit_code, 0);
    EXPECT_FALSE(whole.arguments);
    EXPECT_THAT(
        whole.text,
        AllOf(
            HasSubstr("build"),
            HasSubstr("shell"),
            HasSubstr("logs"),
            HasSubstr("devenv-cli run -- go version")
        )
    );
    EXPECT_EQ(parse_arguments({"help"}).text, whole.text);
    EXPECT_EQ(parse_arguments({"-h"}).text, whole.text);
}

TEST(Arguments, each_verb_has_its_help)
{
    struct Case
    {
        std::string verb;
        std::string option;
    };
    const std::vector<Case> cases{
        {"build", "--no-cache"},
        {"binary", "--detach"},
        {"shell", "--no-build"},
        {"run", "--env"},
        {"logs", "--follow"},
        {"clean", "--dry-run"},
        {"doctor", "--fix"},
        {"version", "versions of the client"},
    };
    for (const auto& [verb, option] : cases) {
        const Parsed result = parse_arguments({verb, "--help"});
        EXPECT_EQ(result.exit_code, 0) << verb;
        EXPECT_FALSE(result.arguments) << verb;
        EXPECT_THAT(result.text, HasSubstr(option)) << verb;
        EXPECT_EQ(parse_arguments({"help", verb}).text, result.text);
    }
}

TEST(Arguments, the_version_flag)
{
    const Parsed result = parse_arguments({"--version"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.text, ::testing::MatchesRegex("devenv-cli [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(ExitCode, of_errors)
{
    const Error step(ErrorKind::step_failed, "step 2 failed");
    EXPECT_EQ(exit_code_of(step, Verb::build), exit_job_failed);
    EXPECT_EQ(exit_code_of(step, Verb::target), exit_devenv_failed);
    const Error parse(Error::Details{.kind = ErrorKind::bad_request, .operation = "BuildImage"});
    EXPECT_EQ(exit_code_of(parse, Verb::build), exit_job_failed);
    EXPECT_EQ(exit_code_of(parse, Verb::target), exit_devenv_failed);
    EXPECT_EQ(exit_code_of(Error(ErrorKind::unreachable, "no daemon"), Verb::build), exit_devenv_failed);
    const auto start = [](std::string words) {
        return Error(Error::Details{
            .kind = ErrorKind::bad_request, .operation = "StartContainer x", .message = std::move(words)});
    };
    EXPECT_EQ(exit_code_of(start("exec: \"x\": executable file not found in $PATH"), Verb::run), 127);
    EXPECT_EQ(exit_code_of(start("stat /x: no such file or directory"), Verb::run), 127);
    EXPECT_EQ(exit_code_of(start("exec: \"/etc\": permission denied"), Verb::run), 126);
    EXPECT_EQ(exit_code_of(start("exec: \"/etc\": is a directory"), Verb::run), 126);
    EXPECT_EQ(exit_code_of(start("no space left on device"), Verb::run), exit_devenv_failed);
    // these words of other operations mean something else
    EXPECT_EQ(
        exit_code_of(Error(ErrorKind::local, "open f: no such file or directory"), Verb::run),
        exit_devenv_failed
    );
}

}  // namespace

}  // namespace devenv::cli
