// Bundles that strangers made.
#include "registry/bundle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>

namespace devenv::detail::registry {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Bundle : public ::testing::Test
{
protected:
    Bundle()
    {
        static std::atomic<int> count{0};
        folder_ = fs::temp_directory_path() /
                  ("devenv-bundle-" + std::to_string(::getpid()) + '-' + std::to_string(++count));
        fs::create_directories(folder_ / "in");
        write("../secret", "mine");
    }
    ~Bundle() override
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    void write(const std::string& name, const std::string& text) const
    {
        const fs::path path = folder_ / "in" / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    /// manifest.json with one image of one layer that is called so.
    void write_image(const std::string& layer) const
    {
        const std::string config = R"({"os":"linux","rootfs":{"diff_ids":[")" +
                                   protocol::digest_of("content").to_string() + R"("]}})";
        const std::string name = protocol::digest_of(config).hex + ".json";
        write(name, config);
        write(
            "manifest.json",
            R"([{"Config":")" + name + R"(","RepoTags":["a:b"],"Layers":[")" + layer + R"("]}])"
        );
    }

    std::string tar(const std::vector<TarMember>& members) const
    {
        const std::string path = (folder_ / "x.tar").string();
        TarBytes bytes(members);
        std::ofstream file(path, std::ios::binary);
        std::array<char, 1000> buffer{};
        while (const std::size_t count = bytes.read(buffer))
            file.write(buffer.data(), static_cast<std::streamsize>(count));
        return path;
    }

    std::string in() const { return (folder_ / "in").string(); }

    static std::string failure(const std::function<void()>& job)
    {
        try {
            job();
        } catch (const Error& e) {
            return e.what();
        }
        return "none";
    }

    std::string reading_fails() const
    {
        return failure([this] { read_bundle(BundleFiles(in())); });
    }

    fs::path folder_{};
    std::atomic<bool> stop_{false};
};

TEST_F(Bundle, is_the_same_as_a_folder_and_as_a_tar)
{
    write_image("l/layer.tar");
    write("l/layer.tar", "content");
    for (const std::string& path : {in(), tar(members_of(in()))}) {
        const std::vector<BundledImage> images = read_bundle(BundleFiles(path));
        ASSERT_EQ(images.size(), 1U);
        EXPECT_EQ(images[0].tags, std::vector<std::string>{"a:b"});
        ASSERT_EQ(images[0].layers.size(), 1U);
        EXPECT_NO_THROW(verify_layer(images[0].layers[0], images[0].config.diff_ids[0], stop_));
    }
}

TEST_F(Bundle, damage_is_found)
{
    write_image("l/layer.tar");
    write("l/layer.tar", "Content");
    const std::vector<BundledImage> images = read_bundle(BundleFiles(in()));
    EXPECT_THAT(
        failure([&] { verify_layer(images[0].layers[0], images[0].config.diff_ids[0], stop_); }),
        HasSubstr("damaged")
    );
    fs::remove(in() + "/l/layer.tar");
    EXPECT_THAT(reading_fails(), HasSubstr("l/layer.tar is missing"));
    write("manifest.json", "{");
    EXPECT_THAT(reading_fails(), HasSubstr("manifest.json:1:2"));
    fs::remove(in() + "/manifest.json");
    EXPECT_THAT(reading_fails(), HasSubstr("neither manifest.json nor index.json"));
}

TEST_F(Bundle, a_configuration_that_was_changed_is_found)
{
    write_image("l/layer.tar");
    write("l/layer.tar", "content");
    for (const auto& file : fs::directory_iterator(in())) {
        if (file.path().filename().string().size() > 60)
            std::ofstream(file.path(), std::ios::app) << ' ';
    }
    EXPECT_THAT(reading_fails(), HasSubstr("configuration"));
}

TEST_F(Bundle, no_name_leads_outside)
{
    for (const std::string name : {"../secret", "/etc/passwd", "l/../../secret", ""}) {
        write_image(name);
        EXPECT_NE(reading_fails(), "none") << name;
    }
}

TEST_F(Bundle, no_link_leads_outside)
{
    write_image("l/layer.tar");
    fs::create_directories(in() + "/l");
    for (const std::string target : {"../../secret", "/etc/passwd", "../l/../../secret"}) {
        fs::remove(in() + "/l/layer.tar");
        fs::create_symlink(target, in() + "/l/layer.tar");
        EXPECT_THAT(reading_fails(), HasSubstr("leads outside")) << target;
        const std::string path = tar({{.path = "l/layer.tar", .link = target}});
        EXPECT_THAT(failure([&] { BundleFiles{path}; }), HasSubstr("outside")) << target;
    }
    fs::remove_all(in() + "/l");
    fs::create_symlink("..", in() + "/l");
    EXPECT_THAT(reading_fails(), HasSubstr("leads outside"));
    const std::string path = tar({{.path = "../x", .content = "y"}});
    EXPECT_THAT(failure([&] { BundleFiles{path}; }), HasSubstr("outside"));
}

TEST_F(Bundle, links_in_circles_end)
{
    write_image("a");
    fs::create_symlink("b", in() + "/a");
    fs::create_symlink("a", in() + "/b");
    EXPECT_THAT(reading_fails(), HasSubstr("circles"));
}

TEST_F(Bundle, a_tar_that_is_cut_off_is_found)
{
    write_image("l/layer.tar");
    write("l/layer.tar", std::string(5000, 'x'));
    const std::string path = tar(members_of(in()));
    const std::uintmax_t whole = fs::file_size(path);
    for (const std::uintmax_t size : {std::uintmax_t{100}, whole / 2, std::uintmax_t{513}}) {
        fs::resize_file(path, size);
        EXPECT_NE(failure([&] { read_bundle(BundleFiles(path)); }), "none") << size;
    }
    std::ofstream(path) << "not a tar at all";
    EXPECT_THAT(failure([&] { BundleFiles{path}; }), HasSubstr("no tar"));
    EXPECT_THAT(failure([] { BundleFiles{"/does/not/exist"}; }), HasSubstr("there is no"));
}

}  // namespace
}  // namespace devenv::detail::registry
