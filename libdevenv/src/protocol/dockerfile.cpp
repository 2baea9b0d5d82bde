#include "protocol/dockerfile.hpp"

#include <algorithm>
#include <cctype>

namespace devenv::detail::protocol {

namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trim(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string changed_case(std::string_view text, int (*change)(int))
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [change](char c) {
        return static_cast<char>(change(static_cast<unsigned char>(c)));
    });
    return out;
}

class Lines
{
public:
    explicit Lines(std::string_view text) : left_(text) {}

    bool next(std::string_view& line)
    {
        if (left_.empty())
            return false;
        const std::size_t end = left_.find('\n');
        line = left_.substr(0, end);
        left_.remove_prefix(end == std::string_view::npos ? left_.size() : end + 1);
        ++number_;
        return true;
    }

    int number() const { return number_; }

private:
    std::string_view left_;
    int number_ = 0;
};

// "# escape=`" before anything else changes what continues a line.
char escape_of(std::string_view dockerfile)
{
    Lines lines(dockerfile);
    std::string_view line;
    while (lines.next(line)) {
        line = trim(line);
        if (!line.starts_with('#'))
            break;
        line = trim(line.substr(1));
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            break;
        if (changed_case(trim(line.substr(0, equals)), std::tolower) == "escape" &&
            trim(line.substr(equals + 1)) == "`")
            return '`';
    }
    return '\\';
}

// The end marks of the heredocs that a line opens: <<EOF, <<-"EOF".
std::vector<std::string> heredocs_of(std::string_view line)
{
    std::vector<std::string> ends;
    for (std::size_t at = line.find("<<"); at != std::string_view::npos; at = line.find("<<", at + 2)) {
        std::string_view word = line.substr(at + 2);
        if (word.starts_with('-'))
            word.remove_prefix(1);
        if (word.starts_with('"') || word.starts_with('\''))
            word.remove_prefix(1);
        std::size_t size = 0;
        while (size < word.size() &&
               (std::isalnum(static_cast<unsigned char>(word[size])) != 0 || word[size] == '_'))
            ++size;
        if (size > 0)
            ends.emplace_back(word.substr(0, size));
    }
    return ends;
}

void skip_heredocs(Lines& lines, const Instruction& instruction)
{
    const bool can_have =
        instruction.name == "RUN" || instruction.name == "COPY" || instruction.name == "ADD";
    if (!can_have)
        return;
    for (const std::string& end : heredocs_of(instruction.arguments)) {
        std::string_view line;
        while (lines.next(line) && trim(line) != end) {
        }
    }
}

// Joins continuation lines; comments and empty lines between them are left out, as the builder does.
std::string read_logical_line(Lines& lines, std::string_view line, char escape)
{
    std::string joined;
    while (true) {
        std::string_view piece = trim(line);
        const bool goes_on = !piece.empty() && piece.back() == escape;
        if (goes_on)
            piece = trim(piece.substr(0, piece.size() - 1));
        if (!joined.empty() && !piece.empty())
            joined += ' ';
        joined += piece;
        if (!goes_on)
            return joined;
        do {
            if (!lines.next(line))
                return joined;
        } while (trim(line).empty() || trim(line).starts_with('#'));
    }
}

}  // namespace

std::vector<Instruction> read_instructions(std::string_view dockerfile)
{
    if (dockerfile.starts_with("\xEF\xBB\xBF"))
        dockerfile.remove_prefix(3);
    const char escape = escape_of(dockerfile);
    std::vector<Instruction> instructions;
    Lines lines(dockerfile);
    std::string_view line;
    while (lines.next(line)) {
        const std::string_view trimmed = trim(line);
        if (trimmed.empty() || trimmed.starts_with('#'))
            continue;
        Instruction instruction{.line = lines.number()};
        const std::string whole = read_logical_line(lines, line, escape);
        const std::size_t blank = whole.find_first_of(blanks);
        instruction.name = changed_case(whole.substr(0, blank), std::toupper);
        if (blank != std::string::npos)
            instruction.arguments = trim(std::string_view(whole).substr(blank));
        skip_heredocs(lines, instruction);
        instructions.push_back(std::move(instruction));
    }
    return instructions;
}

std::vector<Stage> read_stages(const std::vector<Instruction>& instructions)
{
    std::vector<Stage> stages;
    for (const Instruction& instruction : instructions) {
        if (instruction.name != "FROM")
            continue;
        std::vector<std::string> words;
        std::string_view left = instruction.arguments;
        while (!(left = trim(left)).empty()) {
            const std::size_t end = left.find_first_of(blanks);
            if (!left.starts_with("--"))
                words.emplace_back(left.substr(0, end));
            left.remove_prefix(std::min(end, left.size()));
        }
        Stage stage{.line = instruction.line};
        if (!words.empty())
            stage.base = words[0];
        if (words.size() == 3 && changed_case(words[1], std::tolower) == "as")
            stage.name = changed_case(words[2], std::tolower);
        stages.push_back(std::move(stage));
    }
    return stages;
}

}  // namespace devenv::detail::protocol
