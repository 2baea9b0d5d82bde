// What a stranger may do wrong, in one table: what there is, what he types, and what he gets. `says` is the
// whole of devenv-cli's sentence (or a part of one, between dots); ${root} is the project's folder, ${name}
// its name.
#include "cli_fixture.hpp"
#include "support/socket_proxy.hpp"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <optional>

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

SetUp file(std::string path, std::string text, unsigned mode = 0644)
{
    return [=](Scene& scene) { scene.folder.write(path, text, mode); };
}

SetUp link_to(std::string path, std::string target)
{
    return [=](Scene& scene) { fs::create_symlink(scene.folder.expand(target), scene.folder.path() / path); };
}

SetUp daemon_at(std::string host)
{
    return [=](Scene& scene) { scene.command.environment["DOCKER_HOST"] = scene.folder.expand(host); };
}

SetUp answering(std::string answer)
{
    return [=](Scene& scene) {
        scene.proxy = std::make_unique<SocketProxy>(scene.folder.path() / "fake.sock", "");
        scene.proxy->answer_all(answer);
        scene.command.environment["DOCKER_HOST"] = scene.proxy->host();
    };
}

SetUp changing_answers(std::string from, std::string to)
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

SetUp branch(std::string name)
{
    return file(".git/HEAD", "ref: refs/heads/" + name + "\n");
}

SetUp nothing()
{
    return [](Scene&) {};
}

SetUp project(std::string more = R"("targets": {"hello": "echo hello"})")
{
    return file("devenv.json", project_file(more)) &
           file("Dockerfile", "FROM " + base_image() + "\nWORKDIR /src\n");
}

SetUp devenv_json(std::string text)
{
    return file("devenv.json", std::move(text)) & file("Dockerfile", "FROM " + base_image() + "\n");
}

SetUp scratch(std::string more)
{
    return file("devenv.json", project_file(more)) &
           file("Dockerfile", "FROM scratch\nWORKDIR /src\nCOPY Dockerfile /src/\n");
}

std::string page(std::string head, std::string body)
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
 "devenv-cli: Ping: no Docker daemon listens at ${root}/old.sock; start Docker, or name another daemon by -H or DOCKER_HOST"},
{"socket_without_permission", as_nobody(), {"version"}, 125,
 "devenv-cli: Ping: no permission to use the Docker daemon's socket ${root}/locked/docker.sock; join the group that owns it (usually `docker`) or run as root"},
{"daemon_too_old", project() & answering(page("Api-Version: 1.12\r\n", "OK")), {"hello"}, 125,
 "?"},
{"no_docker_daemon", project() & answering(page("Content-Type: text/html\r\n", "<html>hello</html>")), {"hello"}, 125,
 "?"},
{"no_http", project() & answering("220 mail.example ESMTP\r\n"), {"hello"}, 125,
 "?"},
{"unknown_scheme", project() & daemon_at("ssh://host"), {"hello"}, 125,
 "?"},

// --- the project
{"not_a_project", nothing(), {"binary"}, 125,
 "devenv-cli: ${root} isn't in a project: there is no devenv.json or Dockerfile here or above; go to the project, give it with -C, or write a devenv.json"},
{"no_such_folder", nothing(), {"-C", "nowhere", "binary"}, 125,
 "?"},
{"no_dockerfile", file("devenv.json", project_file()), {"build"}, 125,
 "devenv-cli: \"build.dockerfile\": ${root}/Dockerfile doesn't exist; write one, or name another in devenv.json"},
{"dockerfile_outside_works",
 file("outside/Dockerfile", "FROM " + base_image() + "\nCOPY f /\nRUN cat /f\n") & file("src/f", "copied")
 & file("devenv.json", R"({"name": "${name}", "build": {"context": "src", "dockerfile": "../outside/Dockerfile", "network": "host"}})"), {"build"}, 0,
 ""},
{"unknown_target", project(), {"helo"}, 125,
 "devenv-cli: there is no target \"helo\" (did you mean \"hello\"?); the targets are hello"},
{"step_fails", project() & file("Dockerfile", "FROM " + base_image() + "\nRUN echo words; exit 7\n"), {"build"}, 1,
 "?"},
{"step_of_a_target_fails", project() & file("Dockerfile", "FROM " + base_image() + "\nRUN exit 7\n"), {"hello"}, 125,
 "?"},
{"dockerfile_does_not_parse", project() & file("Dockerfile", "FROM " + base_image() + "\nRUM x\n"), {"build"}, 1,
 "?"},
{"base_image_is_missing", project() & file("Dockerfile", "FROM 127.0.0.1:1/no/such:image\n"), {"build"}, 1,
 "?"},

// --- names out of branches
{"branch_with_a_slash", project() & branch("feature/x"), {"build"}, 0, "building ${name}-dev:feature-x"},
{"branch_with_a_dash_in_front", project() & branch("-x"), {"build"}, 0, "?"},
{"branch_of_200_characters", project() & branch(std::string(200, 'b')), {"build"}, 0, "?"},
{"branch_in_unicode", project() & branch("größe/漢字"), {"build"}, 0, "?"},
{"bad_reference", project() & file("devenv.json", R"({"image": "Not:A:Reference"})"), {"build"}, 125, "?"},

// --- devenv.json
{"typo", devenv_json("{\n  \"nmae\": \"x\"\n}"), {"build"}, 125,
 "devenv-cli: devenv.json:2:3: unknown key \"nmae\" (did you mean \"name\"?)"},
{"wrong_type", devenv_json(R"({"run": {"privileged": "yes"}})"), {"build"}, 125,
 "devenv-cli: devenv.json:1:24: \"run.privileged\" must be true or false, not a string"},
{"trailing_garbage", devenv_json("{}\n}"), {"build"}, 125,
 "?"},
{"not_json", devenv_json("name: x"), {"build"}, 125,
 "?"},
{"empty_file", devenv_json(""), {"build"}, 125,
 "?"},
{"not_utf8", devenv_json("{\"name\": \"\xff\"}"), {"build"}, 125,
 "?"},
{"later_sidecars", devenv_json(R"({"sidecars": {}})"), {"build"}, 125, "devenv-cli: devenv.json:1:2: \"sidecars\" is not supported yet"},
{"later_frozen", devenv_json(R"({"frozen": {}})"), {"build"}, 125, "devenv-cli: devenv.json:1:2: \"frozen\" is not supported yet"},
{"later_mirrors", devenv_json(R"({"mirrors": []})"), {"build"}, 125, "devenv-cli: devenv.json:1:2: \"mirrors\" is not supported yet"},
{"later_share", devenv_json(R"({"share": "x"})"), {"build"}, 125, "devenv-cli: devenv.json:1:2: \"share\" is not supported yet"},
{"later_devcontainer", file(".devcontainer/devcontainer.json", "{}") & file("Dockerfile", "FROM x\n"), {"build"}, 125,
 "?"},
{"missing_config_file", project(), {"--config", "other.json", "build"}, 125,
 "?"},

// --- BIND_DIR and bundles
{"bind_dir_out", project(R"("targets": {"binary": "mkdir -p bundles && echo made > bundles/file"})"), {"binary", "BIND_DIR=out"}, 0,
 "warning: BIND_DIR=out: out is mounted, but artefacts go to bundles, which is copied out after the run; use BIND_DIR=bundles or BIND_DIR=."},
{"bind_dir_absolute", project(), {"hello", "BIND_DIR=/abs"}, 125,
 "devenv-cli: BIND_DIR=/abs: the folder must be inside the project ${root}; use BIND_DIR=bundles for the artefacts or BIND_DIR=. for the whole project"},
{"bind_dir_above", project(), {"hello", "BIND_DIR=.."}, 125,
 "devenv-cli: BIND_DIR=..: the folder must be inside the project ${root}; use BIND_DIR=bundles for the artefacts or BIND_DIR=. for the whole project"},
{"bind_dir_tilde", project(), {"hello", "BIND_DIR=~/y"}, 125,
 "devenv-cli: BIND_DIR=~/y: the shell hasn't expanded ~, and the folder must be inside the project; use BIND_DIR=bundles for the artefacts or BIND_DIR=. for the whole project"},
{"bind_dir_typo", project(), {"hello", "BINDIR=."}, 125, "?"},
{"bundles_is_a_file", project() & file("bundles", "x"), {"hello"}, 125,
 "devenv-cli: \"bundles.dir\": bundles exists but isn't a folder; move it away"},
{"bundles_leads_outside", project() & link_to("bundles", "/tmp"), {"hello"}, 125,
 "devenv-cli: \"bundles.dir\": bundles is a link that leads out of the project, to /tmp; remove the link"},

// --- commands that can't run
{"image_without_a_shell", scratch(R"("targets": {"hello": "echo hello"})"), {"hello"}, 127,
 "?"},
{"image_without_a_shell_no_init", scratch(R"("targets": {"hello": {"command": "echo hello"}})") & file("devenv.json", R"({"name": "${name}", "build": {"network": "host"}, "run": {"network": "host", "init": false}, "targets": {"hello": "echo hello"}})"), {"hello"}, 127,
 "?"},
{"shell_without_a_shell", scratch(""), {"shell"}, 127, "?"},
{"entrypoint_not_executable", project() & file("Dockerfile", "FROM " + base_image() + "\nWORKDIR /src\nENTRYPOINT [\"/etc/passwd\"]\n"), {"hello"}, 126,
 "?"},
{"command_is_a_folder", project(), {"run", "--", "/etc"}, 126, "?"},
{"command_missing", project(), {"run", "--", "no-such-command"}, 127, "?"},
{"out_of_memory", project(R"("targets": {"hog": "kill -KILL $$"})") & changing_answers("\"OOMKilled\":false", "\"OOMKilled\":true "), {"hog"}, 137,
 "?"},

    };
    return rows;
}
// clang-format on

class BadInputTest : public CliTest, public ::testing::WithParamInterface<BadInput>
{};

TEST_P(BadInputTest, ends_with_one_clear_sentence)
{
    if (IsSkipped())
        return;
    const BadInput& row = GetParam();
    Scene scene{.folder = folder_, .host = host(), .command = command(row.words)};
    row.set_up(scene);
    const CommandEnd end = run_command(scene.command);
    EXPECT_EQ(end.code, row.code) << end.err;
    EXPECT_THAT(end.err, ::testing::HasSubstr(folder_.expand(row.says)));
    if (row.says.starts_with("devenv-cli: ")) {
        EXPECT_THAT(errors_in(end.err), ::testing::ElementsAre(folder_.expand(row.says)));
    }
}

INSTANTIATE_TEST_SUITE_P(Table, BadInputTest, ::testing::ValuesIn(table()), [](const auto& row) {
    return row.param.name;
});

}  // namespace

}  // namespace devenv::test
