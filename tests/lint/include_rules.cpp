#include "include_rules.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace devenv::lint {
namespace {

constexpr std::string_view sources = "libdevenv/src/";
constexpr std::string_view public_headers = "libdevenv/include/";

/// The one file of the lowest layers that calls the system: it closes what others opened.
constexpr std::string_view closes_descriptors = "base/descriptor.hpp";

struct Layer
{
    std::string_view name;
    int height;  // a layer sees those below; of its own height only itself
};

// Public headers are seen by all; what they may include has a rule of its own.
constexpr std::array layers{
    Layer{"base", 0},
    Layer{"protocol", 1},
    Layer{"transport", 2},
    Layer{"engine", 3},
    Layer{"build", 4},
    Layer{"buildkit", 4},
    Layer{"registry", 4},
    Layer{"workflow", 5},
    Layer{"testing", 5},
};

const Layer* layer_of(std::string_view path)
{
    const std::string_view folder = path.substr(0, path.find('/'));
    const auto* found =
        std::find_if(layers.begin(), layers.end(), [&](const Layer& l) { return l.name == folder; });
    return found == layers.end() ? nullptr : found;
}

/// Who may include a library, or the header of ours that drags it along.
struct Fence
{
    std::string_view header;                // the beginning of the include's name
    std::vector<std::string_view> allowed;  // beginnings of paths below libdevenv/src
};

const std::vector<Fence>& fences()
{
    static const std::vector<Fence> all{
        {"boost/beast/", {"protocol/http_response.cpp"}},
        {"boost/",
         {"protocol/http_response.cpp",
          "transport/",
          "engine/",
          "build/",
          "buildkit/",
          "registry/",
          "workflow/",
          "testing/",
          "precompiled.hpp"}},
        {"rapidjson/", {"base/json_"}},
        {"base/json_fields.hpp", {"base/json_", "engine/models.hpp", "engine/operation.hpp"}},
        {"base/json_document.hpp", {"base/json_", "engine/failure.cpp", "engine/streams.cpp"}},
        {"openssl/", {"base/digest.cpp", "transport/tls"}},
        {"boost/asio/ssl", {"transport/tls"}},
        {"archive.h", {"build/archive.cpp", "registry/decompress.cpp"}},
        {"archive_entry.h", {"build/archive.cpp", "registry/decompress.cpp"}},
    };
    return all;
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view b) {
        return text.starts_with(b);
    });
}

bool is_standard(std::string_view header)
{
    return std::all_of(header.begin(), header.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    });
}

/// Sockets and clocks that base and protocol must not see.
bool is_system_io(std::string_view header)
{
    static const std::set<std::string_view> names{
        "sys/socket.h",
        "sys/un.h",
        "netdb.h",
        "netinet/in.h",
        "arpa/inet.h",
        "poll.h",
        "sys/epoll.h",
        "coroutine",
        "thread",
        "fstream",
        "unistd.h",
        "fcntl.h",
        "filesystem"};
    return names.contains(header);
}

}

std::vector<Include> includes_of(const Source& source)
{
    std::vector<Include> includes;
    for (const Token& token : source.tokens) {
        if (token.kind != TokenKind::directive || token.text.find("include") == std::string_view::npos) {
            continue;
        }
        const std::size_t open = token.text.find_first_of("<\"");
        const std::size_t close = token.text.find_last_of(">\"");
        if (open != std::string_view::npos && close > open) {
            includes.push_back(
                {std::string(token.text.substr(open + 1, close - open - 1)),
                 token.line,
                 token.text[open] == '"'}
            );
        }
    }
    return includes;
}

Findings check_include_direction(const Source& source)
{
    if (!source.path.starts_with(sources)) {
        return {};
    }
    const std::string_view inside = std::string_view(source.path).substr(sources.size());
    const Layer* own = layer_of(inside);
    Findings findings;
    for (const Include& include : includes_of(source)) {
        const Layer* other = include.is_quoted ? layer_of(include.name) : nullptr;
        if (own != nullptr && other != nullptr && other != own && other->height >= own->height) {
            findings.push_back(
                {source.path,
                 include.line,
                 std::string(own->name) + " must not include " + include.name + ": includes go down only"}
            );
        }
        if (own != nullptr && own->height < 2 && inside != closes_descriptors && is_system_io(include.name)) {
            findings.push_back(
                {source.path,
                 include.line,
                 std::string(own->name) + " does no I/O and must not include " + include.name}
            );
        }
        for (const Fence& fence : fences()) {
            if (include.name.starts_with(fence.header) && !starts_with_any(inside, fence.allowed)) {
                findings.push_back({source.path, include.line, include.name + " is not for this file"});
            }
        }
    }
    return findings;
}

Findings check_public_header(const Source& source)
{
    if (!source.path.starts_with(public_headers)) {
        return {};
    }
    static const std::set<std::string_view> asio{
        "boost/asio/awaitable.hpp", "boost/asio/any_io_executor.hpp"};
    Findings findings;
    for (const Include& include : includes_of(source)) {
        const bool is_ours = include.name.starts_with("devenv/") && !include.is_quoted;
        // The glue for GoogleTest is one header, for harnesses only.
        const bool is_glue = source.path == "libdevenv/include/devenv/testing.hpp" &&
                             (include.name == "gtest/gtest.h" || include.name == "gmock/gmock.h");
        if (!is_ours && !is_glue && !asio.contains(include.name) && !is_standard(include.name)) {
            findings.push_back({source.path, include.line, "a public header must not include " + include.name}
            );
        }
    }
    return findings;
}

Findings check_cli_includes(const Source& source)
{
    if (!source.path.starts_with("cli/")) {
        return {};
    }
    Findings findings;
    for (const Include& include : includes_of(source)) {
        const bool is_inside =
            layer_of(include.name) != nullptr && include.name.find('/') != std::string::npos;
        if (is_inside || include.name.starts_with("../") || include.name.starts_with("boost/beast/") ||
            include.name.starts_with("rapidjson/")) {
            findings.push_back(
                {source.path, include.line, "cli includes public headers only, not " + include.name}
            );
        }
    }
    return findings;
}

Findings check_reaches_no_asio(const std::vector<std::unique_ptr<Source>>& headers, const std::string& path)
{
    Findings findings;
    std::set<std::string> seen;
    std::vector<std::string> open{path};
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        const auto found =
            std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return h->path == next; });
        if (!seen.insert(next).second || found == headers.end()) {
            continue;
        }
        for (const Include& include : includes_of(**found)) {
            if (include.name.starts_with("boost/")) {
                findings.push_back({next, include.line, path + " must not reach " + include.name});
            }
            open.push_back(std::string(public_headers) + include.name);
        }
    }
    return findings;
}

}
