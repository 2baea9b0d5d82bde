#include "protocol/dockerignore.hpp"

#include "base/utf8.hpp"
#include "protocol/ignore_syntax.hpp"

#include <algorithm>
#include <utility>

namespace devenv::detail::protocol {

namespace {

constexpr std::size_t longest_line = 65'535;

// The pattern of a line with its `!`, cleaned; empty = the line has none.
std::string pattern_of_line(std::string_view line)
{
    if (line.starts_with('#'))
        return {};
    line = base::trim_space(line);
    if (line.empty())
        return {};
    std::string pattern;
    if (line.starts_with('!')) {
        pattern = "!";
        line = base::trim_space(line.substr(1));
    }
    if (line.empty())
        return pattern;
    const std::string cleaned = clean_path(line);
    const bool has_root = cleaned.size() > 1 && cleaned.front() == '/';
    pattern.append(cleaned, has_root ? 1 : 0, std::string::npos);
    // Cleaned as a whole once more, where a `!` is an ordinary character of the first name.
    return clean_path(base::trim_space(pattern));
}

std::string_view take_line(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

bool begins_with_directory(std::string_view pattern, std::string_view directory)
{
    return pattern.starts_with(directory) &&
           (pattern.size() == directory.size() || pattern[directory.size()] == '/');
}

std::string_view without_trailing_glob(std::string_view pattern)
{
    if (pattern.ends_with("/**"))
        pattern.remove_suffix(3);
    if (pattern.ends_with("/*"))
        pattern.remove_suffix(2);
    return pattern;
}

}  // namespace

IgnoreRules::Parsed IgnoreRules::parse(std::string_view file_text)
{
    IgnoreRules rules;
    if (file_text.starts_with("\xEF\xBB\xBF"))
        file_text.remove_prefix(3);
    for (std::size_t number = 1; !file_text.empty(); ++number) {
        std::string_view line = take_line(file_text);
        if (line.size() > longest_line)
            return {{}, {number, std::string(line.substr(0, 40)), "the line is longer than 64 KiB"}};
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const std::string text = pattern_of_line(line);
        if (text.empty())
            continue;
        if (text == "!")
            return {{}, {number, text, "nothing follows the exclamation mark"}};
        const bool is_exception = text.front() == '!';
        auto pattern = IgnorePattern::compile(
            std::string_view(text).substr(is_exception ? 1 : 0),
            is_exception ? IgnorePattern::Effect::keep : IgnorePattern::Effect::exclude
        );
        if (!pattern)
            return {{}, {number, text, "the pattern's syntax is wrong"}};
        rules.add(std::move(*pattern));
    }
    return {std::move(rules), {}};
}

void IgnoreRules::add(IgnorePattern pattern)
{
    if (pattern.effect() == IgnorePattern::Effect::keep) {
        has_exceptions_ = true;
        if (without_trailing_glob(pattern.text()).find_first_of("*[]?^") != std::string_view::npos)
            exceptions_are_prefixes_ = false;
    }
    patterns_.push_back(std::move(pattern));
}

void IgnoreRules::keep(std::string_view path)
{
    // Its text is a plain prefix whatever characters the name has, so add()'s look at them doesn't apply.
    patterns_.push_back(IgnorePattern::literal(path, IgnorePattern::Effect::keep));
    has_exceptions_ = true;
}

void IgnoreRules::exclude(std::string_view path)
{
    patterns_.push_back(IgnorePattern::literal(path, IgnorePattern::Effect::exclude));
}

bool IgnoreRules::excludes(std::string_view path) const
{
    if (path == "." || path.empty())
        return false;
    Matches parent;
    Matches own;
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
        excludes(path.substr(0, slash), parent, own);
        parent.swap(own);
    }
    return excludes(path, parent, own);
}

bool IgnoreRules::excludes(std::string_view path, const Matches& parent, Matches& own) const
{
    own.assign(patterns_.size(), 0);
    bool is_excluded = false;
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
        const IgnorePattern& pattern = patterns_[i];
        const bool would_exclude = pattern.effect() == IgnorePattern::Effect::exclude;
        bool is_match = !parent.empty() && parent[i] != 0;
        // Only a pattern that would change the outcome is tried, and what isn't tried counts as no match for
        // all that lies below: moby's walk does so.
        if (!is_match && would_exclude != is_excluded)
            is_match = pattern.matches(path);
        own[i] = is_match ? 1 : 0;
        if (is_match)
            is_excluded = would_exclude;
    }
    return is_excluded;
}

bool IgnoreRules::may_skip_directory(std::string_view path, Builder builder) const
{
    if (!has_exceptions_)
        return true;
    if (builder == Builder::buildkit && !exceptions_are_prefixes_)
        return false;
    return std::none_of(patterns_.begin(), patterns_.end(), [&](const IgnorePattern& pattern) {
        if (pattern.effect() != IgnorePattern::Effect::keep)
            return false;
        const std::string_view text = pattern.text();
        return begins_with_directory(builder == Builder::buildkit ? without_trailing_glob(text) : text, path);
    });
}

std::vector<std::string> IgnoreRules::patterns() const
{
    std::vector<std::string> texts;
    texts.reserve(patterns_.size());
    for (const IgnorePattern& pattern : patterns_)
        texts.push_back((pattern.effect() == IgnorePattern::Effect::keep ? "!" : "") + pattern.text());
    return texts;
}

}  // namespace devenv::detail::protocol
