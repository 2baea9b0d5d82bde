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

// The inside of a class that is well-formed: does it accept a dot?
bool class_has_dot(std::string_view inside)
{
    const bool is_negated = inside.starts_with('^');
    if (is_negated)
        inside.remove_prefix(1);
    const auto take = [&] {
        if (inside.front() == '\\')
            inside.remove_prefix(1);
        return base::take_character(inside);
    };
    bool has_dot = false;
    while (!inside.empty()) {
        const char32_t first = take();
        char32_t last = first;
        if (inside.starts_with('-')) {
            inside.remove_prefix(1);
            last = take();
        }
        has_dot = has_dot || (first <= U'.' && U'.' <= last);
    }
    return has_dot != is_negated;
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

// A part of a pattern against the name `.`, read to its end even after a mismatch.
struct ChunkOutcome
{
    bool is_valid = false;
    bool is_match = false;
    bool has_taken_dot = false;
};

ChunkOutcome match_chunk(std::string_view chunk, bool dot_is_left)
{
    ChunkOutcome outcome{.is_match = true};
    while (!chunk.empty()) {
        char c = chunk.front();
        const std::string_view from_here = chunk;
        chunk.remove_prefix(1);
        bool accepts_dot = c == '?' || c == '.';
        if (c == '[') {
            if (!take_class(chunk))
                return outcome;
            accepts_dot = class_has_dot(from_here.substr(1, from_here.size() - chunk.size() - 2));
        } else if (c == '\\') {
            if (chunk.empty())
                return outcome;
            accepts_dot = chunk.front() == '.';
            chunk.remove_prefix(1);
        }
        outcome.is_match = outcome.is_match && accepts_dot && dot_is_left && !outcome.has_taken_dot;
        outcome.has_taken_dot = true;
    }
    outcome.is_valid = true;
    return outcome;
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
        if (rest_.empty()) {
            // The backslash takes the `$` that moby adds: a literal one, and no end after it.
            result_.expression += "$[\\d\\D]*";
            return;
        }
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
    bool dot_is_left = true;
    while (!pattern.empty()) {
        const bool has_star = pattern.front() == '*';
        const std::string_view chunk = take_chunk(pattern);
        const ChunkOutcome here = match_chunk(chunk, dot_is_left);
        if (!here.is_valid)
            return false;
        if (here.is_match) {
            dot_is_left = dot_is_left && !here.has_taken_dot;
            continue;
        }
        // After a star the chunk may stand behind the dot; there it matches only if it is empty.
        if (!(has_star && chunk.empty()))
            return true;
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
        const bool has_parent_name = !parts.empty() && parts.back() != "..";
        if (part == ".." && has_parent_name)
            parts.pop_back();
        else if (part != ".." || !is_absolute)
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
