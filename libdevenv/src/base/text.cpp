#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace devenv::detail::base {

namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::size_t longest_compared = 64;

template <class Candidates>
std::optional<std::string_view> find_nearest(std::string_view word, const Candidates& candidates)
{
    // a third of the word may be wrong, one character always may
    const std::size_t limit = std::clamp<std::size_t>(word.size() / 3, 1, 3);
    std::optional<std::string_view> best;
    std::size_t best_distance = limit + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = edit_distance(lower_case(word), lower_case(candidate));
        if (distance < best_distance && distance < candidate.size()) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

template <class Candidates>
std::string suggest(std::string_view word, const Candidates& candidates)
{
    const auto best = find_nearest(word, candidates);
    if (!best)
        return {};
    return std::string(" (did you mean \"").append(*best).append("\"?)");
}

}  // namespace

std::string lower_case(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), to_lower);
    return result;
}

std::string upper_case(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), to_upper);
    return result;
}

bool equals_ignoring_case(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return to_lower(a) == to_lower(b);
    });
}

std::string_view trim(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> result;
    for (text = trim(text); !text.empty(); text = trim(text)) {
        const std::size_t end = std::min(text.find_first_of(white_space), text.size());
        result.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return result;
}

bool is_identifier(std::string_view text)
{
    return !text.empty() && !is_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_alphanumeric(c) || c == '_'; });
}

std::size_t edit_distance(std::string_view left, std::string_view right)
{
    // the cost is the product of the lengths; words of people are short
    left = left.substr(0, longest_compared);
    right = right.substr(0, longest_compared);
    std::vector<std::size_t> before_last(right.size() + 1);
    std::vector<std::size_t> last(right.size() + 1);
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return last[right.size()];
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates)
{
    return find_nearest(word, candidates);
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string> candidates)
{
    return find_nearest(word, candidates);
}

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates)
{
    return suggest(word, candidates);
}

std::string suggestion(std::string_view word, std::span<const std::string> candidates)
{
    return suggest(word, candidates);
}

}  // namespace devenv::detail::base
