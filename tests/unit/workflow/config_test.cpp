#include "workflow/config.hpp"

#include "devenv/error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace devenv::detail::workflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

ConfigInputs inputs_with(std::string_view file)
{
    ConfigInputs inputs;
    inputs.root = "/home/me/Aria 2";
    inputs.file_text = std::string(file);
    inputs.git = {.is_repository = true, .branch = "feature/x", .commit = std::string(40, 'a')};
    inputs.version = "1.37.0";
    inputs.environment = {{"HOME", "/home/me"}, {"TESTFLAGS", "-v"}};
    return inputs;
}

ProjectConfig config_of(std::string_view file)
{
    return decide_config(inputs_with(file)).config;
}

std::string error_of(const ConfigInputs& inputs)
{
    try {
        decide_config(inputs);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::config);
        return error.what();
    }
    return "no error";
}

std::string error_of(std::string_view file)
{
    return error_of(inputs_with(file));
}

std::vector<std::string> note_texts(const ProjectConfig& config)
{
    std::vector<std::string> texts;
    for (const auto& note : config.notes)
        texts.push_back(note.text);
    return texts;
}

std::string source_of(const LoadedConfig& loaded, std::string_view key)
{
    for (const auto& row : loaded.values)
        if (row.key == key)
            return row.source;
    return "absent";
}

std::string value_of(const LoadedConfig& loaded, std::string_view key)
{
    for (const auto& row : loaded.values)
        if (row.key == key)
            return row.value;
    return "absent";
}

constexpr std::string_view every_field = R"({
  // what one sees of devenv.json in its documentation
  "name": "aria2",
  "image": "aria2-dev:${branch}",
  "build": {
    "dockerfile": "Dockerfile.dev",
    "context": "src",
    "target": "tools",
    "args": { "DEBIAN": "bookworm", "JOBS": 4, "LTO": true, "TESTFLAGS": null, "UNSET": null },
    "cacheFrom": ["docker.io/alice/aria2-dev:master"],
    "builder": "classic",
    "platform": "linux/arm64/v8",
    "network": "host"
  },
  "workdir": "/src",
  "bundles": { "dir": "out/bundles/", "hash": ["md5", "sha256"] },
  "bind": "source",
  "run": {
    "privileged": false,
    "init": false,
    "env": { "VERSION": "${version}", "RATIO": 1.50, "WHERE": "${workdir}/${name}", "BOTH": "${env:HOME}:${env:NONE:a:b}" },
    "passEnv": ["BUILDFLAGS", "OTEL_*"],
    "mounts": [
      { "type": "bind", "source": "data", "target": "/data", "readonly": true },
      { "source": "/etc/ssl", "target": "/ssl" },
      { "type": "volume", "source": "v", "target": "/v" },
      { "type": "tmpfs", "target": "/scratch" },
    ],
    "caches": { "aria2-ccache": "/root/.cache/ccache" },
    "ports": ["8080:80", "127.0.0.1:53:5353/udp", "[::1]:1:2"],
    "user": "1000:1000",
    "network": "host"
  },
  "targets": {
    "binary": ["hack/make.sh", "binary"],
    "test-unit": "make check TESTFLAGS=\"$TESTFLAGS\" ${LATER} ${branch}",
    "lint": { "command": "true", "build": false }
  }
})";

TEST(Config, reads_every_field)
{
    const ProjectConfig config = config_of(every_field);
    EXPECT_EQ(config.name, "aria2");
    EXPECT_EQ(config.image, "aria2-dev:feature-x");
    EXPECT_EQ(config.build.dockerfile, "Dockerfile.dev");
    EXPECT_EQ(config.build.context, "src");
    EXPECT_EQ(config.build.target, "tools");
    EXPECT_THAT(
        config.build.args,
        ElementsAre(
            Pair("DEBIAN", "bookworm"), Pair("JOBS", "4"), Pair("LTO", "true"), Pair("TESTFLAGS", "-v")
        )
    );
    EXPECT_THAT(config.build.cache_from, ElementsAre("docker.io/alice/aria2-dev:master"));
    EXPECT_EQ(config.build.builder, ProjectConfig::Builder::classic);
    EXPECT_EQ(config.build.platform, "linux/arm64/v8");
    EXPECT_EQ(config.build.network, "host");
    EXPECT_EQ(config.workdir, "/src");
    EXPECT_EQ(config.bundles.directory, "out/bundles");
    EXPECT_THAT(config.bundles.hashes, ElementsAre(ProjectConfig::Hash::md5, ProjectConfig::Hash::sha256));
    EXPECT_EQ(config.bind, BindMode::source);
    EXPECT_FALSE(config.run.privileged);
    EXPECT_FALSE(config.run.init);
    EXPECT_THAT(
        config.run.env,
        ElementsAre(
            Pair("BOTH", "/home/me:a:b"),
            Pair("RATIO", "1.50"),
            Pair("VERSION", "1.37.0"),
            Pair("WHERE", "/src/aria2")
        )
    );
    EXPECT_THAT(config.run.pass_env, ElementsAre("BUILDFLAGS", "OTEL_*"));
    using Kind = ProjectConfig::Mount::Kind;
    EXPECT_THAT(
        config.run.mounts,
        ElementsAre(
            ProjectConfig::Mount{Kind::bind, "/home/me/Aria 2/data", "/data", true},
            ProjectConfig::Mount{Kind::bind, "/etc/ssl", "/ssl", false},
            ProjectConfig::Mount{Kind::volume, "v", "/v", false},
            ProjectConfig::Mount{Kind::tmpfs, "", "/scratch", false}
        )
    );
    EXPECT_THAT(config.run.caches, ElementsAre(Pair("aria2-ccache", "/root/.cache/ccache")));
    EXPECT_THAT(
        config.run.ports,
        ElementsAre(
            ProjectConfig::Port{"", 8080, 80, "tcp"},
            ProjectConfig::Port{"127.0.0.1", 53, 5353, "udp"},
            ProjectConfig::Port{"::1", 1, 2, "tcp"}
        )
    );
    EXPECT_EQ(config.run.user, "1000:1000");
    EXPECT_EQ(config.run.network, "host");
    EXPECT_THAT(config.targets.at("binary").command, ElementsAre("hack/make.sh", "binary"));
    EXPECT_THAT(
        config.targets.at("test-unit").command,
        ElementsAre("sh", "-c", "make check TESTFLAGS=\"$TESTFLAGS\" ${LATER} feature/x")
    ) << "what the configuration doesn't know is the shell's";
    EXPECT_FALSE(config.targets.at("lint").build);
    EXPECT_THAT(config.notes, IsEmpty());
}

TEST(Config, an_empty_file_gives_the_defaults)
{
    const LoadedConfig loaded = decide_config(inputs_with("{}"));
    const ProjectConfig& config = loaded.config;
    EXPECT_EQ(config.name, "aria-2");
    EXPECT_EQ(config.image, "aria-2-dev:feature-x");
    EXPECT_EQ(config.build.dockerfile, "Dockerfile");
    EXPECT_EQ(config.build.context, ".");
    EXPECT_EQ(config.bundles.directory, "bundles");
    EXPECT_EQ(config.bind, BindMode::bundles);
    EXPECT_TRUE(config.run.privileged);
    EXPECT_TRUE(config.run.init);
    EXPECT_TRUE(config.targets.empty());
    EXPECT_EQ(config.profile, BuiltInProfile::dockerfile);
    EXPECT_EQ(source_of(loaded, "image"), "default");
}

TEST(Config, bad_files_are_answered_by_place_and_suggestion)
{
    const std::vector<std::pair<std::string, std::string>> table{
        // a typo
        {R"({"imgae": "x"})", "devenv.json:1:2: unknown key \"imgae\" (did you mean \"image\"?)"},
        {"{\n  \"build\": {\"dockerfil\": \"x\"}\n}",
         "devenv.json:2:13: unknown key \"build.dockerfil\" (did you mean \"build.dockerfile\"?)"},
        {R"({"privileged": true})",
         "devenv.json:1:2: unknown key \"privileged\" (did you mean \"run.privileged\"?)"},
        {R"({"run": {"mounts": [{"src": "x"}]}})", "devenv.json:1:22: unknown key \"run.mounts[0].src\""},
        {R"({"run": {"mounts": [{"sorce": "x"}]}})",
         "devenv.json:1:22: unknown key \"run.mounts[0].sorce\" (did you mean \"source\"?)"},
        {R"({"targets": {"a": {"comand": "x"}}})",
         "devenv.json:1:20: unknown key \"targets.a.comand\" (did you mean \"command\"?)"},
        {R"({"build.target": "x"})",
         "devenv.json:1:2: unknown key \"build.target\" (did you mean \"target\" inside of \"build\"?)"},
        {R"({"zzz": 1})", "devenv.json:1:2: unknown key \"zzz\""},
        // a wrong type
        {R"({"image": 5})", "devenv.json:1:11: \"image\" must be a string, not a number"},
        {R"({"build": []})", "devenv.json:1:11: \"build\" must be an object, not a list"},
        {R"({"run": {"privileged": "yes"}})",
         "devenv.json:1:24: \"run.privileged\" must be true or false, not a string"},
        {R"({"run": {"passEnv": "A"}})",
         "devenv.json:1:21: \"run.passEnv\" must be a list of strings, not a string"},
        {R"({"run": {"passEnv": ["A", 1]}})",
         "devenv.json:1:27: \"run.passEnv[1]\" must be a string, not a number"},
        {R"({"run": {"env": {"A": []}}})",
         "devenv.json:1:23: \"run.env.A\" must be a string, a number, true or false, not a list"},
        {R"({"run": {"env": {"A": null}}})",
         "devenv.json:1:23: \"run.env.A\" must be a string, a number, true or false, not null"},
        {R"({"build": {"args": {"A": {}}}})",
         "devenv.json:1:26: \"build.args.A\" must be a string, a number, true, false or null (taken from the "
         "environment), not an object"},
        {R"({"build": {"args": {"A-B": "x"}}})",
         "devenv.json:1:21: \"build.args\": \"A-B\" isn't the name of a variable"},
        {R"({"run": {"mounts": {}}})",
         "devenv.json:1:20: \"run.mounts\" must be a list of objects, not an object"},
        {R"({"targets": {"a": 5}})",
         "devenv.json:1:19: \"targets.a\" must be a command: a list of strings, or a string for sh -c, not a "
         "number"},
        {R"([])", "devenv.json:1:1: the file must be an object, not a list"},
        // trailing garbage and other syntax
        {"{}\ngarbage", "devenv.json:2:1: there is more text after the end of the document"},
        {"{\"name\": \"x\"\n", "devenv.json:2:1: a ',' or '}' is missing after a member"},
        {"", "devenv.json:1:1: the file is empty"},
        {R"({"name": "a", "name": "b"})", "devenv.json:1:15: the key \"name\" was already used in line 1"},
        // not yet
        {R"({"mirrors": []})", "devenv.json:1:2: \"mirrors\" is not supported yet"},
        {R"({"frozen": {}})", "devenv.json:1:2: \"frozen\" is not supported yet"},
        {R"({"share": "x"})", "devenv.json:1:2: \"share\" is not supported yet"},
        {R"({"sidecars": {}})", "devenv.json:1:2: \"sidecars\" is not supported yet"},
        {R"({"build": {"builder": "buildkit"}})",
         "devenv.json:1:23: \"build.builder\" buildkit is not supported yet; use auto or classic"},
        // wrong values
        {R"({"build": {"builder": "x"}})",
         "devenv.json:1:23: \"build.builder\" must be auto or classic, not \"x\""},
        {R"({"name": "Aria"})",
         "devenv.json:1:10: \"name\" must be of a-z, 0-9, '.', '_' and '-', first a-z or 0-9, not \"Aria\""},
        {R"({"image": "Aria:x"})",
         "devenv.json:1:11: \"image\": \"Aria:x\" isn't an image reference: the repository's path has an "
         "upper-case "
         "letter (at character 1)"},
        {R"({"image": "x:${commit}/${branch}"})",
         "devenv.json:1:11: \"image\": \"x:" + std::string(40, 'a') +
             "/feature-x\" isn't an image reference: the registry's port isn't a number (at character 3), "
             "which "
             "\"x:${commit}/${branch}\" became"},
        {R"({"build": {"cacheFrom": ["a b"]}})",
         "devenv.json:1:26: \"build.cacheFrom\": \"a b\" isn't an image reference: the repository's path may "
         "have a-z "
         "and 0-9, joined by one '.', one or two '_' or any '-' (at character 2)"},
        {R"({"build": {"platform": "arm64"}})",
         "devenv.json:1:24: \"build.platform\" must be os/arch or os/arch/variant, as in linux/arm64, not "
         "\"arm64\""},
        {R"({"build": {"network": ""}})",
         "devenv.json:1:23: \"build.network\" must be the name of a network, as in \"host\", not \"\""},
        {R"({"workdir": "src"})",
         "devenv.json:1:13: \"workdir\" must be an absolute path in the container, not \"src\""},
        {R"({"bundles": {"dir": "/x"}})",
         "devenv.json:1:21: \"bundles.dir\" must be a folder inside the project and not .git, not \"/x\""},
        {R"({"bundles": {"dir": "a/../../x"}})",
         "devenv.json:1:21: \"bundles.dir\" must be a folder inside the project and not .git, not "
         "\"a/../../x\""},
        {R"({"bundles": {"dir": ".git"}})",
         "devenv.json:1:21: \"bundles.dir\" must be a folder inside the project and not .git, not \".git\""},
        {R"({"bundles": {"hash": ["md5", "crc"]}})",
         "devenv.json:1:30: \"bundles.hash\": \"crc\" must be md5 or sha256"},
        {R"({"bind": "all"})", "devenv.json:1:10: \"bind\" must be bundles, source or none, not \"all\""},
        {R"({"run": {"passEnv": ["A=1"]}})",
         "devenv.json:1:22: \"run.passEnv\": \"A=1\" must be a name without a value; put values into "
         "\"run.env\""},
        {R"({"run": {"passEnv": ["A*B"]}})",
         "devenv.json:1:22: \"run.passEnv\": \"A*B\" must be the name of a variable, or a prefix as X_*"},
        {R"({"run": {"mounts": [{"source": "x", "target": "x"}]}})",
         "devenv.json:1:47: \"run.mounts[0].target\" must be an absolute path below the container's root, "
         "not \"x\""},
        {R"({"run": {"mounts": [{"source": "x"}]}})",
         "devenv.json:1:21: \"run.mounts[0].target\" must be an absolute path below the container's root, "
         "not \"\""},
        {R"({"run": {"mounts": [{"source": "x", "target": "/a/../tmp/x"}]}})",
         "devenv.json:1:47: \"run.mounts[0].target\" can't be below /tmp: the entrypoint hack/dind hides "
         "what is mounted "
         "there, not \"/a/../tmp/x\""},
        {R"({"run": {"mounts": [{"type": "nfs", "target": "/x"}]}})",
         "devenv.json:1:30: \"run.mounts[0].type\" must be bind, volume or tmpfs, not \"nfs\""},
        {R"({"run": {"caches": {"c": "x"}}})",
         "devenv.json:1:26: \"run.caches\" has \"x\" for c, which must be an absolute path below the "
         "container's root"},
        {R"({"run": {"caches": {"/c": "/x"}}})",
         "devenv.json:1:27: \"run.caches\" has \"/c\", which isn't the name of a volume"},
        {R"({"run": {"ports": ["80"]}})",
         "devenv.json:1:20: \"run.ports\": \"80\" must be [ip:]host:container, as in 127.0.0.1:8080:80"},
        {R"({"run": {"ports": ["80:70000"]}})",
         "devenv.json:1:20: \"run.ports\": \"80:70000\" must be [ip:]host:container, as in "
         "127.0.0.1:8080:80"},
        {R"({"run": {"user": "a:b:c"}})",
         "devenv.json:1:18: \"run.user\" must be uid[:gid] or a name, not \"a:b:c\""},
        {R"({"targets": {"build": "x"}})",
         "devenv.json:1:14: a target can't be called \"build\": that is a verb of devenv-cli"},
        {R"({"targets": {"a": []}})", "devenv.json:1:19: \"targets.a\" is an empty command"},
        {R"({"targets": {"a": " "}})", "devenv.json:1:19: \"targets.a\" is an empty command"},
        {R"({"targets": {"a": {"build": true}}})", "devenv.json:1:19: \"targets.a\" has no command"},
        // expansion
        {R"({"image": "x:${branc}"})",
         "devenv.json:1:11: \"image\": ${branc} is unknown (did you mean \"branch\"?)"},
        {R"({"image": "x:${branch"})", "devenv.json:1:11: \"image\": a \"${\" has no \"}\""},
        {R"({"run": {"env": {"A": "${env:NONE}"}}})",
         "devenv.json:1:23: \"run.env.A\": NONE isn't set, and ${env:NONE} has no default"},
        {R"({"run": {"env": {"A": "${env:a-b}"}}})",
         "devenv.json:1:23: \"run.env.A\": \"a-b\" isn't the name of a variable"},
        {R"({"run": {"env": {"A": "${workdir}"}}})",
         "devenv.json:1:23: \"run.env.A\": ${workdir} needs \"workdir\" to be set: else only the image knows "
         "it"},
        {R"({"name": "${name}"})", "devenv.json:1:10: \"name\": ${name} can't be used here"},
    };
    for (const auto& [file, message] : table)
        EXPECT_EQ(error_of(file), message) << file;
}

TEST(Config, image_of_any_branch_is_a_legal_reference)
{
    const std::vector<std::pair<std::string, std::string>> table{
        {"master", "x-dev:master"},
        {"feature/x", "x-dev:feature-x"},
        {"-x", "x-dev:_x"},
        {std::string(200, 'b'), "x-dev:" + std::string(128, 'b')},
        {"gr\xC3\xB6\xC3\x9F"
         "e",
         "x-dev:gr--e"},
        {"HEAD", "x-dev:HEAD"},
        {"", "x-dev"},
    };
    for (const auto& [branch, image] : table) {
        ConfigInputs inputs = inputs_with(R"({"name": "x"})");
        inputs.git = {.is_repository = !branch.empty(), .branch = branch};
        EXPECT_EQ(decide_config(inputs).config.image, image);
    }
}

TEST(Config, without_git_or_version_their_names_are_errors)
{
    ConfigInputs inputs = inputs_with(R"({"run": {"env": {"A": "${commit}"}}})");
    inputs.git = {};
    EXPECT_THAT(error_of(inputs), HasSubstr("${commit} isn't known: the project isn't in a git repository"));
    inputs = inputs_with(R"({"run": {"env": {"A": "${version}"}}})");
    inputs.version.clear();
    EXPECT_THAT(error_of(inputs), HasSubstr("${version} isn't known: the project has no file VERSION"));
}

TEST(Config, precedence_and_where_each_value_comes_from)
{
    ConfigInputs inputs = inputs_with(R"({
  "image": "file:1",
  "bind": "none",
  "build": {"args": {"A": "file", "B": "file"}, "target": "file"},
  "run": {"passEnv": ["TESTFLAGS", "API_TOKEN", "PROXY"], "env": {"E": "file"}}
})");
    inputs.flags = {
        .image = "flag:1", .target_stage = "flag", .build_args = {{"B", "flag"}}, .env = {{"E", "flag"}}};
    inputs.assignments = {"BIND_DIR=.", "TESTFLAGS=-x", "API_TOKEN=s3cret", "PROXY=http://me:s3cret@p"};
    const LoadedConfig loaded = decide_config(inputs);
    EXPECT_EQ(loaded.config.image, "flag:1");
    EXPECT_EQ(loaded.config.bind, BindMode::source);
    EXPECT_THAT(loaded.config.build.args, ElementsAre(Pair("A", "file"), Pair("B", "flag")));
    EXPECT_EQ(source_of(loaded, "image"), "-t");
    EXPECT_EQ(source_of(loaded, "bind"), "BIND_DIR=. (argument)");
    EXPECT_EQ(source_of(loaded, "build.args.A"), "devenv.json:4:27");
    EXPECT_EQ(source_of(loaded, "build.args.B"), "--build-arg");
    EXPECT_EQ(source_of(loaded, "build.target"), "--target");
    EXPECT_EQ(source_of(loaded, "env.E"), "-e");
    EXPECT_EQ(value_of(loaded, "env.E"), "flag");
    EXPECT_EQ(source_of(loaded, "run.privileged"), "default");
    EXPECT_EQ(source_of(loaded, "env.TESTFLAGS"), "argument");
    EXPECT_EQ(value_of(loaded, "env.TESTFLAGS"), "-x");
    EXPECT_EQ(value_of(loaded, "env.API_TOKEN"), "***");
    EXPECT_EQ(value_of(loaded, "env.PROXY"), "***");
    for (const auto& row : loaded.values)
        EXPECT_THAT(row.value, testing::Not(HasSubstr("s3cret"))) << row.key;
}

TEST(Config, environment_gives_bind_and_passed_variables_only)
{
    ConfigInputs inputs = inputs_with(R"({"bind": "source", "run": {"passEnv": ["TEST*"]}})");
    inputs.environment["BINDDIR"] = "bundles";
    const LoadedConfig loaded = decide_config(inputs);
    EXPECT_EQ(loaded.config.bind, BindMode::bundles);
    EXPECT_EQ(source_of(loaded, "bind"), "BINDDIR=bundles (environment)");
    EXPECT_EQ(value_of(loaded, "env.TESTFLAGS"), "-v");
    EXPECT_EQ(value_of(loaded, "env.HOME"), "absent");
}

TEST(Config, misspelt_variables_are_not_swallowed)
{
    for (const std::string name : {"BINDIR", "BIND_DIRS", "BNID_DIR", "bind_dir", "BINDDIRS"}) {
        ConfigInputs inputs = inputs_with("{}");
        inputs.assignments = {name + "=."};
        EXPECT_EQ(
            error_of(inputs),
            fmt::format("{0}=.: unknown variable {0}, did you mean BIND_DIR?; write BIND_DIR=.", name)
        );
    }
    ConfigInputs inputs =
        inputs_with(R"({"run": {"passEnv": ["TESTFLAGS"]}, "build": {"args": {"DEBIAN": "x"}}})");
    inputs.assignments = {
        "TESTFLAG=x", "WHATEVER=1", "DEBIAN=1", "HTTP_PROXY=x", "https_proxy=y", "TESTFLAGS="};
    EXPECT_THAT(
        note_texts(decide_config(inputs).config),
        ElementsAre(
            "TESTFLAG isn't passed into the container (did you mean \"TESTFLAGS\"?); to pass it, list it in "
            "\"run.passEnv\"",
            "WHATEVER isn't passed into the container; to pass it, list it in \"run.passEnv\""
        )
    );
    inputs = inputs_with(R"({"run": {"env": {"A": "${env:ONLY_HERE}"}}})");
    inputs.assignments = {"ONLY_HERE=1"};
    EXPECT_THAT(note_texts(decide_config(inputs).config), IsEmpty())
        << "a variable that a value uses is known";
}

TEST(Config, assignments_have_a_name_and_a_value)
{
    for (const std::string argument : {"X", "=x", "A-B=x", "9=x"}) {
        ConfigInputs inputs = inputs_with("{}");
        inputs.assignments = {argument};
        EXPECT_THAT(error_of(inputs), HasSubstr("isn't a variable; write VAR=value")) << argument;
    }
    EXPECT_THAT(parse_assignments({"A=1", "B=x=y", "A=2"}), ElementsAre(Pair("A", "2"), Pair("B", "x=y")));
}

TEST(Config, dind_entrypoint_needs_privileges_and_root)
{
    ConfigInputs inputs = inputs_with(R"({"run": {"privileged": false}})");
    inputs.tree.dockerfile = "FROM x\nENTRYPOINT [\"hack/dind\"]\n";
    EXPECT_THAT(
        note_texts(decide_config(inputs).config),
        ElementsAre("\"run.privileged\" is false, but the Dockerfile's entrypoint hack/dind needs a "
                    "privileged container")
    );
    inputs.file_text = R"({"run": {"user": "1000:1000"}})";
    EXPECT_EQ(
        error_of(inputs),
        "devenv.json:1:18: \"run.user\" is 1000, but the Dockerfile's entrypoint hack/dind must run as root"
    );
    inputs.file_text = R"({"run": {"user": "0:0"}})";
    EXPECT_EQ(error_of(inputs), "no error");
}

TEST(FindTarget, names_the_nearest_one)
{
    const ProjectConfig config = config_of(every_field);
    EXPECT_THAT(find_target(config, "binary").command, ElementsAre("hack/make.sh", "binary"));
    try {
        find_target(config, "binray");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(
            error.what(),
            "there is no target \"binray\" (did you mean \"binary\"?); the targets are binary, lint, "
            "test-unit"
        );
    }
    EXPECT_THROW(find_target(config_of("{}"), "binary"), Error);
}

}  // namespace
}  // namespace devenv::detail::workflow
