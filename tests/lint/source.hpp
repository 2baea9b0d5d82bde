#pragma once

#include <cstddef>
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::lint {

enum class TokenKind
{
    word,         // identifier, keyword or number
    punctuation,  // one character, but "::" and "->"
    literal,      // string or character literal, raw ones too
    directive     // a preprocessor line with its continuations
};

struct Token
{
    TokenKind kind{};
    std::string_view text{};
    std::size_t line{};  // from 1

    bool is(std::string_view what) const { return kind != TokenKind::literal && text == what; }
};

/// A file of the tree; path is relative to the root, with slashes. Comments are in lines, not in tokens.
struct Source
{
    Source(std::string its_path, std::string its_text);
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    ~Source() = default;

    std::string path;
    std::string text;
    std::vector<std::string_view> lines;
    std::vector<Token> tokens;
};

struct Finding
{
    std::string path{};
    std::size_t line{};
    std::string message{};

    friend bool operator==(const Finding&, const Finding&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Finding& finding)
    {
        return out << finding.path << ':' << finding.line << ": " << finding.message;
    }
};

using Findings = std::vector<Finding>;

/// Which files of the tree a rule reads: those under one of the folders, with one of the name endings.
struct Selection
{
    std::vector<std::string> folders{};
    std::vector<std::string> endings{};
};

/// Paths relative to the root, sorted. A folder that isn't there holds nothing.
std::vector<std::string> paths_of_tree(const std::filesystem::path& root, const Selection& selection);

std::string read_text(const std::filesystem::path& file);

/// The index of the token that closes the bracket at open; the number of tokens if none does.
std::size_t closing(const std::vector<Token>& tokens, std::size_t open);

}
