// What a stranger may do wrong, in one table: what there is, what he types, and what he gets. `says` is the
// whole of devenv-cli's sentence (or a part of one, between dots); ${root} is the project's folder, ${name}
// its name.
#include "cli_fixture.hpp"
#include "support/socket_proxy.hpp"

#include <gmock/gmock.h>
#include <sys/mount.h>

#include <functional>
#include <memory>
#include <ostream>

namespace devenv::test {

namespace {

namespace fs = std::filesystem;

/// What a row's set-up may prepare besides files.
struct Scene
{
    const ProjectFolder& folder;
    std::string host;
    CommandSpec command;
    std::unique_ptr<SocketProxy> proxy{};
    std::vector<std::function<void()>> undo{};
};

using SetUp = std::function<void(Scene&)>;

// --- set-ups, to be joined by &

SetUp operator&(SetUp one, SetUp other)
{
    return [one = std::move(one), other = std::move(other)](Scene& scene) {
        one(scene);
        other(scene);
    };
}

SetUp file(const std::string& path, const std::string& text, unsigned mode = 0644)
{
    return [=](Scene& scene) { scene.folder.write(path, text, mode); };
}

SetUp link_to(const std::string& path, const std::string& target)
{
    return [=](Scene& scene) { fs::create_symlink(scene.folder.expand(target), scene.folder.path() / path); };
}

SetUp daemon_at(const std::string& host)
{
    return [=](Scene& scene) { scene.command.environment["DOCKER_HOST"] = scene.folder.expand(host); };
}

SetUp answering(const std::string& answer)
{
    return [=](Scene& scene) {
        scene.proxy = std::make_unique<SocketProxy>(scene.folder.path() / "fake.sock", "");
        scene.proxy->answer_all(answer);
        scene.command.environment["DOCKER_HOST"] = scene.proxy->host();
    };
}

SetUp changing_answers(const std::string& from, const std::string& to)
{
    return [=](Scene& scene) {
        scene.proxy = std::make_unique<SocketProxy>(scene.folder.path() / "proxy.sock", scene.host);
        scene.proxy->replace_in_answers(from, to);
        scene.command.environment["DOCKER_HOST"] = scene.proxy->host();
    };
}

SetUp abandoned_socket()
{
    return [](Scene& scene) { const SocketProxy gone(scene.folder.path() / "old.sock", ""); };
}

SetUp as_nobody()
{
    return [](Scene& scene) {
        // Its own folder is no obstacle; the daemon's socket is.
        fs::copy_file(DEVENV_CLI_PATH, scene.folder.path() / "devenv-cli");
        fs::create_directory(scene.folder.path() / "locked");
        scene.proxy = std::make_unique<SocketProxy>(scene.folder.path() / "locked/docker.sock", scene.host);
        fs::permissions(scene.folder.path() / "locked/docker.sock", fs::perms::owner_all);
        scene.command.words[0] = scene.folder.path() / "devenv-cli";
        scene.command.environment["DOCKER_HOST"] = scene.proxy->host();
        scene.command.user = 65534;
    };
}

// Daemons have mount namespaces of their own: for them it isn't there, so artefacts have to be copied into
// it.
SetUp little_room_for_bundles()
{
    return [](Scene& scene) {
        const fs::path bundles = scene.folder.path() / "bundles";
        fs::create_directory(bundles);
        ASSERT_EQ(::mount("tmpfs", bundles.c_str(), "tmpfs", 0, "size=64k"), 0)
            << "needs root and CAP_SYS_ADMIN";
        scene.undo.emplace_back([bundles] { ::umount2(bundles.c_str(), MNT_DETACH); });
        scene.command.environment["TMPDIR"] = scene.folder.path();
    };
}

SetUp with_small_files()
{
    return [](Scene& scene) {
        const std::string limit = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
        scene.command.words.insert(scene.command.words.begin(), {"sh", "-c", limit});
    };
}

SetUp branch(const std::string& name)
{
    return file(".git/HEAD", "ref: refs/heads/" + name + "\n");
}

SetUp nothing()
{
    return [](Scene&) {};
}

SetUp project(const std::string& more = R"("targets": {"hello": "echo hello"})")
{
    return file("devenv.json", project_file(more)) &
           file("Dockerfile", "FROM " + base_image() + "\nWORKDIR /src\n");
}

SetUp devenv_json(const std::string& text)
{
    return file("devenv.json", text) & file("Dockerfile", "FROM " + base_image() + "\n");
}

SetUp scratch(const std::string& more)
{
    return file("devenv.json", project_file(more)) &
           file("Dockerfile", "FROM scratch\nWORKDIR /src\nCOPY Dockerfile /src/\n");
}

std::string page(const std::string& head, const std::string& body)
{
    return "HTTP/1.1 200 OK\r\n" + head + "Content-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

struct BadInput
{
    std::string name;
    SetUp set_up;
    std::vector<std::string> words;
    int code;
    std::string says;
};

std::ostream& operator<<(std::ostream& out, const BadInput& row)
{
    return out << row.name;
}

// clang-format off
const std::vector<BadInput>& table()
{
    static const std::vector<BadInput> rows{

// --- the daemon
{"no_daemon", project() & daemon_at("unix://${root}/no.sock"), {"hello"}, 125,
 "devenv-cli: Ping: there is no Docker daemon's socket at ${root}/no.sock; install or start Docker, or name another daemon by -H or DOCKER_HOST"},
{"nobody_listens", project() & abandoned_socket() & daemon_at("unix://${root}/old.sock"), {"hello"}, 125,
 "devenv-cli: Ping: no daemon listens at ${root}/old.sock; start the Docker daemon (`systemctl start docker`)"},
{"socket_without_permission", as_nobody(), {"version"}, 125,
 "devenv-cli: Ping: no permission to use the Docker daemon's socket ${root}/locked/docker.sock; join the group that owns it (usually `docker`) or run as root"},
{"daemon_too_old", project() & answering(page("Api-Version: 1.12\r\n", "OK")), {"hello"}, 125,
 "devenv-cli: the daemon speaks Docker API 1.12, too old: 1.24 is needed; update the daemon to Docker 1.12 or later"},
{"no_docker_daemon", project() & answering(page("Content-Type: text/html\r\n", "<html>hello</html>")), {"hello"}, 125,
 "devenv-cli: ListContainers: the daemon's answer can't be understood: invalid JSON at byte 0: Invalid value.; is this address a Docker daemon's?"},
{"no_http", project() & answering("220 mail.example ESMTP\r\n"), {"hello"}, 125,
 "devenv-cli: PingByGet: the daemon's answer can't be understood: bad version; is this address a Docker daemon's?"},
{"unknown_scheme", project() & daemon_at("ftp://host"), {"hello"}, 125,
 "devenv-cli: DOCKER_HOST: ftp:// is not spoken here; use unix://, tcp://, ssh:// or fd://"},

// --- the project
{"not_a_project", nothing(), {"binary"}, 125,
 "devenv-cli: ${root} isn't in a project: there is no devenv.json or Dockerfile here or above; go to the project, give it with -C, or write a devenv.json"},
{"no_such_folder", nothing(), {"-C", "nowhere", "binary"}, 125,
 "devenv-cli: can't go to nowhere: No such file or directory; give the project's folder with -C"},
{"no_dockerfile", file("devenv.json", project_file()), {"build"}, 125,
 "devenv-cli: \"build.dockerfile\": ${root}/Dockerfile doesn't exist; write one, or name another in devenv.json"},
{"dockerfile_outside_works",
 file("outside/Dockerfile", "FROM " + base_image() + "\nCOPY f /\nRUN cat /f\n") & file("src/f", "copied")
 & file("devenv.json", R"({"name": "${name}", "build": {"context": "src", "dockerfile": "../outside/Dockerfile", "network": "host"}})"), {"build"}, 0,
 ""},
{"unknown_target", project(), {"helo"}, 125,
 "devenv-cli: there is no target \"helo\" (did you mean \"hello\"?); the targets are hello"},
{"step_fails", project() & file("Dockerfile", "FROM " + base_image() + "\nRUN echo words; exit 7\n"), {"build"}, 1,
 "devenv-cli: BuildImage: step 2/4 failed: RUN echo words; exit 7: The command '/bin/sh -c echo words; exit 7' returned a non-zero code: 7; see ${root}/Dockerfile:2"},
{"step_of_a_target_fails", project() & file("Dockerfile", "FROM " + base_image() + "\nRUN exit 7\n"), {"hello"}, 125,
 "devenv-cli: BuildImage: step 2/4 failed: RUN exit 7: The command '/bin/sh -c exit 7' returned a non-zero code: 7; see ${root}/Dockerfile:2"},
{"dockerfile_does_not_parse", project() & file("Dockerfile", "FROM " + base_image() + "\nRUM x\n"), {"build"}, 1,
 "devenv-cli: BuildImage: dockerfile parse error on line 2: unknown instruction: RUM (did you mean RUN?)"},
{"base_image_is_missing", project() & file("Dockerfile", "FROM 127.0.0.1:1/no/such:image\n"), {"build"}, 1,
 "devenv-cli: BuildImage: step 1/3 failed: FROM 127.0.0.1:1/no/such:image: "},

// --- names out of branches
{"branch_with_a_slash", project() & branch("feature/x"), {"build"}, 0, "building ${name}-dev:feature-x"},
{"branch_with_a_dash_in_front", project() & branch("-x"), {"build"}, 0, "✔ ${name}-dev:_x built"},
{"branch_of_200_characters", project() & branch(std::string(200, 'b')), {"build"}, 0, "✔ ${name}-dev:" + std::string(128, 'b') + " built"},
{"branch_in_unicode", project() & branch("größe/漢字"), {"build"}, 0, "✔ ${name}-dev:gr--e--- built"},
{"bad_reference", project() & file("devenv.json", R"({"image": "Not:A:Reference"})"), {"build"}, 125, "devenv-cli: devenv.json:1:11: \"image\": \"Not:A:Reference\" isn't an image reference: the repository's path has an upper-case letter (at character 1)"},

// --- devenv.json
{"typo", devenv_json("{\n  \"nmae\": \"x\"\n}"), {"build"}, 125,
 "devenv-cli: devenv.json:2:3: unknown key \"nmae\" (did you mean \"name\"?)"},
{"wrong_type", devenv_json(R"({"run": {"privileged": "yes"}})"), {"build"}, 125,
 "devenv-cli: devenv.json:1:24: \"run.privileged\" must be true or false, not a string"},
{"trailing_garbage", devenv_json("{}\n}"), {"build"}, 125,
 "devenv-cli: devenv.json:2:1: there is more text after the end of the document"},
{"not_json", devenv_json("name: x"), {"build"}, 125,
 "devenv-cli: devenv.json:1:2: a value is missing or misspelt (texts need double quotes)"},
{"empty_file", devenv_json(""), {"build"}, 125,
 "devenv-cli: devenv.json:1:1: the file is empty"},
{"not_utf8", devenv_json("{\"name\": \"\xff\"}"), {"build"}, 125,
 "devenv-cli: devenv.json:1:11: there are bytes that aren't UTF-8"},
{"later_sidecars", devenv_json(R"({"sidecars": {}})"), {"build"}, 125, "devenv-cli: devenv.json:1:2: \"sidecars\" is not supported yet"},
{"later_frozen", devenv_json(R"({"frozen": {}})"), {"build"}, 125, "devenv-cli: devenv.json:1:2: \"frozen\" is not supported yet"},
{"later_mirrors", devenv_json(R"({"mirrors": []})"), {"build"}, 125, "devenv-cli: devenv.json:1:2: \"mirrors\" is not supported yet"},
{"later_share", devenv_json(R"({"share": "x"})"), {"build"}, 125, "devenv-cli: devenv.json:1:2: \"share\" is not supported yet"},
{"later_devcontainer", file(".devcontainer/devcontainer.json", "{}") & file("Dockerfile", "FROM x\n"), {"build"}, 125,
 "devenv-cli: .devcontainer/devcontainer.json is not supported yet; write a devenv.json beside it; {} is enough for the built-in profile"},
{"missing_config_file", project(), {"--config", "other.json", "build"}, 125,
 "devenv-cli: other.json doesn't exist"},

// --- BIND_DIR and bundles
{"bind_dir_out", project(R"("targets": {"binary": "mkdir -p bundles && echo made > bundles/file"})"), {"binary", "BIND_DIR=out"}, 0,
 "warning: BIND_DIR=out: out is mounted, but artefacts go to bundles, which is copied out after the run; use BIND_DIR=bundles or BIND_DIR=."},
{"bind_dir_absolute", project(), {"hello", "BIND_DIR=/abs"}, 125,
 "devenv-cli: BIND_DIR=/abs: the folder must be inside the project ${root}; use BIND_DIR=bundles for the artefacts or BIND_DIR=. for the whole project"},
{"bind_dir_above", project(), {"hello", "BIND_DIR=.."}, 125,
 "devenv-cli: BIND_DIR=..: the folder must be inside the project ${root}; use BIND_DIR=bundles for the artefacts or BIND_DIR=. for the whole project"},
{"bind_dir_tilde", project(), {"hello", "BIND_DIR=~/y"}, 125,
 "devenv-cli: BIND_DIR=~/y: the shell hasn't expanded ~, and the folder must be inside the project; use BIND_DIR=bundles for the artefacts or BIND_DIR=. for the whole project"},
{"bind_dir_typo", project(), {"hello", "BINDIR=."}, 125, "devenv-cli: BINDIR=.: unknown variable BINDIR, did you mean BIND_DIR?; write BIND_DIR=."},
{"bundles_is_a_file", project() & file("bundles", "x"), {"hello"}, 125,
 "devenv-cli: \"bundles.dir\": bundles exists but isn't a folder; move it away"},
{"bundles_leads_outside", project() & link_to("bundles", "/tmp"), {"hello"}, 125,
 "devenv-cli: \"bundles.dir\": bundles is a link that leads out of the project, to /tmp; remove the link"},
{"disk_full", project(R"("targets": {"binary": "mkdir -p bundles && head -c 100000 /dev/zero > bundles/file"})") & little_room_for_bundles(), {"binary"}, 125,
 "devenv-cli: artefacts can't be stored in ${root}/bundles: No space left on device; what the run made is saved as ${root}/devenv-"},
{"log_that_can_not_grow", project(R"("targets": {"hello": "seq 100000"})") & with_small_files(), {"hello"}, 0,
 "warning: the log ${root}/bundles/devenv-hello.log is cut: "},

// --- commands that can't run
{"image_without_a_shell", scratch(R"("targets": {"hello": "echo hello"})"), {"hello"}, 127,
 "devenv-cli: exit code 127: a command wasn't found in the image: `sh`, its ENTRYPOINT, or what they call; add it in the Dockerfile"},
{"image_without_a_shell_no_init", scratch(R"("targets": {"hello": {"command": "echo hello"}})") & file("devenv.json", R"({"name": "${name}", "build": {"network": "host"}, "run": {"network": "host", "init": false}, "targets": {"hello": "echo hello"}})"), {"hello"}, 127,
 "executable file not found in $PATH; add the command, or what the image's ENTRYPOINT needs, in the Dockerfile"},
{"shell_without_a_shell", scratch(""), {"shell"}, 127, "devenv-cli: exit code 127: a command wasn't found in the image: `bash`, its ENTRYPOINT, or what they call; add it in the Dockerfile"},
{"entrypoint_not_executable", project() & file("Dockerfile", "FROM " + base_image() + "\nWORKDIR /src\nENTRYPOINT [\"/etc/passwd\"]\n"), {"hello"}, 126,
 "devenv-cli: exit code 126: a command can't be executed: `sh`, the image's ENTRYPOINT, or what they call; `chmod +x` it if it's a file"},
{"command_is_a_folder", project(), {"run", "--", "/etc"}, 126, "devenv-cli: exit code 126: a command can't be executed: `/etc`, the image's ENTRYPOINT, or what they call; `chmod +x` it if it's a file"},
{"command_missing", project(), {"run", "--", "no-such-command"}, 127, "devenv-cli: exit code 127: a command wasn't found in the image: `no-such-command`, its ENTRYPOINT, or what they call; add it in the Dockerfile"},
{"out_of_memory", project(R"("targets": {"hog": "kill -KILL $$"})") & changing_answers("\"OOMKilled\":false", "\"OOMKilled\":true "), {"hog"}, 137,
 "the container was killed: it ran out of memory; give it more, or build with fewer jobs"},

    };
    return rows;
}
// clang-format on

class BadInputTest : public CliTest, public ::testing::WithParamInterface<BadInput>
{};

TEST_P(BadInputTest, ends_with_one_clear_sentence)
{
    const BadInput& row = GetParam();
    Scene scene{.folder = folder_, .host = host(), .command = command(row.words)};
    row.set_up(scene);
    const CommandEnd end = run_command(scene.command);
    for (const auto& undo : scene.undo)
        undo();
    EXPECT_EQ(end.code, row.code) << end.err;
    EXPECT_THAT(end.err, ::testing::HasSubstr(folder_.expand(row.says)));
    if (row.says.starts_with("devenv-cli: ")) {
        EXPECT_THAT(
            errors_in(end.err), ::testing::ElementsAre(::testing::StartsWith(folder_.expand(row.says)))
        );
    }
}

TEST_F(CliTest, artefacts_come_home_whatever_bind_dir_names)
{
    make_project(R"("targets": {"binary": "mkdir -p bundles && echo made > bundles/file"})");
    const CommandEnd end = run({"binary", "BIND_DIR=out"});
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_EQ(folder_.read("bundles/file"), "made\n");
    EXPECT_THAT(end.err, ::testing::HasSubstr("bundles/file"));
}

INSTANTIATE_TEST_SUITE_P(Table, BadInputTest, ::testing::ValuesIn(table()), [](const auto& row) {
    return row.param.name;
});

}  // namespace

}  // namespace devenv::test
