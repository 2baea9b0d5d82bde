#include "protocol/ignore_syntax.hpp"

#include "base/utf8.hpp"

namespace devenv::detail::protocol {

namespace {

// One character of a class of a shell pattern. Something has to follow it, at least the `]`.
bool take_class_character(std::string_view& rest)
{
    if (rest.empty() || rest.front() == '-' || rest.front() == ']')
        return false;
    if (rest.front() == '\\')
        rest.remove_prefix(1);
    if (rest.empty())
        return false;
    const std::size_t before = rest.size();
    const char32_t c = base::take_character(rest);
    const bool is_broken = c == base::replacement_character && before - rest.size() == 1;
    return !is_broken && !rest.empty();
}

bool take_class(std::string_view& rest)
{
    if (rest.starts_with('^'))
        rest.remove_prefix(1);
    for (std::size_t ranges = 0;; ++ranges) {
        if (ranges > 0 && rest.starts_with(']')) {
            rest.remove_prefix(1);
            return true;
        }
        if (!take_class_character(rest))
            return false;
        if (rest.front() == '-') {
            rest.remove_prefix(1);
            if (!take_class_character(rest))
                return false;
        }
    }
}

// Between two stars. A star counts as one also after a `[` that a `]` has "closed" too early for the class.
std::string_view take_chunk(std::string_view& pattern)
{
    while (pattern.starts_with('*'))
        pattern.remove_prefix(1);
    bool in_class = false;
    std::size_t end = 0;
    for (; end < pattern.size(); ++end) {
        const char c = pattern[end];
        if (c == '\\' && end + 1 < pattern.size())
            ++end;
        else if (c == '[')
            in_class = true;
        else if (c == ']')
            in_class = false;
        else if (c == '*' && !in_class)
            break;
    }
    const std::string_view chunk = pattern.substr(0, end);
    pattern.remove_prefix(end);
    return chunk;
}

bool is_valid_chunk(std::string_view chunk)
{
    while (!chunk.empty()) {
        const char c = chunk.front();
        chunk.remove_prefix(1);
        if (c == '[') {
            if (!take_class(chunk))
                return false;
        } else if (c == '\\') {
            if (chunk.empty())
                return false;
            chunk.remove_prefix(1);
        }
    }
    return true;
}

class GlobTranslator
{
public:
    explicit GlobTranslator(std::string_view pattern) : rest_(pattern) {}

    GlobTranslation run() &&
    {
        for (bool is_first = true; !rest_.empty(); is_first = false) {
            const char32_t c = base::take_character(rest_);
            if (c == U'*')
                star(is_first);
            else if (c == U'?')
                special("[^/]");
            else if (c == U'\\')
                escape();
            else
                ordinary(c);
        }
        return std::move(result_);
    }

private:
    void special(std::string_view text)
    {
        result_.expression += text;
        result_.shape = GlobShape::expression;
    }

    void star(bool is_first)
    {
        if (!rest_.starts_with('*')) {
            special("[^/]*");
            return;
        }
        rest_.remove_prefix(1);
        if (rest_.starts_with('/'))
            rest_.remove_prefix(1);
        if (!rest_.empty())
            special("(.*/)?");
        else if (result_.shape == GlobShape::exact)
            result_.shape = GlobShape::prefix;
        else
            special(".*");
        if (is_first)
            result_.shape = GlobShape::suffix;
    }

    void escape()
    {
        result_.expression += '\\';
        if (rest_.empty())
            return;
        base::append_utf8(result_.expression, base::take_character(rest_));
        result_.shape = GlobShape::expression;
    }

    void ordinary(char32_t c)
    {
        if (c < 0x80 && std::string_view(".+()|{}$").find(static_cast<char>(c)) != std::string_view::npos)
            result_.expression += '\\';
        else if (c == U'[' || c == U']')
            result_.shape = GlobShape::expression;
        base::append_utf8(result_.expression, c);
    }

    std::string_view rest_;
    GlobTranslation result_{};
};

}  // namespace

bool is_valid_glob(std::string_view pattern)
{
    while (!pattern.empty()) {
        if (!is_valid_chunk(take_chunk(pattern)))
            return false;
    }
    return true;
}

GlobTranslation translate_glob(std::string_view pattern)
{
    return GlobTranslator(pattern).run();
}

std::string clean_path(std::string_view path)
{
    const bool is_absolute = path.starts_with('/');
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view part = path.substr(0, slash);
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        if (part.empty() || part == ".")
            continue;
        if (part != "..")
            parts.push_back(part);
        else if (!parts.empty() && parts.back() != "..")
            parts.pop_back();
        else if (!is_absolute)
            parts.push_back(part);
    }
    std::string cleaned(is_absolute ? "/" : "");
    for (const std::string_view part : parts) {
        if (!cleaned.empty() && cleaned.back() != '/')
            cleaned += '/';
        cleaned += part;
    }
    return cleaned.empty() ? "." : cleaned;
}

}  // namespace devenv::detail::protocol
