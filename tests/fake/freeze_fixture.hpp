// A fake registry, a folder, and a freeze from one to the other.
#pragma once

#include "support/fake_registry.hpp"
#include <devenv/devenv.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace devenv {

class FreezeEvents final : public FreezeObserver
{
public:
    void on_event(const FreezeEvent& event) override
    {
        ++counts[event.kind];
        if (event.error)
            errors.push_back(event.error->what());
        if (event.kind == FreezeEvent::Kind::retrying)
            pauses.push_back(event.pause);
        if (event.kind == FreezeEvent::Kind::resumed)
            resumed_at.push_back(event.bytes);
    }

    std::map<FreezeEvent::Kind, int> counts{};
    std::vector<std::string> errors{};
    std::vector<std::chrono::milliseconds> pauses{};
    std::vector<std::uint64_t> resumed_at{};
};

class FreezeTest : public ::testing::Test
{
protected:
    FreezeTest()
    {
        static std::atomic<int> count{0};
        folder_ = std::filesystem::temp_directory_path() /
                  ("devenv-freeze-" + std::to_string(::getpid()) + '-' + std::to_string(++count));
        std::filesystem::create_directories(folder_);
    }
    ~FreezeTest() override
    {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    FreezeSpec spec(std::string image = "lib/a:one") const
    {
        FreezeSpec spec{.folder = out()};
        spec.images = {registry_.host() + '/' + std::move(image)};
        spec.platform = "linux/amd64";
        spec.retry = {.tries = 4, .first_pause = std::chrono::milliseconds(1)};
        spec.stall = std::chrono::milliseconds(1000);
        spec.observer = events_;
        return spec;
    }

    static LoginSource login_of(const std::string& user, const std::string& password);

    std::string out() const { return (folder_ / "out").string(); }

    /// The error that it ends with.
    static Error failure(const FreezeSpec& spec)
    {
        try {
            blocking::freeze(spec);
        } catch (const Error& e) {
            return e;
        }
        ADD_FAILURE() << "it didn't fail";
        return Error(ErrorKind::local, "it didn't fail");
    }

    std::string read(const std::string& name) const
    {
        std::ifstream file(out() + '/' + name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    void write(const std::string& name, const std::string& text) const
    {
        const std::filesystem::path path = std::filesystem::path(out()) / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    /// Every file by its name, with its sha256.
    std::map<std::string, std::string> files(const std::string& folder) const;
    /// How many layers are whole and right.
    std::size_t right_layers(const test::FakeImage& image) const;

    test::FakeRegistry registry_{};
    std::shared_ptr<FreezeEvents> events_ = std::make_shared<FreezeEvents>();
    std::filesystem::path folder_{};
};

}  // namespace devenv
