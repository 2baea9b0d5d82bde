// What a daemon has already is not sent to it.
#include "freeze_fixture.hpp"
#include <devenv/devenv.hpp>
#include <devenv/image_load.hpp>
#include <devenv/testing.hpp>

#include <gmock/gmock.h>

namespace devenv {
namespace {

using State = LoadedImage::State;

class ImageLoads : public FreezeTest
{
protected:
    void SetUp() override
    {
        FreezeTest::SetUp();
        image_ = registry_.add_image("lib/a", "one");
        const FreezeOutcome outcome = blocking::freeze(spec());
        id_ = outcome.images.at(0).id;
        daemon_.on("GET /images/{name}/json").reply(404).body(R"({"message":"No such image"})");
        daemon_.on("POST /images/{name}/tag").reply(201);
        daemon_.on("POST /images/load").body("{\"stream\":\"Loaded image\"}\n");
    }

    LoadedImage load()
    {
        Client docker({.host = daemon_.host()});
        const ImageLoadSpec bundle{.path = out()};
        return devenv::run(docker, load_images(docker, bundle)).at(0);
    }

    std::string layers() const
    {
        std::string list;
        for (const std::string& layer : image_.layers)
            list += (list.empty() ? "\"" : ",\"") + layer + "\"";
        return list;
    }

    testing::FakeDaemon daemon_{};
    test::FakeImage image_{};
    std::string id_{};
};

TEST_F(ImageLoads, an_image_of_that_id_is_present_or_only_named)
{
    const std::string name = registry_.host() + "/lib/a:one";
    daemon_.on("GET /images/" + id_ + "/json")
        .body(R"({"Id":")" + id_ + R"(","RepoTags":[")" + name + R"("]})");
    EXPECT_EQ(load().state, State::present);
    daemon_.on("GET /images/" + id_ + "/json").body(R"({"Id":")" + id_ + R"(","RepoTags":[]})");
    EXPECT_EQ(load().state, State::tagged);
    EXPECT_TRUE(daemon_.requests("POST /images/load").empty());
}

// A daemon with containerd's store knows an image by its manifest: its layers tell that it is the same.
TEST_F(ImageLoads, an_image_of_those_layers_is_present)
{
    const std::string name = registry_.host() + "/lib/a:one";
    daemon_.on("GET /images/" + name + "/json")
        .body(
            R"({"Id":"sha256:other","RepoTags":[")" + name + R"("],"RootFS":{"Type":"layers","Layers":[)" +
            layers() + "]}}"
        );
    EXPECT_EQ(load().state, State::present);
    EXPECT_TRUE(daemon_.requests("POST /images/load").empty());
}

TEST_F(ImageLoads, an_image_of_other_layers_is_loaded_and_must_be_there_then)
{
    const std::string name = registry_.host() + "/lib/a:one";
    daemon_.on("GET /images/" + name + "/json")
        .body(R"({"Id":"sha256:other","RootFS":{"Type":"layers","Layers":["sha256:00"]}})");
    EXPECT_ERROR(
        load(), ErrorKind::interrupted, ::testing::HasSubstr("the daemon took the tar, but doesn't have")
    );
    EXPECT_EQ(daemon_.requests("POST /images/load").size(), 1U);
}

}  // namespace
}  // namespace devenv
