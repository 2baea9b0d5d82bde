#include "freeze_fixture.hpp"

#include "base/digest.hpp"

#include <algorithm>

namespace devenv {

namespace {

boost::asio::awaitable<RegistryLogin> given(RegistryLogin login)
{
    co_return login;
}

}  // namespace

LoginSource FreezeTest::login_of(const std::string& user, const std::string& password)
{
    const RegistryLogin login{.username = user, .password = password};
    return [login](const std::string&) { return given(login); };
}

std::map<std::string, std::string> FreezeTest::files(const std::string& folder) const
{
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.is_symlink())
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        files[std::filesystem::relative(entry.path(), folder).string()] = detail::base::sha256_hex(text);
    }
    return files;
}

std::size_t FreezeTest::right_layers(const test::FakeImage& image) const
{
    const std::map<std::string, std::string> there = files(out());
    return static_cast<std::size_t>(std::ranges::count_if(image.layers, [&](const std::string& digest) {
        return std::ranges::any_of(there, [&](const auto& file) {
            return file.first.ends_with("/layer.tar") && "sha256:" + file.second == digest;
        });
    }));
}

}  // namespace devenv
