#include "source.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace devenv::lint {
namespace {

bool is_word_character(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Splits C++ into tokens, well enough for code that a compiler has accepted.
class Scanner
{
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<Token> all()
    {
        while (skip_blank()) {
            next();
        }
        return std::move(tokens_);
    }

private:
    /// False at the end.
    bool skip_blank()
    {
        while (at_ < text_.size()) {
            if (text_[at_] == '\n') {
                ++line_;
                starts_line_ = true;
                ++at_;
            } else if (std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
                ++at_;
            } else if (here("//")) {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else if (here("/*")) {
                pass(std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2);
            } else {
                return true;
            }
        }
        return false;
    }

    void next()
    {
        const std::size_t start = at_;
        const std::size_t line = line_;
        const TokenKind kind = token();
        starts_line_ = kind == TokenKind::directive;
        tokens_.push_back({kind, text_.substr(start, at_ - start), line});
    }

    TokenKind token()
    {
        if (starts_line_ && text_[at_] == '#') {
            directive();
            return TokenKind::directive;
        }
        if (is_raw_literal()) {
            raw_literal();
            return TokenKind::literal;
        }
        if (text_[at_] == '"' || text_[at_] == '\'') {
            quoted(text_[at_]);
            return TokenKind::literal;
        }
        if (is_word_character(text_[at_])) {
            word();
            return TokenKind::word;
        }
        at_ += here("::") || here("->") ? 2U : 1U;
        return TokenKind::punctuation;
    }

    void directive()
    {
        for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
            if (here("\\\n")) {
                ++at_;
                ++line_;
            } else if (here("//") || here("/*")) {
                return;
            }
        }
    }

    bool is_raw_literal() const { return here("R\"") || here("u8R\"") || here("LR\""); }

    void raw_literal()
    {
        const std::size_t quote = text_.find('"', at_);
        const std::size_t open = std::min(text_.find('(', quote), text_.size() - 1);
        std::string end{")"};
        end += text_.substr(quote + 1, open - quote - 1);
        end += '"';
        pass(std::min(text_.find(end, open), text_.size() - end.size()) + end.size());
    }

    void quoted(char quote)
    {
        for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
            at_ += text_[at_] == '\\' ? 1U : 0U;
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    /// A number's apostrophes belong to it.
    void word()
    {
        const bool is_number = std::isdigit(static_cast<unsigned char>(text_[at_])) != 0;
        while (at_ < text_.size() && (is_word_character(text_[at_]) || (is_number && text_[at_] == '\''))) {
            ++at_;
        }
    }

    void pass(std::size_t to)
    {
        line_ += static_cast<std::size_t>(std::count(
            text_.begin() + static_cast<std::ptrdiff_t>(at_),
            text_.begin() + static_cast<std::ptrdiff_t>(to),
            '\n'
        ));
        at_ = to;
    }

    bool here(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    bool starts_line_ = true;
};

std::vector<std::string_view> split_lines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool ends_with_any(const std::string& name, const std::vector<std::string>& endings)
{
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& e) {
        return name.ends_with(e);
    });
}

}

Source::Source(std::string its_path, std::string its_text)
    : path(std::move(its_path)),
      text(std::move(its_text)),
      lines(split_lines(text)),
      tokens(Scanner(text).all())
{}

std::vector<std::string> paths_of_tree(const std::filesystem::path& root, const Selection& selection)
{
    std::vector<std::string> paths;
    for (const std::string& folder : selection.folders) {
        if (!std::filesystem::exists(root / folder)) {
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            if (entry.is_regular_file() &&
                ends_with_any(entry.path().filename().string(), selection.endings)) {
                paths.push_back(entry.path().lexically_relative(root).generic_string());
            }
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string read_text(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw std::runtime_error("cannot read " + file.string());
    }
    return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t closing(const std::vector<Token>& tokens, std::size_t open)
{
    std::size_t depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.is("(") || token.is("[") || token.is("{")) {
            ++depth;
        } else if ((token.is(")") || token.is("]") || token.is("}")) && --depth == 0) {
            return i;
        }
    }
    return tokens.size();
}

}
