#include "protocol/dockerfile.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace devenv::detail::protocol {

namespace {

constexpr std::string_view blanks = " \t";

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
        if (line.ends_with('\r'))
            line.remove_suffix(1);
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

struct Heredoc
{
    std::string end{};
    bool strips_tabs = false;
};

// <<EOF, <<-"EOF", 3<<EOF: a word of its own, as opposed to a shift or a here-string inside of one.
std::optional<Heredoc> heredoc_of(std::string_view word)
{
    word.remove_prefix(std::min(word.find_first_not_of("0123456789"), word.size()));
    if (!word.starts_with("<<"))
        return std::nullopt;
    word.remove_prefix(2);
    Heredoc heredoc{.strips_tabs = word.starts_with('-')};
    if (heredoc.strips_tabs)
        word.remove_prefix(1);
    const bool is_quoted =
        word.size() > 2 && (word.front() == '"' || word.front() == '\'') && word.back() == word.front();
    heredoc.end = is_quoted ? word.substr(1, word.size() - 2) : word;
    if (heredoc.end.empty() || heredoc.end.find('<') != std::string::npos)
        return std::nullopt;
    return heredoc;
}

std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!(text = trim(text)).empty()) {
        const std::size_t end = std::min(text.find_first_of(blanks), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

void skip_heredocs(Lines& lines, const Instruction& instruction)
{
    const bool can_have = instruction.name == "RUN" || instruction.name == "COPY" ||
                          instruction.name == "ADD" || instruction.name == "ONBUILD";
    if (!can_have)
        return;
    for (const std::string_view word : words_of(instruction.arguments)) {
        const std::optional<Heredoc> heredoc = heredoc_of(word);
        std::string_view line;
        while (heredoc && lines.next(line)) {
            if (heredoc->strips_tabs)
                line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
            if (line == heredoc->end)
                break;
        }
    }
}

// Joins continuation lines, the mark and what blanks follow it taken away. Comments and empty lines between
// them are left out, as the builder does.
std::string read_logical_line(Lines& lines, std::string_view line, char escape)
{
    std::string joined;
    while (true) {
        const std::size_t last = line.find_last_not_of(blanks);
        const bool goes_on = last != std::string_view::npos && line[last] == escape;
        joined += goes_on ? line.substr(0, last) : line;
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
        const std::string joined = read_logical_line(lines, line, escape);
        const std::string_view whole = trim(joined);
        const std::size_t blank = std::min(whole.find_first_of(blanks), whole.size());
        instruction.name = changed_case(whole.substr(0, blank), std::toupper);
        instruction.arguments = trim(whole.substr(blank));
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
        std::vector<std::string_view> words = words_of(instruction.arguments);
        std::erase_if(words, [](std::string_view word) { return word.starts_with("--"); });
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
