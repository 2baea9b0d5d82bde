// A program as its user runs it: words, streams, signals, a terminal, an exit code.
#pragma once

#include <sys/types.h>
#include <termios.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::test {

struct CommandSpec
{
    enum class Input
    {
        nothing,   ///< /dev/null
        pipe,      ///< from write_input
        closed,    ///< no descriptor at all
        file,      ///< `input_file`
        terminal,  ///< a new one, for the output as well
    };

    std::vector<std::string> words{};
    std::filesystem::path directory = "/";
    std::map<std::string, std::optional<std::string>> environment{};  ///< over ours; nullopt = not set
    Input input = Input::nothing;
    std::filesystem::path input_file{};
    std::optional<uid_t> user{};  ///< instead of ours; its group has the same number
};

struct CommandEnd
{
    int code = 0;  ///< 128 + N after a signal, as a shell has it
    bool was_killed = false;
    std::string out{};  ///< with a terminal: all that it showed
    std::string err{};
};

class Command
{
public:
    using Time = std::chrono::milliseconds;

    explicit Command(const CommandSpec& spec);
    /// Kills it if it still runs.
    ~Command();

    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    pid_t pid() const { return pid_; }
    void send(int signal) const;
    /// Returns whether all of it was taken.
    bool write_input(std::string_view text);
    void close_input();
    /// Nobody reads its stdout any more.
    void close_output();

    /// Reads until stdout, stderr or the terminal has shown the text. False after the time or at its end.
    bool shows(std::string_view text, Time within = std::chrono::seconds(60));
    /// All that it has written so far.
    const std::string& out() const { return out_; }
    const std::string& err() const { return err_; }

    /// Waits for its end; a command that doesn't end in time is killed, and `code` is -1.
    CommandEnd wait(Time within = std::chrono::seconds(60));

    // with a terminal
    termios terminal_modes() const;
    void resize_terminal(unsigned short rows, unsigned short columns) const;

private:
    void read_some(Time within);
    bool has_ended(int options);

    pid_t pid_ = -1;
    int in_ = -1;
    int out_descriptor_ = -1;
    int err_descriptor_ = -1;
    int terminal_ = -1;
    std::string out_{};
    std::string err_{};
    std::optional<int> status_{};
};

/// From start to end.
CommandEnd run_command(const CommandSpec& spec, std::string_view input = {});

}  // namespace devenv::test
