// A project's image on a daemon that others use too.
#include "workflow/image.hpp"
#include <devenv/testing.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace devenv {
namespace {

namespace workflow = detail::workflow;

class Listener : public Observer
{
public:
    void on_note(const ConfigNote& note) override { notes += note.text + "\n"; }

    std::string notes{};
};

class ImageJobs : public testing::FakeDaemonTest
{
protected:
    void SetUp() override
    {
        std::string name = "/tmp/devenv-image-XXXXXX";
        folder_ = ::mkdtemp(name.data());
        std::ofstream(folder_ / "Dockerfile") << "FROM scratch\nCOPY Dockerfile /\n";
        std::ofstream(folder_ / "devenv.json") << R"({"name": "project"})";
        daemon().on("GET /images/{name}/json").reply(404).body(R"({"message":"No such image"})");
    }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    ImageReport bring_up_to_date()
    {
        Client docker({.host = daemon().host()});
        const ConfigRequest request{.directory = folder_};
        workflow::ImageJob job{
            .client = docker, .loaded = std::make_shared<const LoadedConfig>(load_config(request))};
        return devenv::run(docker, workflow::bring_up_to_date(std::move(job), listener_));
    }

    static std::string failure(const std::string& words)
    {
        return R"({"stream":"Step 1/2 : FROM scratch\n"})"
               "\n"
               R"({"stream":"Step 2/2 : COPY Dockerfile /\n"})"
               "\n"
               R"({"errorDetail":{"message":")" +
               words + R"("},"error":")" + words + "\"}\n";
    }

    std::filesystem::path folder_{};
    Listener listener_{};
};

constexpr const char* lost_parent =
    "failed to export image: failed to set parent sha256:46f98e: unknown parent image ID sha256:46f98e";

TEST_F(ImageJobs, begin_again_when_a_layer_of_the_cache_was_removed_meanwhile)
{
    daemon()
        .on("POST /build")
        .body(R"({"stream":"Step 1/2 : FROM scratch\n"})"
              "\n"
              R"({"aux":{"ID":"sha256:abc"}})"
              "\n"
              R"({"stream":"Successfully built abc\n"})"
              "\n");
    daemon().on("POST /build").body(failure(lost_parent)).once();
    EXPECT_EQ(bring_up_to_date().id, "sha256:abc");
    EXPECT_EQ(daemon().requests("POST /build").size(), 2U);
    EXPECT_THAT(listener_.notes, ::testing::HasSubstr("a layer was removed while the build used it"));
}

TEST_F(ImageJobs, begin_again_only_once_and_only_for_that)
{
    daemon().on("POST /build").body(failure(lost_parent));
    EXPECT_THROW(bring_up_to_date(), Error);
    EXPECT_EQ(daemon().requests("POST /build").size(), 2U);
    daemon().on("POST /build").body(failure("no space left on device"));
    EXPECT_THROW(bring_up_to_date(), Error);
    EXPECT_EQ(daemon().requests("POST /build").size(), 3U);
}

}  // namespace
}  // namespace devenv
