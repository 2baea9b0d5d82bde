#include "daemon_fixture.hpp"
#include <devenv/devenv.hpp>

namespace devenv {
namespace {

using ::testing::HasSubstr;

class Images : public DaemonTest
{
protected:
    BuildSpec spec() const
    {
        return {.context = folder_.string(), .tags = {name_ + ":built"}, .network = "host"};
    }

    void TearDown() override
    {
        if (!host_.empty()) {
            try {
                client().send(RemoveImage{.image = name_ + ":built", .force = true, .no_prune = true});
            } catch (const Error& e) {
                EXPECT_EQ(e.kind(), ErrorKind::not_found) << e.what();
            }
        }
        DaemonTest::TearDown();
    }
};

DEVENV_WITH_EACH_DAEMON(Images);

TEST_P(Images, are_built_and_the_second_time_from_the_cache)
{
    write("Dockerfile", "FROM " + image_ + "\nCOPY . /src\nRUN cat /src/file && ls -a /src > /list\n");
    write("file", "content of the file\n");
    write("secret/key", "x");
    write(".dockerignore", "secret\n");
    std::string output;
    auto docker = client();
    const Image first = docker.build(spec(), [&](const BuildEvent& event) {
        if (event.kind == BuildEvent::Kind::output)
            output += event.text;
    });
    EXPECT_EQ(output, "content of the file\n");
    EXPECT_EQ(first.steps, 3);
    const Image second = docker.build(spec());
    EXPECT_EQ(second.id, first.id);
    EXPECT_EQ(second.cached_steps, 2);
    EXPECT_EQ(docker.send(InspectImage{.image = name_ + ":built"}).id, first.id);

    ContainerSpec look = shell("cat /list");
    look.image = first.id;
    std::string list;
    docker.run(look, [&](const Frame& frame) { list += frame.bytes; });
    EXPECT_EQ(list, ".\n..\n.dockerignore\nDockerfile\nfile\n");
}

TEST_P(Images, a_failed_step_is_named_with_its_last_words)
{
    write(
        "Dockerfile", "FROM " + image_ + "\n\n# why\nRUN echo first; \\\n    echo last words >&2; exit 7\n"
    );
    auto docker = client();
    try {
        docker.build(spec());
        FAIL() << "the build has failed";
    } catch (const Error& e) {
        EXPECT_EQ(e.kind(), ErrorKind::step_failed) << e.what();
        EXPECT_THAT(e.what(), HasSubstr("step 2/2 failed: RUN echo first;"));
        EXPECT_THAT(e.what(), HasSubstr("Dockerfile:4"));
        ASSERT_NE(e.failed_step(), nullptr);
        EXPECT_EQ(e.failed_step()->exit_code, 7);
        EXPECT_THAT(e.failed_step()->last_lines, ::testing::UnorderedElementsAre("first", "last words"));
    }
}

TEST_P(Images, a_wrong_dockerfile_is_the_daemons_complaint)
{
    write("Dockerfile", "FROM " + image_ + "\nRUM true\n");
    auto docker = client();
    try {
        docker.build(spec());
        FAIL() << "there is no RUM";
    } catch (const Error& e) {
        EXPECT_THAT(e.what(), ::testing::ContainsRegex("[Uu]nknown instruction: RUM"));
    }
}

TEST_P(Images, get_further_names_and_lose_them)
{
    write("Dockerfile", "FROM " + image_ + "\nLABEL a=b\n");
    auto docker = client();
    const Image image = docker.build(spec());
    docker.send(TagImage{.image = image.id, .repository = name_, .tag = "other"});
    ListImages question;
    question.filters["reference"] = {name_};
    EXPECT_EQ(docker.send(question).at(0).repo_tags.size(), 2U);
    docker.send(RemoveImage{.image = name_ + ":other", .no_prune = true});
    EXPECT_ERROR(
        docker.send(InspectImage{.image = name_ + ":other"}), ErrorKind::not_found, HasSubstr("No such image")
    );
}

boost::asio::awaitable<std::string> import_tar(Client docker, ImportImage operation, std::string tar)
{
    LineStream lines = co_await docker.send(operation, byte_source(std::move(tar)));
    std::string id;
    while (true) {
        const auto line = co_await lines.next();
        if (!line)
            break;
        id = line->status;
    }
    co_return id;
}

TEST_P(Images, are_made_of_a_tar)
{
    write("root/etc/motd", "hello\n");
    ASSERT_EQ(
        std::system(
            ("tar -C " + (folder_ / "root").string() + " -cf " + (folder_ / "t.tar").string() + " .").c_str()
        ),
        0
    );
    Client docker({.host = host_});
    const ImportImage operation{.repository = name_, .tag = "built", .changes = {"ENV A=b"}};
    const std::string id = run(docker, import_tar(docker, operation, read_file(folder_ / "t.tar")));
    const ImageInspect image = client().send(InspectImage{.image = name_ + ":built"});
    EXPECT_EQ(image.id, id);
    EXPECT_THAT(image.config.env, ::testing::Contains("A=b"));
}

TEST_P(Images, are_not_made_of_garbage)
{
    Client docker({.host = host_});
    const ImportImage operation{.repository = name_, .tag = "built"};
    EXPECT_ERROR(
        run(docker, import_tar(docker, operation, std::string(5000, 'x'))),
        ErrorKind::server,
        HasSubstr("ImportImage")
    );
}

}  // namespace
}  // namespace devenv
