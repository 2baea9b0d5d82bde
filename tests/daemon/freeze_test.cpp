// Images frozen from a real registry, read by what others wrote: skopeo and the daemons.
#include "cli_fixture.hpp"
#include "support/fake_registry.hpp"
#include "support/real_registry.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

namespace devenv::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Freeze : public CliTest
{
protected:
    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

    CommandEnd freeze(const std::string& folder, std::vector<std::string> more) const
    {
        std::vector<std::string> words{"images", "freeze", path(folder)};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }

    static CommandEnd skopeo(std::vector<std::string> words)
    {
        words.insert(words.begin(), "skopeo");
        return run_command({.words = words});
    }

    static std::string sha256_of(const std::string& file)
    {
        return run_command({.words = {"sha256sum", file}}).out.substr(0, 64);
    }
};

TEST_F(Freeze, a_list_of_three_platforms_is_loaded_by_all_daemons)
{
    const RealRegistry registry(folder_.path() / "registry");
    FakeRegistry source;
    const std::string list = source.add_list("lib/three", "one", {"amd64", "arm64", "s390x"});
    registry.copy_from(source, "lib/three:one");
    const std::string image = registry.host() + "/lib/three:one";
    for (const std::string name : {"a", "b"}) {
        const CommandEnd end =
            freeze(name, {image, "--platform", "linux/amd64", "--tar", path(name + ".tar")});
        ASSERT_EQ(end.code, 0) << end.err;
        EXPECT_EQ(end.out, image + '@' + list + '\n');
    }
    EXPECT_EQ(sha256_of(path("a.tar")), sha256_of(path("b.tar")));
    const CommandEnd seen = skopeo({"inspect", "docker-archive:" + path("a.tar")});
    EXPECT_EQ(seen.code, 0) << seen.err;
    EXPECT_THAT(seen.out, HasSubstr("\"Architecture\": \"amd64\""));
    for (const RealDaemon& daemon : real_daemons()) {
        CommandSpec load = command({"images", "load", path("a")});
        load.environment["DOCKER_HOST"] = daemon.host;
        EXPECT_EQ(run_command(load).out, "loaded " + image + '\n') << daemon.version;
        load.words.back() = path("a.tar");
        EXPECT_EQ(run_command(load).out, "present " + image + '\n') << daemon.version;
        blocking::Client client({.host = daemon.host});
        const ImageInspect there = client.send(InspectImage{.image = image});
        EXPECT_EQ(there.architecture, "amd64");
        client.send(RemoveImage{.image = image});
    }
}

TEST_F(Freeze, an_oci_layout_keeps_its_digest)
{
    const RealRegistry registry(folder_.path() / "registry");
    FakeRegistry source;
    const std::string digest = source.add_image("lib/a", "one").digest;
    registry.copy_from(source, "lib/a:one");
    const CommandEnd end =
        freeze("oci", {registry.host() + "/lib/a:one", "--oci", "--platform", "linux/amd64"});
    ASSERT_EQ(end.code, 0) << end.err;
    const CommandEnd seen = skopeo({"inspect", "oci:" + path("oci") + ":one"});
    EXPECT_EQ(seen.code, 0) << seen.err;
    EXPECT_THAT(seen.out, HasSubstr("\"Digest\": \"" + digest + '"'));
}

TEST_F(Freeze, goes_on_after_a_kill)
{
    FakeRegistry registry;
    const FakeImage image = registry.add_image("lib/a", "one", {.layers = 4, .layer_size = 4'000'000});
    registry.slow_down(4'000'000);
    const std::string name = registry.host() + "/lib/a:one";
    {
        Command killed(command({"images", "freeze", path("out"), name, "--platform", "linux/amd64"}));
        while (registry.blob_bytes_sent() < 5'000'000)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        killed.send(SIGKILL);
        killed.wait();
    }
    EXPECT_FALSE(fs::exists(path("out/manifest.json")));
    const std::uint64_t first = registry.blob_bytes_sent();
    registry.slow_down(0);
    const CommandEnd end = freeze("out", {name, "--platform", "linux/amd64"});
    ASSERT_EQ(end.code, 0) << end.err;
    EXPECT_THAT(end.err, HasSubstr("goes on at"));
    // What was on its way in sockets is lost: at most one buffer for each of the four blobs.
    const std::uint64_t twice = first + (registry.blob_bytes_sent() - first) - image.size;
    std::cout << twice << " bytes came twice\n";
    EXPECT_LE(twice, 4U * 256U * 1024U);
}

TEST_F(Freeze, a_full_disk_keeps_what_is_whole)
{
    FakeRegistry registry;
    registry.add_image("lib/a", "one", {.layers = 3, .layer_size = 900'000});
    const std::string disk = path("disk");
    fs::create_directories(disk);
    const CommandEnd mounted =
        run_command({.words = {"mount", "-t", "tmpfs", "-o", "size=2m", "devenv-test", disk}});
    if (mounted.code != 0 && may_skip())
        GTEST_SKIP() << "no tmpfs can be mounted: " << mounted.err;
    ASSERT_EQ(mounted.code, 0) << mounted.err;
    const CommandEnd end =
        freeze("disk/out", {registry.host() + "/lib/a:one", "--platform", "linux/amd64", "-j", "1"});
    std::size_t layers = 0;
    for (const auto& file : fs::recursive_directory_iterator(disk))
        layers += file.path().filename() == "layer.tar" ? 1U : 0U;
    const bool is_complete = fs::exists(disk + "/out/manifest.json");
    run_command({.words = {"umount", disk}});
    EXPECT_EQ(end.code, 1);
    EXPECT_THAT(end.err, HasSubstr("No space left on device"));
    EXPECT_EQ(layers, 2U);
    EXPECT_FALSE(is_complete);
}

TEST_F(Freeze, bad_words_are_told_clearly)
{
    EXPECT_THAT(freeze("x", {"a:b:c"}).err, HasSubstr("a:b:c"));
    EXPECT_EQ(freeze("x", {"a:b:c"}).code, 125);
    EXPECT_EQ(freeze("x", {"UPPER/case"}).code, 125);
    EXPECT_EQ(freeze("x", {"a", "--platform", "no/such/thing/at-all"}).code, 125);
    EXPECT_FALSE(fs::exists(path("x")));
    const CommandEnd load = run({"images", "load", path("nothing")});
    EXPECT_EQ(load.code, 1);
    EXPECT_THAT(load.err, HasSubstr("there is no"));
}

TEST_F(Freeze, a_secret_is_nowhere_but_in_its_header)
{
    FakeRegistry registry;
    registry.add_image("lib/a", "one");
    registry.want_token("user", "S3cr3t-w0rd", 100);
    fs::create_directories(path("docker"));
    std::ofstream(path("docker/config.json"))
        << R"({"auths":{")" << registry.host() << R"(":{"auth":"dXNlcjpTM2NyM3QtdzByZA=="}}})";
    CommandSpec spec = command(
        {"-v", "images", "freeze", path("out"), registry.host() + "/lib/a:one", "--platform", "linux/amd64"}
    );
    spec.environment["DOCKER_CONFIG"] = path("docker");
    const CommandEnd end = run_command(spec);
    EXPECT_EQ(end.code, 0) << end.err;
    for (const std::string secret : {"S3cr3t-w0rd", "dXNlcjpTM2NyM3QtdzByZA=="}) {
        EXPECT_THAT(end.out + end.err, ::testing::Not(HasSubstr(secret)));
        for (const RegistryRequest& request : registry.requests())
            EXPECT_THAT(request.path + request.query + request.body, ::testing::Not(HasSubstr(secret)));
    }
}

TEST_F(Freeze, a_credential_helper_that_is_missing_is_named)
{
    FakeRegistry registry;
    registry.add_image("lib/a", "one");
    registry.want_token("user", "secret", 100);
    fs::create_directories(path("docker"));
    std::ofstream(path("docker/config.json")) << R"({"credsStore":"not-there"})";
    CommandSpec spec =
        command({"images", "freeze", path("out"), registry.host() + "/lib/a:one", "--platform", "linux/amd64"}
        );
    spec.environment["DOCKER_CONFIG"] = path("docker");
    const CommandEnd missing = run_command(spec);
    EXPECT_NE(missing.code, 0);
    EXPECT_THAT(missing.err, HasSubstr("the program `docker-credential-not-there` can't be run"));

    const std::string helper = path("docker/docker-credential-not-there");
    std::ofstream(helper) << "#!/bin/sh\nread -r server\n"
                             R"(printf '{"ServerURL":"%s","Username":"user","Secret":"secret"}' "$server")"
                             "\n";
    fs::permissions(helper, fs::perms::owner_all);
    spec.environment["PATH"] = path("docker") + ":/usr/bin:/bin";
    const CommandEnd found = run_command(spec);
    EXPECT_EQ(found.code, 0) << found.err;
}

}  // namespace
}  // namespace devenv::test
