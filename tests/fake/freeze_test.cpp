// Images from a registry that works, to disk.
#include "freeze_fixture.hpp"

namespace devenv {
namespace {

using test::FakeImage;
using test::FakeImageSpec;
using test::RegistryFault;
using test::RegistryRequest;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string index_type = "application/vnd.oci.image.index.v1+json";

std::string entry(const FakeImage& image, const std::string& platform)
{
    return R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":")" + image.digest +
           R"(","size":)" + std::to_string(image.manifest.size()) + R"(,"platform":)" + platform + "}";
}

TEST_F(FreezeTest, writes_what_daemons_load)
{
    const FakeImage image = registry_.add_image("lib/a", "one");
    const FreezeOutcome outcome = blocking::freeze(spec());
    ASSERT_EQ(outcome.images.size(), 1U);
    EXPECT_EQ(outcome.images[0].digest, image.digest);
    EXPECT_EQ(outcome.images[0].layers, 3U);
    EXPECT_EQ(outcome.images[0].size, image.size);
    EXPECT_EQ(outcome.bytes_received, image.size);
    EXPECT_EQ(outcome.blobs_fetched, 4U);
    EXPECT_EQ(right_layers(image), 3U);
    const std::string id = outcome.images[0].id.substr(7);
    EXPECT_THAT(
        read("manifest.json"),
        AllOf(
            HasSubstr("\"Config\":\"" + id + ".json\""), HasSubstr("\"" + registry_.host() + "/lib/a:one\"")
        )
    );
    EXPECT_THAT(read("repositories"), HasSubstr("\"" + registry_.host() + "/lib/a\":{\"one\":\""));
    EXPECT_FALSE(std::filesystem::exists(out() + "/.partial"));
}

TEST_F(FreezeTest, is_the_same_twice_and_asks_for_no_blob_again)
{
    registry_.add_image("lib/a", "one");
    FreezeSpec first = spec();
    first.tar_file = (folder_ / "a.tar").string();
    blocking::freeze(first);
    const auto once = files(out());
    const std::size_t blobs = registry_.count("/blobs/");
    FreezeSpec second = spec();
    second.tar_file = (folder_ / "b.tar").string();
    const FreezeOutcome outcome = blocking::freeze(second);
    EXPECT_EQ(files(out()), once);
    EXPECT_EQ(registry_.count("/blobs/"), blobs);
    EXPECT_EQ(outcome.blobs_kept, 4U);
    EXPECT_EQ(outcome.bytes_received, 0U);
    const auto tars = files(folder_.string());
    EXPECT_EQ(tars.at("a.tar"), tars.at("b.tar"));
}

TEST_F(FreezeTest, mends_a_layer_that_was_damaged_since)
{
    const FakeImage image = registry_.add_image("lib/a", "one");
    blocking::freeze(spec());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(out())) {
        if (entry.path().filename() == "layer.tar")
            std::ofstream(entry.path(), std::ios::binary | std::ios::in).put('x');
    }
    EXPECT_EQ(right_layers(image), 0U);
    blocking::freeze(spec());
    EXPECT_EQ(right_layers(image), 3U);
}

TEST_F(FreezeTest, chooses_the_platform)
{
    const FakeImage amd = registry_.add_image("lib/a", "amd", {.seed = 2});
    const FakeImage arm = registry_.add_image("lib/a", "arm", {.architecture = "arm64", .seed = 3});
    const std::string index = R"({"schemaVersion":2,"manifests":[)" +
                              entry(amd, R"({"os":"linux","architecture":"amd64"})") + ',' +
                              entry(arm, R"({"os":"linux","architecture":"arm64","variant":"v8"})") + "]}";
    const std::string digest = registry_.add_manifest("lib/a", "one", index, index_type);
    FreezeSpec wanted = spec();
    wanted.platform = "aarch64";
    const FreezeOutcome outcome = blocking::freeze(wanted);
    EXPECT_EQ(outcome.images[0].digest, digest);
    EXPECT_EQ(outcome.images[0].manifest, arm.digest);
    EXPECT_EQ(right_layers(arm), 3U);
    wanted.platform = "linux/s390x";
    const Error error = failure(wanted);
    EXPECT_EQ(error.kind(), ErrorKind::not_found);
    EXPECT_THAT(error.what(), HasSubstr("linux/amd64, linux/arm64/v8"));
    wanted.platform = "linux/";
    EXPECT_EQ(failure(wanted).kind(), ErrorKind::bad_request);
}

TEST_F(FreezeTest, fetches_shared_layers_once)
{
    registry_.add_image("lib/a", "one", {.layers = 2});
    registry_.add_image("lib/b", "two", {.layers = 3});
    FreezeSpec both = spec();
    both.images.push_back(registry_.host() + "/lib/b:two");
    const FreezeOutcome outcome = blocking::freeze(both);
    EXPECT_EQ(outcome.blobs_fetched, 5U);  // 3 layers, 2 configurations
    std::size_t links = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(out())) {
        if (!file.is_symlink())
            continue;
        ++links;
        EXPECT_TRUE(std::filesystem::is_regular_file(file.path())) << file.path();
    }
    EXPECT_EQ(links, 1U);  // the second layer is the first image's top
}

TEST_F(FreezeTest, writes_an_oci_layout)
{
    const FakeImage image = registry_.add_image("lib/a", "one");
    FreezeSpec oci = spec();
    oci.format = FreezeFormat::oci_layout;
    blocking::freeze(oci);
    const auto there = files(out());
    EXPECT_EQ(there.size(), 7U);  // oci-layout, index.json, manifest, configuration, 3 layers
    EXPECT_EQ(there.at("blobs/sha256/" + image.digest.substr(7)), image.digest.substr(7));
    EXPECT_THAT(read("index.json"), AllOf(HasSubstr(image.digest), HasSubstr("\"one\"")));
}

TEST_F(FreezeTest, shows_a_login_to_token_servers_and_renews_tokens)
{
    const FakeImage image = registry_.add_image("lib/a", "one");
    registry_.want_token("user", "secret", 2);
    FreezeSpec known = spec();
    known.logins = [this](std::string registry) {
        EXPECT_EQ(registry, registry_.host());
        return login_of("user", "secret")(registry);
    };
    blocking::freeze(known);
    EXPECT_EQ(right_layers(image), 3U);
    EXPECT_GE(registry_.count("/token"), 2U);
    for (const RegistryRequest& request : registry_.requests()) {
        const auto shown = request.headers.find("authorization");
        if (request.path != "/token" && shown != request.headers.end()) {
            EXPECT_THAT(shown->second, ::testing::StartsWith("Bearer "));
        }
    }
    FreezeSpec stranger = spec();
    stranger.folder = (folder_ / "other").string();
    EXPECT_EQ(failure(stranger).kind(), ErrorKind::unauthorized);
}

TEST_F(FreezeTest, shows_a_login_to_basic_registries)
{
    registry_.add_image("lib/a", "one");
    registry_.want_basic("user", "secret");
    FreezeSpec known = spec();
    known.logins = login_of("user", "secret");
    blocking::freeze(known);
    FreezeSpec wrong = spec();
    wrong.folder = (folder_ / "other").string();
    wrong.logins = login_of("user", "S3cr3t");
    const Error error = failure(wrong);
    EXPECT_EQ(error.kind(), ErrorKind::unauthorized);
    EXPECT_THAT(error.what(), AllOf(HasSubstr("authentication required"), Not(HasSubstr("S3cr3t"))));
    EXPECT_THAT(events_->errors, Each(Not(HasSubstr("S3cr3t"))));
}

TEST_F(FreezeTest, follows_redirects_without_the_login)
{
    const FakeImage image = registry_.add_image("lib/a", "one");
    test::FakeRegistry network;
    network.take_content_of(registry_);
    registry_.want_basic("user", "secret");
    registry_.on_request([&network](const RegistryRequest& request) {
        RegistryFault fault;
        if (request.is_blob() && request.headers.contains("authorization")) {
            fault.status = 307;
            fault.headers = {{"Location", network.url() + request.path + "?signature=x"}};
        }
        return fault;
    });
    FreezeSpec known = spec();
    known.logins = login_of("user", "secret");
    blocking::freeze(known);
    EXPECT_EQ(right_layers(image), 3U);
    EXPECT_EQ(network.count("/blobs/"), 4U);
    for (const RegistryRequest& request : network.requests())
        EXPECT_FALSE(request.headers.contains("authorization"));
}

TEST_F(FreezeTest, finds_foreign_layers_at_their_own_address)
{
    test::FakeRegistry far;
    const FakeImageSpec foreign{
        .layer_type = "application/vnd.docker.image.rootfs.foreign.diff.tar",
        .layer_url = far.url() + "/far/blobs/"};
    const FakeImage image = registry_.add_image("lib/a", "one", foreign);
    far.take_content_of(registry_);
    for (const std::string& layer : image.layers)
        registry_.remove_blob(layer);
    blocking::freeze(spec());
    EXPECT_EQ(right_layers(image), 3U);
}

TEST_F(FreezeTest, pins_by_digest)
{
    const FakeImage image = registry_.add_image("lib/a", "one");
    registry_.add_image("lib/a", "one", {.seed = 9});
    blocking::freeze(spec("lib/a:one@" + image.digest));
    EXPECT_EQ(right_layers(image), 3U);
    EXPECT_EQ(failure(spec("lib/a@sha256:" + std::string(64, '0'))).kind(), ErrorKind::not_found);
}

TEST_F(FreezeTest, refuses_wrong_references)
{
    for (const char* image : {"UPPER/case", "a:b:c", "a@sha256:12", "", "a b"}) {
        FreezeSpec wrong = spec();
        wrong.images = {image};
        EXPECT_EQ(failure(wrong).kind(), ErrorKind::bad_request) << image;
    }
    EXPECT_FALSE(std::filesystem::exists(out()));
}

}  // namespace
}  // namespace devenv
