#include "protocol/log_follower.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace devenv::detail::protocol {

namespace {

constexpr std::string_view shape = "0000-00-00T00:00:00.000000000Z";
constexpr std::size_t longest_piece = 16384;

bool is_time(std::string_view text)
{
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char c, char pattern) {
        return pattern == '0' ? base::is_digit(c) : c == pattern;
    });
}

int number_at(std::string_view text, std::size_t start, std::size_t length)
{
    int value = 0;
    std::from_chars(text.data() + start, text.data() + start + length, value);
    return value;
}

// Days since 1970 of a date of the Gregorian calendar (the year begins in March, so that the leap day is
// last).
std::int64_t days_of(int year, int month, int day)
{
    const std::int64_t shifted = month <= 2 ? year - 1 : year;
    const std::int64_t era = shifted / 400;
    const std::int64_t year_of_era = shifted - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

}  // namespace

void LogFollower::begin_connection()
{
    time_.clear();
    in_time_ = true;
    length_ = 0;
    is_replayed_ = !last_.empty();
    to_match_ = is_replayed_ ? before_ + 1 : 0;
}

std::string LogFollower::since() const
{
    if (last_.empty())
        return {};
    const std::string_view text = last_;
    const std::int64_t days = days_of(number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2));
    const std::int64_t seconds =
        days * 86400 + number_at(text, 11, 2) * 3600 + number_at(text, 14, 2) * 60 + number_at(text, 17, 2);
    return std::to_string(seconds) + '.' + last_.substr(20, 9);
}

// The time in front of an entry, to its blank; false = there is none.
bool LogFollower::take_time(std::string_view& bytes)
{
    const std::size_t wanted = shape.size() + 1 - time_.size();
    const std::string_view part = bytes.substr(0, wanted);
    time_ += part;
    bytes.remove_prefix(part.size());
    if (time_.size() <= shape.size())
        return true;
    if (time_.back() != ' ' || !is_time(std::string_view(time_).substr(0, shape.size())))
        return false;
    time_.pop_back();
    in_time_ = false;
    return begin_entry();
}

// The time is known: is the entry new, and is it the newest? Times of one shape are ordered as texts are.
bool LogFollower::begin_entry()
{
    is_skipped_ = false;
    is_late_ = false;
    skip_ = 0;
    if (is_replayed_ && time_ < last_) {
        is_skipped_ = true;
    } else if (is_replayed_ && time_ == last_ && to_match_ > 1) {
        --to_match_;
        is_skipped_ = true;
    } else if (is_replayed_ && time_ == last_) {
        // The one that the cut was in, or behind.
        is_replayed_ = false;
        skip_ = delivered_;
    } else {
        is_replayed_ = false;
        is_late_ = time_ < last_;
        if (!is_late_) {
            before_ = time_ == last_ ? before_ + 1 : 0;
            last_ = time_;
            delivered_ = 0;
        }
    }
    return true;
}

void LogFollower::take_text(Frame text, std::vector<Frame>& out)
{
    length_ += text.bytes.size();
    const std::size_t known = std::min(skip_, text.bytes.size());
    skip_ -= known;
    text.bytes.remove_prefix(known);
    if (is_skipped_ || text.bytes.empty())
        return;
    if (!is_late_)
        delivered_ += text.bytes.size();
    out.push_back(text);
}

bool LogFollower::put(Frame part, bool begins_frame, std::vector<Frame>& out)
{
    if (begins_frame) {
        time_.clear();
        in_time_ = true;
        length_ = 0;
    }
    if (in_time_ && !take_time(part.bytes))
        return false;
    take_text(part, out);
    return true;
}

bool LogFollower::put_raw(std::string_view bytes, std::vector<Frame>& out)
{
    while (!bytes.empty()) {
        if (in_time_ && !take_time(bytes))
            return false;
        const std::size_t line = bytes.find('\n');
        const std::size_t rest = line == std::string_view::npos ? bytes.size() : line + 1;
        const std::size_t size = std::min(rest, longest_piece - length_);
        const bool is_end = size > 0 && (bytes[size - 1] == '\n' || length_ + size == longest_piece);
        take_text({.channel = Channel::out, .bytes = bytes.substr(0, size)}, out);
        bytes.remove_prefix(size);
        if (is_end) {
            time_.clear();
            in_time_ = true;
            length_ = 0;
        }
    }
    return true;
}

}  // namespace devenv::detail::protocol
