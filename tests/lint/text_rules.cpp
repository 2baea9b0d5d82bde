#include "text_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace devenv::lint {
namespace {

constexpr std::size_t longest_file = 700;  // lines

/// Reads the declarations of namespace scope, one after the other.
class DocComments
{
public:
    explicit DocComments(const Source& source) : source_(source), tokens_(source.tokens) {}

    Findings all()
    {
        for (std::size_t i = 0; i < tokens_.size();) {
            if (tokens_[i].kind == TokenKind::directive || tokens_[i].is(";") || tokens_[i].is("}")) {
                ++i;
            } else {
                i = declaration(i);
            }
        }
        return std::move(findings_);
    }

private:
    std::size_t declaration(std::size_t first)
    {
        bool is_function = false;
        bool is_namespace = false;
        bool is_type = false;
        bool is_silent = false;
        std::string_view name;
        std::size_t i = first;
        for (; i < tokens_.size() && !tokens_[i].is(";") && !tokens_[i].is("{"); ++i) {
            const Token& token = tokens_[i];
            is_namespace = is_namespace || token.is("namespace");
            is_silent = is_silent || token.is("using") || token.is("detail") || token.is("friend");
            is_type =
                is_type || (!is_function && (token.is("class") || token.is("struct") || token.is("enum")));
            if (tokens_[i].is("template") || token.is("(")) {
                name = !is_function && token.is("(") ? tokens_[i - 1].text : name;
                is_function = is_function || token.is("(");
                i = token.is("(") ? closing(tokens_, i) : template_end(i + 1);
            }
        }
        if (i >= tokens_.size()) {
            return i;
        }
        const bool is_defined = tokens_[i].is("{");
        if (is_namespace) {
            return is_silent && is_defined ? closing(tokens_, i) + 1 : i + 1;
        }
        if (!is_silent && ((is_type && is_defined) || is_function)) {
            require_comment(first, name);
        }
        return is_defined ? closing(tokens_, i) + 1 : i + 1;
    }

    /// The index of the > that ends template <…>.
    std::size_t template_end(std::size_t open) const
    {
        std::size_t depth = 0;
        for (std::size_t i = open; i < tokens_.size(); ++i) {
            if (tokens_[i].is("<")) {
                ++depth;
            } else if (tokens_[i].is(">") && --depth == 0) {
                return i;
            }
        }
        return tokens_.size();
    }

    /// Overloads and the definition of what was declared above share the comment.
    void require_comment(std::size_t first, std::string_view function)
    {
        const std::size_t line = tokens_[first].line;
        std::string_view above = line < 2 ? std::string_view{} : source_.lines[line - 2];
        above.remove_prefix(std::min(above.find_first_not_of(' '), above.size()));
        if (above.starts_with("///")) {
            documented_.insert(function);
        } else if (function.empty() || !documented_.contains(function)) {
            findings_.push_back({source_.path, line, "no /// comment above a public declaration"});
        }
    }

    const Source& source_;
    const std::vector<Token>& tokens_;
    std::set<std::string_view> documented_;
    Findings findings_;
};

bool is_letter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool has_word(std::string_view line, std::string_view word)
{
    for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
        const bool starts = at == 0 || !is_letter(line[at - 1]);
        const std::size_t end = at + word.size();
        if (starts && (end == line.size() || !is_letter(line[end]))) {
            return true;
        }
    }
    return false;
}

}

Findings check_doc_comments(const Source& source)
{
    return source.path.starts_with("libdevenv/include/") ? DocComments(source).all() : Findings{};
}

Findings check_open_ends(const Source& source)
{
    // In two parts, so that this file passes its own rule.
    static const std::array<std::string, 4> words{
        std::string("TO") + "DO",
        std::string("FIX") + "ME",
        std::string("XX") + "X",
        std::string("HA") + "CK"};
    Findings findings;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        for (const std::string& word : words) {
            if (has_word(source.lines[i], word)) {
                findings.push_back({source.path, i + 1, word + ": do it or write it down where it is planned"}
                );
            }
        }
    }
    return findings;
}

Findings check_length(const Source& source)
{
    if (source.lines.size() <= longest_file) {
        return {};
    }
    return {
        {source.path,
         source.lines.size(),
         "more than " + std::to_string(longest_file) + " lines: split the file"}};
}

}
