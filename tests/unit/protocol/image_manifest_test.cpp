#include "protocol/image_manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace devenv::detail::protocol {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string a = "sha256:" + std::string(64, 'a');
const std::string b = "sha256:" + std::string(64, 'b');
const std::string c = "sha256:" + std::string(64, 'c');

std::string image(const std::string& media_type, const std::string& layer_type)
{
    return R"({"schemaVersion":2,)" + (media_type.empty() ? "" : R"("mediaType":")" + media_type + "\",") +
           R"("config":{"mediaType":"x","size":7,"digest":")" + a + R"("},"layers":[{"mediaType":")" +
           layer_type + R"(","size":9,"digest":")" + b + R"(","urls":["https://far/b"]}]})";
}

std::string entry(const std::string& digest, const std::string& platform)
{
    return R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","size":5,"digest":")" + digest +
           R"(","platform":)" + platform + "}";
}

TEST(ImageManifest, reads_images_of_both_kinds)
{
    for (const std::string type :
         {"application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.oci.image.manifest.v1+json"}) {
        ManifestDocument document;
        EXPECT_EQ(parse_manifest(image(type, "application/x.tar+gzip"), "", document), "");
        EXPECT_EQ(document.kind, ManifestDocument::Kind::image);
        EXPECT_EQ(document.media_type, type);
        EXPECT_EQ(document.config.digest.to_string(), a);
        EXPECT_EQ(document.config.size, 7U);
        ASSERT_EQ(document.layers.size(), 1U);
        EXPECT_EQ(document.layers[0].urls, std::vector<std::string>{"https://far/b"});
        EXPECT_EQ(format_of(document.layers[0]), LayerFormat::gzip);
    }
}

TEST(ImageManifest, takes_the_type_from_header_or_shape)
{
    ManifestDocument document;
    EXPECT_EQ(
        parse_manifest(image("", "x"), "application/vnd.docker.distribution.manifest.v2+json; q=1", document),
        ""
    );
    EXPECT_EQ(document.media_type, "application/vnd.docker.distribution.manifest.v2+json");
    EXPECT_EQ(parse_manifest(image("", "x"), "application/json", document), "");
    EXPECT_EQ(document.media_type, "application/vnd.oci.image.manifest.v1+json");
    EXPECT_EQ(parse_manifest(R"({"manifests":[]})", "application/json", document), "");
    EXPECT_EQ(document.kind, ManifestDocument::Kind::index);
}

TEST(ImageManifest, chooses_by_platform)
{
    const std::string text = R"({"schemaVersion":2,"manifests":[)" +
                             entry(a, R"({"os":"unknown","architecture":"unknown"})") + "," +
                             entry(b, R"({"os":"linux","architecture":"arm","variant":"v6"})") + "," +
                             entry(c, R"({"os":"linux","architecture":"arm","variant":"v7"})") + "]}";
    ManifestDocument document;
    ASSERT_EQ(parse_manifest(text, "", document), "");
    const auto chosen = [&document](std::string_view platform) {
        const BlobDescriptor* found = choose(document, *parse_platform(platform));
        return found == nullptr ? std::string("none") : found->digest.to_string();
    };
    EXPECT_EQ(chosen("linux/arm"), c);
    EXPECT_EQ(chosen("linux/arm/v6"), b);
    EXPECT_EQ(chosen("linux/amd64"), "none");
    EXPECT_EQ(chosen("unknown/unknown"), "none");
    EXPECT_EQ(platforms_of(document), "linux/arm/v6, linux/arm/v7");
}

TEST(ImageManifest, names_what_is_wrong)
{
    ManifestDocument document;
    EXPECT_THAT(parse_manifest(R"({"schemaVersion":1,"fsLayers":[]})", "", document), HasSubstr("schema 1"));
    EXPECT_THAT(
        parse_manifest("{}", "application/vnd.docker.distribution.manifest.v1+prettyjws", document),
        HasSubstr("schema 1")
    );
    EXPECT_THAT(parse_manifest("\n<html>", "text/html", document), HasSubstr("web page"));
    EXPECT_THAT(parse_manifest("", "", document), StartsWith("isn't JSON"));
    EXPECT_THAT(parse_manifest("[]", "", document), HasSubstr("isn't a JSON object"));
    EXPECT_THAT(parse_manifest("{}", "a/b", document), HasSubstr("no known type ('a/b')"));
    EXPECT_THAT(
        parse_manifest(R"({"manifests":[{"digest":"sha256:../../x","size":1}]})", "", document),
        HasSubstr("a manifest by no sha256")
    );
    EXPECT_THAT(
        parse_manifest(R"({"config":{"digest":")" + a + R"("},"layers":[]})", "", document),
        HasSubstr("size of its config")
    );
    EXPECT_THAT(
        parse_manifest(R"({"config":{"digest":")" + a + R"(","size":-1},"layers":[]})", "", document),
        HasSubstr("size of its config")
    );
    EXPECT_THAT(
        parse_manifest(R"({"config":{"digest":")" + a + R"(","size":1}})", "", document),
        HasSubstr("no list of layers")
    );
}

TEST(ImageManifest, knows_layers)
{
    const auto format = [](std::string type) { return format_of({.media_type = std::move(type)}); };
    EXPECT_EQ(format("application/vnd.oci.image.layer.v1.tar"), LayerFormat::tar);
    EXPECT_EQ(format("application/vnd.docker.image.rootfs.diff.tar.gzip"), LayerFormat::gzip);
    EXPECT_EQ(format("application/vnd.oci.image.layer.v1.tar+zstd"), LayerFormat::zstd);
    EXPECT_EQ(format("application/vnd.in-toto+json"), LayerFormat::other);
    EXPECT_TRUE(is_foreign({.media_type = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"}));
    EXPECT_TRUE(is_foreign({.media_type = "application/vnd.oci.image.layer.nondistributable.v1.tar"}));
    EXPECT_FALSE(is_foreign({.media_type = "application/vnd.oci.image.layer.v1.tar"}));
}

TEST(ImageConfig, is_read_and_written_again)
{
    ImageConfig config;
    const std::string text = R"({"os":"linux", "architecture":"amd64", "created":"2020-01-01T00:00:00Z",
        "config":{"Cmd":["sh", "-c"], "X":null, "N":1.50, "T":true}, "rootfs":{"diff_ids":[")" +
                             a + R"("]}})";
    ASSERT_EQ(parse_image_config(text, config), "");
    EXPECT_EQ(config.platform.to_string(), "linux/amd64");
    EXPECT_EQ(config.config, R"({"Cmd":["sh","-c"],"X":null,"N":1.50,"T":true})");
    ASSERT_EQ(config.diff_ids.size(), 1U);
    EXPECT_EQ(config.diff_ids[0].to_string(), a);
    EXPECT_NE(parse_image_config(R"({"rootfs":{"diff_ids":["x"]}})", config), "");
    EXPECT_EQ(parse_image_config("{}", config), "");
}

}  // namespace
}  // namespace devenv::detail::protocol
