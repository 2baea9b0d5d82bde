#include "protocol/http_fields.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace devenv::detail::protocol {

namespace {

template <class T>
bool read_number(std::string_view text, T& number)
{
    const char* end = text.data() + text.size();
    if (text.empty() || !base::is_digit(text.front()))
        return false;
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    return fault == std::errc{} && stop == end;
}

// Days since 1970 of a date of the Gregorian calendar, counted in eras of 400 years that begin in March.
std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day)
{
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = year / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t shifted = month + (month > 2 ? -3 : 9);
    const std::int64_t day_of_year = (153 * shifted + 2) / 5 + day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

std::int64_t month_of(std::string_view name)
{
    constexpr std::array<std::string_view, 12> names{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto* found = std::ranges::find(names, name);
    return found == names.end() ? 0 : found - names.begin() + 1;
}

}  // namespace

std::optional<ContentRange> parse_content_range(std::string_view text)
{
    constexpr std::string_view unit = "bytes ";
    text = base::trim(text);
    if (!text.starts_with(unit))
        return std::nullopt;
    text.remove_prefix(unit.size());
    const std::size_t dash = text.find('-');
    const std::size_t slash = text.find('/');
    if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash)
        return std::nullopt;
    ContentRange range;
    const std::string_view total = text.substr(slash + 1);
    if (!read_number(text.substr(0, dash), range.first) ||
        !read_number(text.substr(dash + 1, slash - dash - 1), range.last) || range.last < range.first)
        return std::nullopt;
    if (total != "*" && !read_number(total, range.total.emplace()))
        return std::nullopt;
    return range;
}

std::optional<std::int64_t> parse_http_date(std::string_view text)
{
    const std::vector<std::string_view> parts = base::words(text);
    constexpr std::string_view clock_shape = "08:49:37";
    if (parts.size() != 6 || parts[5] != "GMT" || parts[4].size() != clock_shape.size())
        return std::nullopt;
    std::int64_t day = 0;
    std::int64_t year = 0;
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    std::int64_t seconds = 0;
    const std::int64_t month = month_of(parts[2]);
    const std::string_view clock = parts[4];
    const bool is_read = read_number(parts[1], day) && read_number(parts[3], year) &&
                         read_number(clock.substr(0, 2), hours) && read_number(clock.substr(3, 2), minutes) &&
                         read_number(clock.substr(6, 2), seconds);
    if (!is_read || month == 0 || day < 1 || day > 31 || year < 1970 || year > 9999 || hours > 23 ||
        minutes > 59 || seconds > 60)
        return std::nullopt;
    return ((days_of(year, month, day) * 24 + hours) * 60 + minutes) * 60 + seconds;
}

std::optional<std::int64_t> parse_retry_after(std::string_view text, std::int64_t now)
{
    text = base::trim(text);
    std::int64_t seconds = 0;
    if (read_number(text, seconds))
        return seconds;
    if (const std::optional<std::int64_t> date = parse_http_date(text))
        return std::max<std::int64_t>(0, *date - now);
    return std::nullopt;
}

std::optional<std::uint64_t> parse_length(std::string_view text)
{
    std::uint64_t length = 0;
    if (!read_number(base::trim(text), length))
        return std::nullopt;
    return length;
}

}  // namespace devenv::detail::protocol
