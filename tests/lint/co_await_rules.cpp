#include "co_await_rules.hpp"

#include <algorithm>
#include <initializer_list>

namespace devenv::lint {
namespace {

class CoAwaitCheck
{
public:
    explicit CoAwaitCheck(const Source& source) : source_(source), tokens_(source.tokens) {}

    Findings all()
    {
        std::vector<std::size_t> open;  // the brackets around the token
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (is_open(i)) {
                open.push_back(i);
            } else if (is_close(i) && !open.empty()) {
                open.pop_back();
            } else if (tokens_[i].is("co_await")) {
                expression(i, open);
            }
        }
        return std::move(findings_);
    }

private:
    bool is_open(std::size_t i) const { return is_any(i, {"(", "[", "{"}); }
    bool is_close(std::size_t i) const { return is_any(i, {")", "]", "}"}); }

    bool is_any(std::size_t i, std::initializer_list<std::string_view> words) const
    {
        return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return tokens_[i].is(w); });
    }

    /// The full expression around the co_await: all within the outermost parentheses that belong to no `if`
    /// and the like, and what stands before and behind it in the statement.
    void expression(std::size_t at, const std::vector<std::size_t>& open)
    {
        at_ = at;
        std::size_t block = 0;
        std::size_t first = at;
        std::size_t around = tokens_.size();
        for (std::size_t i = open.size(); i-- > 0;) {
            if (tokens_[open[i]].is("{")) {
                if (is_block(open[i])) {
                    block = open[i] + 1;
                    break;
                }
                report("inside of braces: name the value first");
                return;
            }
            if (is_control(open[i])) {
                block = open[i] + 1;
                around = open[i];
                break;
            }
            first = open[i];
        }
        const std::size_t start = statement_start(block, first);
        check_range_for(around);
        if (!is_binding(start)) {
            judge(start);
        }
    }

    /// A block has a statement in it, an initialiser has none.
    bool is_block(std::size_t brace) const
    {
        const std::size_t end = closing(tokens_, brace);
        for (std::size_t i = brace + 1; i < end; ++i) {
            if (tokens_[i].is(";")) {
                return true;
            }
            if (is_open(i)) {
                i = closing(tokens_, i);
            }
        }
        return false;
    }

    bool is_control(std::size_t bracket) const
    {
        return tokens_[bracket].is("(") && bracket > 0 &&
               is_any(bracket - 1, {"if", "while", "for", "switch"});
    }

    std::size_t statement_start(std::size_t block, std::size_t first) const
    {
        std::size_t start = block;
        bool is_choice = false;
        for (std::size_t i = block; i < first; ++i) {
            is_choice = !tokens_[i].is(";") && (is_choice || tokens_[i].is("?"));
            if (is_open(i)) {
                const bool is_body = tokens_[i].is("{") || is_control(i);
                i = closing(tokens_, i);
                start = is_body ? i + 1 : start;
            } else if (is_any(i, {";", "else"}) || (tokens_[i].is(":") && !is_choice)) {
                start = i + 1;
            }
        }
        return start;
    }

    /// Judges the tokens up to the statement's end, or the end of what the brackets around it hold.
    void judge(std::size_t start)
    {
        std::size_t depth = 0;
        for (std::size_t i = start; i < tokens_.size() && !tokens_[i].is(";"); ++i) {
            if (tokens_[i].is("?")) {
                report("with ?: in its expression: use if");
            } else if (tokens_[i].is("{")) {
                report("with braces in its expression: name the value first");
                i = closing(tokens_, i);
            } else if (is_lambda(i)) {
                i = lambda(i);
            } else if (is_open(i)) {
                ++depth;
            } else if (is_close(i) && depth-- == 0) {
                return;
            }
        }
    }

    bool is_lambda(std::size_t i) const
    {
        if (!tokens_[i].is("[") || i == 0) {
            return false;
        }
        const Token& before = tokens_[i - 1];
        const bool is_keyword = is_any(i - 1, {"return", "co_return", "co_await", "co_yield"});
        return is_keyword || (before.kind != TokenKind::word && !before.is(")") && !before.is("]"));
    }

    std::size_t lambda(std::size_t open)
    {
        const std::size_t end = closing(tokens_, open);
        bool starts_capture = true;
        for (std::size_t i = open + 1; i < end; ++i) {
            if (starts_capture && !is_any(i, {"&", "this"})) {
                report("with a closure that captures by value in its expression: name the closure first");
                break;
            }
            starts_capture = tokens_[i].is(",");
            i = is_open(i) ? closing(tokens_, i) : i;
        }
        for (std::size_t i = end; i < tokens_.size(); ++i) {
            if (tokens_[i].is("{")) {
                return std::min(closing(tokens_, i), tokens_.size() - 1);
            }
        }
        return end;
    }

    void check_range_for(std::size_t control)
    {
        if (control == tokens_.size() || !tokens_[control - 1].is("for")) {
            return;
        }
        const std::size_t end = closing(tokens_, control);
        const auto has = [&](std::string_view what) {
            for (std::size_t i = control; i < end; ++i) {
                if (tokens_[i].is(what)) {
                    return true;
                }
            }
            return false;
        };
        if (!has(";") && has(":")) {
            report("as the range of a for: name the range first");
        }
    }

    bool is_binding(std::size_t start)
    {
        std::size_t i = start;
        while (i < at_ && is_any(i, {"const", "auto", "&"})) {
            ++i;
        }
        const bool is_one = i > start && i < at_ && tokens_[i].is("[");
        if (is_one) {
            report("with a structured binding on it: name the result first");
        }
        return is_one;
    }

    void report(std::string_view what)
    {
        const Finding finding{source_.path, tokens_[at_].line, "co_await " + std::string(what)};
        if (findings_.empty() || findings_.back() != finding) {
            findings_.push_back(finding);
        }
    }

    const Source& source_;
    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
    Findings findings_;
};

}

Findings check_co_await(const Source& source)
{
    return CoAwaitCheck(source).all();
}

}
